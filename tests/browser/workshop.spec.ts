// The workshop: three scenes, by keyboard alone, as a trainer with a clicker goes through them.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./support";
import { golden } from "./host";

const stage = (page: Page) => page.getByRole("dialog");
const place = (page: Page) => stage(page).locator(".ws-place");

/** Opens the workshop and waits until all scenes are worked out. */
async function open(page: Page): Promise<void> {
  await page.goto("/workshop.html");
  await expect(page.getByText("All three scenes are ready.")).toBeVisible({ timeout: 45_000 });
}

/** Starts a scene by keyboard. */
async function start(page: Page, scene: string): Promise<void> {
  await page.getByRole("button", { name: `Start with “${scene}”` }).focus();
  await page.keyboard.press("Enter");
  await expect(stage(page).getByRole("heading", { level: 2, name: scene })).toBeFocused();
}

async function step(page: Page, key: string, scene: number, step: number): Promise<void> {
  await page.keyboard.press(key);
  await expect(place(page)).toHaveText(new RegExp(`^Scene ${scene} of 3, step ${step} of \\d+$`));
}

test("a room guesses by show of hands and sees its guesses beside the answer, by keyboard alone", async ({ page }) => {
  await open(page);
  await start(page, "Guess first, then see");
  await expect(stage(page).getByText(/in how many of 100 simulated futures would it cost public services less\?/)).toBeVisible();
  for (const key of ["Digit3", "Digit3", "Digit5", "Digit5", "Digit5", "Digit1"]) await page.keyboard.press(key);
  await page.keyboard.press("Shift+Digit1");
  await expect(stage(page).getByText("5 hands so far.")).toBeVisible();
  // What is typed in a field is the field's: letters, digits and arrows go nowhere.
  const typed = stage(page).getByLabel("Hands for 40 to 59 of 100", { exact: true });
  await typed.focus();
  await typed.press("Control+a");
  await page.keyboard.type("1x");
  await expect(stage(page).getByText("Write a whole number from 0 to 9,999.")).toBeVisible();
  await page.keyboard.press("Backspace");
  await page.keyboard.press("2");
  await page.keyboard.press("ArrowLeft");
  await expect(stage(page).getByText("15 hands so far.")).toBeVisible();
  await step(page, "PageDown", 1, 2);
  await expect(stage(page).locator(".ws-sentence")).toContainText(/costs less in \d+ of 100 simulated futures/);
  await expect(stage(page).getByText("3 of 15 here guessed that band.")).toBeVisible();
  await expect(stage(page).getByRole("img", { name: /40 to 59 of 100: 12/ })).toBeVisible();
  await step(page, "PageDown", 1, 3);
  await expect(stage(page).getByText("What made you guess high, or low?")).toBeVisible();
  // Back again: no hand is lost.
  await step(page, "PageUp", 1, 2);
  await step(page, "PageUp", 1, 1);
  await expect(stage(page).getByText("15 hands so far.")).toBeVisible();
});

test("futures are told one at a time and pile up, by clicker alone", async ({ page }) => {
  await open(page);
  await start(page, "One future at a time");
  const dots = stage(page).locator(".ea-dot-saves, .ea-dot-costs");
  const told = new Set<string>();
  for (let future = 1; future <= 10; future += 1) {
    await step(page, "PageDown", 2, future + 1);
    await expect(stage(page).getByRole("heading", { name: `Future ${future}`, exact: true })).toBeVisible();
    await expect(dots).toHaveCount(future);
    told.add(await stage(page).locator(".ws-story").innerText());
  }
  expect(told.size).toBe(10);
  const saving = await stage(page).locator(".ea-dot-saves").count();
  await expect(stage(page).getByRole("heading", { name: `${saving} of 10 futures so far cost less` })).toBeVisible();
  await step(page, "PageDown", 2, 12);
  await expect(dots).toHaveCount(100);
  await step(page, "PageDown", 2, 13);
  await expect(stage(page).getByText("each dot now stands for 1 in 100 of 10,000 futures")).toBeVisible();
  await step(page, "PageDown", 2, 14);
  await expect(stage(page).getByText("Which single future would you have told")).toBeVisible();
  await step(page, "PageDown", 3, 1);
  await step(page, "PageUp", 2, 14);
});

test("each wait is told with its range against starting now, by keyboard alone", async ({ page }) => {
  await open(page);
  await start(page, "Act now or wait?");
  const courses = stage(page).locator(".ea-course");
  await expect(courses).toHaveCount(0);
  for (const [at, wait] of ["wait 1 year", "wait 2 years", "wait 3 years", "never start"].entries()) {
    await step(page, "Space", 3, at + 2);
    await expect(courses).toHaveCount(at + 1);
    await expect(stage(page).locator(".ws-sentence")).toContainText(`If we ${wait}, it has cost public services`);
    await expect(stage(page).locator(".ws-story")).toContainText(/90 of 100 simulated futures/);
    await expect(stage(page).locator(".ws-story")).toContainText(/It is cheaper than starting now in (fewer than |more than )?\d+ of 100 simulated futures\./);
  }
  await step(page, "ArrowRight", 3, 6);
  await expect(stage(page).getByText("And who carries the wait?")).toBeVisible();
  // The very last stays.
  await step(page, "PageDown", 3, 6);
});

test("a blank screen, the ends, and out again: no key is lost and none goes astray", async ({ page }) => {
  await open(page);
  await start(page, "Guess first, then see");
  await page.keyboard.press("b");
  await expect(page.getByText("The screen is blank.")).toBeVisible();
  await page.keyboard.press("PageDown");
  await expect(page.getByText("The screen is blank.")).toHaveCount(0);
  await expect(place(page)).toHaveText("Scene 1 of 3, step 1 of 3");
  await step(page, "End", 3, 6);
  await step(page, "Home", 1, 1);
  // A remote control's "start" must not load the page anew.
  await page.keyboard.press("Digit4");
  await page.keyboard.press("F5");
  await expect(stage(page).getByText("1 hand so far.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(stage(page)).toHaveCount(0);
  await page.keyboard.press("PageDown");
  await expect(stage(page)).toHaveCount(0);
  await start(page, "Guess first, then see");
  await expect(stage(page).getByText("1 hand so far.")).toBeVisible();
});

test("the clock runs while a scene is on", async ({ page }) => {
  await page.clock.install();
  await page.goto("/workshop.html");
  await page.clock.resume();
  await expect(page.getByText("All three scenes are ready.")).toBeVisible({ timeout: 45_000 });
  await start(page, "Act now or wait?");
  const clock = page.getByRole("timer", { name: "Time since the start" });
  // Once it counts, time may jump: before, there is nothing yet to count from.
  await expect(clock).toHaveText(/^0:0[1-9]$/);
  await page.clock.fastForward("01:05");
  await expect(clock).toHaveText(/^1:0\d$/);
});

test("the workshop shows the same digest as everywhere, and a handout for each scene on paper", async ({ page }, info) => {
  await open(page);
  await page.emulateMedia({ media: "print" });
  const handouts = page.locator(".ws-handout");
  await expect(handouts).toHaveCount(3);
  for (const handout of await handouts.all()) {
    await expect(handout).toBeVisible();
    await expect(handout).toContainText(golden("family-group-conference"));
    await expect(handout).toContainText("To talk about");
  }
  await expect(page.locator(".ws-start")).toBeHidden();
  await page.screenshot({ path: info.outputPath("handouts.png"), fullPage: true });
  await page.pdf({ path: info.outputPath("handouts.pdf"), format: "A4" });
});

for (const scheme of ["light", "dark"] as const) {
  test(`axe finds nothing against any scene in ${scheme} colours`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open(page);
    const check = async (where: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((v) => `${where}: ${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`)).toEqual([]);
    };
    await check("start");
    for (const scene of ["Guess first, then see", "One future at a time", "Act now or wait?"]) {
      await start(page, scene);
      await check(scene);
      for (let step = 0; step < 2; step += 1) await page.keyboard.press("PageDown");
      await check(scene);
      await page.keyboard.press("Escape");
    }
  });

  test(`every scene fits a projector in ${scheme} colours`, async ({ page }, info) => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.emulateMedia({ colorScheme: scheme });
    await open(page);
    const look = async (name: string) => {
      await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: name === "start" });
      const over = await page.evaluate(() => {
        const dialog = document.querySelector("early-action-workshop")!.shadowRoot!.querySelector("dialog");
        return [document.documentElement, ...(dialog ? [dialog] : [])].map((e) => e.scrollWidth - e.clientWidth);
      });
      expect(Math.max(...over), name).toBeLessThanOrEqual(0);
    };
    await look("start");
    await start(page, "Guess first, then see");
    let at = 0;
    for (; at < 23; at += 1) {
      if ([0, 1, 2, 3, 6, 14, 15, 16, 17, 19, 21, 22].includes(at)) await look(`${String(at).padStart(2, "0")}`);
      if (at === 0) for (const key of ["Digit2", "Digit3", "Digit3", "Digit4", "Digit5"]) await page.keyboard.press(key);
      await page.keyboard.press("PageDown");
    }
    await expect(place(page)).toHaveText("Scene 3 of 3, step 6 of 6");
  });
}
