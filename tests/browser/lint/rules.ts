// What may not be seen. Each rule reads what the page shows and names what breaks it.
import type { Box, Seen, Words } from "./see";

export interface Finding {
  rule: Rule;
  where: string;
  what: string;
}

export type Rule = "overlap" | "cut" | "sideways" | "small" | "target" | "hard-coded" | "language" | "contrast" | "hidden" | "digits";

/** What overlaps by less is not seen. */
const SLACK = 1;
const SMALLEST_TYPE = 12;
const SMALLEST_TARGET = 24;

/** The pseudo-locale: every text in it that comes from a locale file is accented. */
export const PSEUDO = "en-XA";

/** All that the boxes and words of a page tell. */
export function layout(seen: Seen): Finding[] {
  return [...sideways(seen), ...overlap(seen.words), ...cut(seen.words), ...small(seen.words), ...targets(seen), ...words(seen)];
}

const quote = (text: string) => `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`;

function sideways({ wide, width }: Seen): Finding[] {
  return wide > width ? [{ rule: "sideways", where: "page", what: `${wide} px in a window of ${width}` }] : [];
}

function overlap(words: Words[]): Finding[] {
  const lines = words.flatMap((of) => of.boxes.map((box) => ({ of, box })));
  lines.sort((a, b) => a.box.top - b.box.top);
  const found: Finding[] = [];
  lines.forEach(({ of, box }, at) => {
    for (const other of lines.slice(at + 1)) {
      if (other.box.top >= box.bottom - SLACK) break;
      if (other.of !== of && shared(box, other.box) > 0) {
        found.push({ rule: "overlap", where: of.where, what: `${quote(of.text)} and ${quote(other.of.text)} (${other.of.where})` });
      }
    }
  });
  return found;
}

function shared(a: Box, b: Box): number {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left) - SLACK;
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) - SLACK;
  return across > 0 && down > 0 ? across * down : 0;
}

function cut(words: Words[]): Finding[] {
  return words.flatMap(({ cut, where, text }) => (cut ? [{ rule: "cut" as const, where, what: `${quote(text)}: ${cut}` }] : []));
}

function small(words: Words[]): Finding[] {
  return words
    .filter(({ size }) => size < SMALLEST_TYPE - 0.05)
    .map(({ where, text, size }) => ({ rule: "small", where, what: `${quote(text)}: ${size.toFixed(1)} px` }));
}

function targets({ targets }: Seen): Finding[] {
  return targets
    .filter(({ width, height }) => Math.min(width, height) < SMALLEST_TARGET - 0.5)
    .map(({ where, width, height }) => ({ rule: "target", where, what: `${width.toFixed(0)} by ${height.toFixed(0)} px` }));
}

/** Digits with their units, addresses, digests: the same in every language. */
const NO_WORDS = [/https?:\S+/g, /\b[0-9a-f]{12,}\b/g, /[−-]?£[\d.,]+(k|m|bn|tn)?(?!\p{L})/gu];

/** Whether a text has letters that the pseudo-locale would have accented. */
function isPlain(text: string): boolean {
  const rest = NO_WORDS.reduce((text, no) => text.replace(no, " "), text);
  return /[aeiouwyncAEIOU]/.test(rest.normalize("NFC"));
}

/** A language as a page names it; `zxx` is that of codes and addresses. */
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** What is not accented in the pseudo-locale is hard-coded, unless it is said to be in another language. */
function words({ words, said }: Seen): Finding[] {
  return [...words, ...said].flatMap(({ text, lang, where, shadow }): Finding[] => {
    if (!/\p{L}/u.test(text) || lang === "zxx") return [];
    if (!LANGUAGE.test(lang)) return [{ rule: "language", where, what: `${quote(text)} is in no language: “${lang}”` }];
    if (shadow && lang === PSEUDO && isPlain(text)) return [{ rule: "hard-coded", where, what: quote(text) }];
    const isPseudo = /[áéíóúŵŷñçÁÉÍÓÚ]/.test(text) && !isPlain(text);
    return isPseudo && lang !== PSEUDO ? [{ rule: "language", where, what: `${quote(text)} is said to be “${lang}”` }] : [];
  });
}
