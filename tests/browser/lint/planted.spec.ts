// The linter finds what it is there for: each planted fault is named by its rule, and nothing else is.
import type { Page } from "@playwright/test";
import { openPage } from "../page";
import { expect, test } from "../support";
import { contrast } from "./colors";
import { PSEUDO, layout, type Rule } from "./rules";
import { see } from "./see";

/** The rules that a page breaks which holds `inside` in an open shadow root. */
async function broken(page: Page, reader: Page, inside: string, lang = "en"): Promise<Rule[]> {
  const style = "<style>p,h2,button,svg{margin:0}button{min-height:44px}</style>";
  const html = `<div lang="${lang}"><template shadowrootmode="open">${style}${inside}</template></div>`;
  await page.evaluate((html) => document.body.setHTMLUnsafe(html), html);
  const seen = await page.evaluate(see);
  const colors = await contrast(page, reader, seen.words, { fullPage: true });
  return [...new Set([...layout(seen), ...colors].map(({ rule }) => rule))];
}

const line = (style: string, text = "Costs less in most futures") => `<p style="${style}">${text}</p>`;

/** Faults, and beside each the same without it. */
const FAULTS: [name: string, rule: Rule, faulty: string, mended: string][] = [
  ["two texts on each other", "overlap", `${line("")}${line("margin-top:-12px")}`, `${line("")}${line("")}`],
  [
    "two words of a picture on each other",
    "overlap",
    '<svg width="300" height="60"><text x="10" y="30">act late</text><text x="40" y="34">act early</text></svg>',
    '<svg width="300" height="60"><text x="10" y="20">act late</text><text x="40" y="50">act early</text></svg>',
  ],
  ["a text that its box cuts off", "cut", line("width:90px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis"), line("width:90px;overflow:hidden")],
  ["a text that sticks out of its box", "cut", line("width:40px", "commissioning"), line("width:140px", "commissioning")],
  ["a word beyond the edge of its picture", "cut", '<svg width="80" height="40"><text x="40" y="20">act early</text></svg>', '<svg width="120" height="40"><text x="40" y="20">act early</text></svg>'],
  ["a word that its picture shortens", "cut", '<svg width="120" height="40"><text x="10" y="20">act ear…</text></svg>', '<svg width="120" height="40"><text x="10" y="20">act early</text></svg>'],
  ["a field too narrow for what stands in it", "cut", '<input aria-label="a" style="width:40px;height:44px" value="1,204,331">', '<input aria-label="a" style="width:140px;height:44px" value="1,204,331">'],
  ["a page that scrolls sideways", "sideways", '<div style="width:500px;height:10px"></div>', '<div style="width:100px;height:10px"></div>'],
  ["type of 11 px", "small", line("font-size:11px"), line("font-size:12px")],
  [
    "type that a picture shrinks to 11 px",
    "small",
    '<svg width="110" height="44" viewBox="0 0 160 64"><text x="10" y="30" font-size="16">act late</text></svg>',
    '<svg width="160" height="64" viewBox="0 0 160 64"><text x="10" y="30" font-size="16">act late</text></svg>',
  ],
  ["something to press that is too small", "target", '<button style="min-height:20px;height:20px;padding:0">Stop</button>', "<button>Stop</button>"],
  ["grey on white", "contrast", line("color:#808080"), line("color:#6f6f6f")],
  ["a text faded by its box", "contrast", `<div style="opacity:.5">${line("")}</div>`, `<div style="opacity:.9">${line("")}</div>`],
  [
    "a word on a band of its colour",
    "contrast",
    '<svg width="200" height="60"><rect width="200" height="60" fill="#9db"/><text x="10" y="30" fill="#0b6a8a">act early</text></svg>',
    '<svg width="200" height="60"><rect width="200" height="60" fill="#9db"/><text x="10" y="30" fill="#0b6a8a" stroke="#fff" stroke-width="3" paint-order="stroke">act early</text></svg>',
  ],
  ["a text that something else covers", "hidden", `${line("")}<div style="position:absolute;inset:0;background:#fff"></div>`, line("")],
];

const ACCENTED = "Çósts lléss íñ móst fúttúréss";
const WORDS: [name: string, rule: Rule, faulty: string, mended: string][] = [
  ["a hard-coded text", "hard-coded", line(""), line("", ACCENTED)],
  ["a hard-coded part of a text", "hard-coded", line("", `${ACCENTED} for the council`), line("", `${ACCENTED} £1.2m`)],
  ["a hard-coded label", "hard-coded", `<button aria-label="Stop">×</button>`, `<button aria-label="Stóp">×</button>`],
  ["a hard-coded text that is only spoken", "hard-coded", line("position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)"), ""],
  ["a hard-coded choice", "hard-coded", '<select aria-label="ó" style="height:44px"><option>Óñé</option><option>Two</option></select>', '<select aria-label="ó" style="height:44px"><option>Óñé</option></select>'],
  ["a hard-coded text before an element", "hard-coded", '<style>b::before{content:"Changed"}</style><b>4</b>', '<style>b::before{content:"✓"}</style><b>4</b>'],
  ["a text in another language than it says", "language", `<p lang="en">${ACCENTED}</p>`, '<p lang="en">The register’s own words</p>'],
  ["a language that is none", "language", '<p lang="english (GB)">Words</p>', '<p translate="no">no_words</p>'],
];

for (const [what, lang, faults] of [["the eye", "en", FAULTS], ["the pseudo-locale", PSEUDO, WORDS]] as const) {
  test(`the linter names each fault that was planted for ${what}, and nothing where it is mended`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 600 });
    await openPage(page, "");
    const reader = await page.context().newPage();
    for (const [name, rule, faulty, mended] of faults) {
      expect.soft(await broken(page, reader, faulty, lang), name).toEqual([rule]);
      expect.soft(await broken(page, reader, mended, lang), `${name}, mended`).toEqual([]);
    }
  });
}
