// Contrast as rendered: the colour of a text against what stands around its letters in a picture of the page.
import type { Page } from "@playwright/test";
import type { Finding } from "./rules";
import type { Words } from "./see";

/** What one text looks like. */
interface Look {
  ratio: number;
  /** Whether anything of its colour is there at all. */
  isThere: boolean;
}

/**
 * Contrasts of `words` in a picture of the page that holds them, kept at `path` for people to look at.
 * `reader` is any page; it only decodes. The whole page, or the window.
 */
export async function contrast(page: Page, reader: Page, words: Words[], { path, fullPage }: { path?: string; fullPage: boolean }): Promise<Finding[]> {
  const picture = await page.screenshot({ path, fullPage, animations: "disabled", caret: "hide", scale: "css" });
  const asked = words.map(({ boxes, color, rim }) => ({ boxes, color, rim }));
  const looks = await reader.evaluate(look, { png: picture.toString("base64"), asked });
  return looks.flatMap(({ ratio, isThere }, at): Finding[] => {
    const { where, text, size, bold } = words[at]!;
    const short = `“${text.slice(0, 60)}”`;
    if (!isThere) return [{ rule: "hidden", where, what: `${short}: nothing of it is to be seen` }];
    const need = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5;
    return ratio < need - 0.05 ? [{ rule: "contrast", where, what: `${short}: ${ratio.toFixed(2)}, needs ${need}` }] : [];
  });
}

/** Runs in a page: it may use nothing from outside itself. */
async function look({ png, asked }: { png: string; asked: Pick<Words, "boxes" | "color" | "rim">[] }): Promise<Look[]> {
  type Color = [number, number, number];
  const bytes = Uint8Array.from(atob(png), (c) => c.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const pen = new OffscreenCanvas(image.width, image.height).getContext("2d", { willReadFrequently: true })!;
  pen.drawImage(image, 0, 0);
  const { data, width: wide, height: high } = pen.getImageData(0, 0, image.width, image.height);
  const linear = (part: number) => (part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]: Color) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ratio = (a: Color, b: Color) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const apart = (a: Color, b: Color) => Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2]);
  const parse = (text: string) => text.split(",").map(Number) as [number, number, number, number];
  /** A colour that fills less of a box than this is the edge of a letter or a line across. */
  const PART = 0.15;

  return asked.map(({ boxes, color, rim }): Look => {
    const colors = new Map<number, number>();
    let all = 0;
    for (const { left, right, ...box } of boxes) {
      // The ink of a dash leaves nothing of what is around it.
      const air = box.bottom - box.top < 6 ? 4 : 0;
      const [top, bottom] = [box.top - air, box.bottom + air];
      for (let y = Math.max(0, Math.floor(top)); y < Math.min(high, bottom); y += 1) {
        for (let x = Math.max(0, Math.floor(left)); x < Math.min(wide, right); x += 1) {
          const at = 4 * (y * wide + x);
          const key = (data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!;
          colors.set(key, (colors.get(key) ?? 0) + 1);
          all += 1;
        }
      }
    }
    const found = [...colors].map(([key, count]) => ({ at: [key >> 16, (key >> 8) & 255, key & 255] as Color, part: count / all }));
    const [r, g, b, opacity] = parse(color);
    const over = (behind: Color): Color => [r, g, b].map((part, i) => part * opacity + behind[i]! * (1 - opacity)) as Color;
    if (!found.length) return { ratio: 1, isThere: false };
    const most = found.reduce((a, b) => (a.part >= b.part ? a : b)).at;
    const around = rim
      ? [parse(rim).slice(0, 3) as Color]
      : found.filter((f) => (f.part >= PART || f.at === most) && apart(f.at, over(f.at)) > 24).map((f) => f.at);
    // Letters in the colour of what is behind them leave no other colour.
    const behind = around.length ? around : [most];
    const isThere = behind.some((behind) => {
      const own = over(behind);
      return apart(own, behind) < 6 || found.some(({ at }) => apart(at, own) < apart(behind, own) / 2);
    });
    return { ratio: Math.min(...behind.map((behind) => ratio(over(behind), behind))), isThere };
  });
}
