// What people see, checked by a machine in every view, width, colour scheme and language.
import type { Page, TestInfo } from "@playwright/test";
import { expect, test } from "../support";
import { contrast } from "./colors";
import { PSEUDO, layout } from "./rules";
import { see } from "./see";
import { PAGES, VIEWS, frames } from "./views";

const HEIGHT = 800;
/** A4 within its margins. */
const PAPER = 718;
const SCREENS = [1280, 360, 320];
/** Colours lie elsewhere on a wide page than on a narrow one, but no differently in another scheme. */
const PICTURED = ["1280 light", "360 light", "360 dark", "360 forced", `${PAPER} paper`];
const LOOKS = {
  light: { colorScheme: "light", forcedColors: "none", media: "screen" },
  dark: { colorScheme: "dark", forcedColors: "none", media: "screen" },
  forced: { colorScheme: "dark", forcedColors: "active", media: "screen" },
  paper: { colorScheme: "light", forcedColors: "none", media: "print" },
} as const;

/** What is wrong with what the page shows, at every width and in every look. */
async function sweep(page: Page, info: TestInfo, reader?: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [look, media] of Object.entries(LOOKS)) {
    await page.emulateMedia(media);
    for (const width of look === "paper" ? [PAPER] : SCREENS) {
      await page.setViewportSize({ width, height: HEIGHT });
      await frames(page);
      const seen = await page.evaluate(see);
      const whole = seen.words.filter(({ cut }) => !cut);
      const colors = reader && PICTURED.includes(`${width} ${look}`) ? await contrast(page, reader, whole, info.outputPath(`${width}-${look}.png`)) : [];
      found.push(...[...layout(seen), ...colors].map(({ rule, where, what }) => `${width} ${look} ${rule}: ${what} (${where})`));
    }
  }
  return found;
}

// Five pictures of a long page take their time.
test.describe.configure({ timeout: 180_000 });

for (const view of [...PAGES, ...VIEWS]) {
  test(`${view.name} can be read`, async ({ page, context }, info) => {
    await page.setViewportSize({ width: SCREENS[0]!, height: HEIGHT });
    await view.open(page, "en");
    expect(await sweep(page, info, await context.newPage())).toEqual([]);
  });

  test(`${view.name} can be read in the pseudo-locale`, async ({ page }, info) => {
    await page.setViewportSize({ width: SCREENS[0]!, height: HEIGHT });
    await view.open(page, PSEUDO);
    // Colours are those of English.
    expect(await sweep(page, info)).toEqual([]);
  });
}
