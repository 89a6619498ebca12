// What people see, checked by a machine in every view, width, colour scheme and language.
import type { Page, TestInfo } from "@playwright/test";
import { expect, test } from "../support";
import { contrast } from "./colors";
import { PSEUDO, layout } from "./rules";
import { see } from "./see";
import { PAGES, SCENES, VIEWS, frames } from "./views";

const HEIGHT = 800;
const SHEET_HEIGHT = 1122;
/** A4 within its margins. */
const PAPER = 718;
const LOOKS = {
  light: { colorScheme: "light", forcedColors: "none", media: "screen" },
  dark: { colorScheme: "dark", forcedColors: "none", media: "screen" },
  forced: { colorScheme: "dark", forcedColors: "active", media: "screen" },
  paper: { colorScheme: "light", forcedColors: "none", media: "print" },
} as const;

/** One look at a page; a picture tells colours, and costs most. */
interface Look {
  look: keyof typeof LOOKS;
  width: number;
  isPictured?: boolean;
}

/** Colours lie elsewhere on a wide page than on a narrow one, but no differently in another scheme. */
const ALL: Look[] = [
  { look: "light", width: 1280, isPictured: true },
  { look: "light", width: 320 },
  { look: "dark", width: 360, isPictured: true },
  { look: "forced", width: 360 },
  { look: "paper", width: PAPER },
];
/** Colours are those of English. */
const WORDS: Look[] = [1280, 320].map((width) => ({ look: "light", width }));
/** A scene fills the screen, step by step. */
const STEPS: Look[] = [
  { look: "light", width: 1280, isPictured: true },
  { look: "dark", width: 360, isPictured: true },
  { look: "light", width: 320 },
];

/** What is wrong with what the page shows, in each of these looks. */
async function sweep(page: Page, info: TestInfo, looks: Look[], step = ""): Promise<string[]> {
  const found: string[] = [];
  const reader = looks.some(({ isPictured }) => isPictured) ? await page.context().newPage() : undefined;
  await page.bringToFront();
  for (const { look, width, isPictured } of looks) {
    await page.emulateMedia(LOOKS[look]);
    await page.setViewportSize({ width, height: look === "paper" ? SHEET_HEIGHT : HEIGHT });
    await frames(page);
    const seen = await page.evaluate(see);
    const whole = seen.words.filter(({ cut }) => !cut);
    const colors = reader && isPictured ? await contrast(page, reader, whole, { path: info.outputPath(`${step}${width}-${look}.png`), fullPage: !seen.isCovered }) : [];
    found.push(...[...layout(seen), ...colors].map(({ rule, where, what }) => `${step}${width} ${look} ${rule}: ${what} (${where})`));
  }
  await reader?.close();
  return found;
}

// Pictures of a long page take their time.
test.describe.configure({ timeout: 90_000 });

test.beforeEach(({ page }) => page.setViewportSize({ width: 1280, height: HEIGHT }));

for (const view of [...PAGES, ...VIEWS]) {
  test(`${view.name} can be read`, async ({ page }, info) => {
    await view.open(page, "en");
    const looks = ALL.map((one) => (one.look === "paper" ? { ...one, width: view.paper ?? one.width } : one));
    expect(await sweep(page, info, looks)).toEqual([]);
  });
}

// What a page of the site says in its own HTML is English.
for (const view of VIEWS) {
  test(`${view.name} can be read in the pseudo-locale`, async ({ page }, info) => {
    await view.open(page, PSEUDO);
    expect(await sweep(page, info, WORDS)).toEqual([]);
  });
}

for (const scene of SCENES) {
  for (const [lang, looks, name] of [["en", STEPS, ""], [PSEUDO, WORDS, " in the pseudo-locale"]] as const) {
    test(`${scene.name} can be read${name}`, async ({ page }, info) => {
      await scene.open(page, lang);
      const found: string[] = [];
      let step = 1;
      do found.push(...(await sweep(page, info, [...looks], `step ${step} `)));
      while ((await scene.next(page)) && step++ < 20);
      expect(found).toEqual([]);
    });
  }
}
