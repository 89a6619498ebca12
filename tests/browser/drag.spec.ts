// How a slider feels under a hand: answers while it moves, the whole one soon after, and nothing that jumps.
import type { Page } from "@playwright/test";
import { type Bare, type Drag, bare, drag, observe, opening, quantile, SECONDS } from "./drag";
import { expect, test } from "./support";
import { after, control, openSite, sentence } from "./page";
// @ts-expect-error plain JavaScript, shared with the tests in Node
import { commandDigest } from "../node/golden.cjs";

const FAMILIES = "Families entering pre-proceedings in a year";

/**
 * All that is wrong with a drag. On a machine that others use too, limits of time are wider than the promised
 * ones, in proportion to what a bare page does there.
 */
function faults({ distinct, latencies, tasks, shifts, settledAfter }: Drag, leastAnswers: number, { p95, worst, long }: Bare): string[] {
  const slow = Math.max(1, long);
  const found: string[] = [];
  const note = (isWrong: boolean, what: string) => isWrong && found.push(what);
  note(!(distinct / SECONDS >= leastAnswers / slow), "too few answers");
  note(!(quantile(latencies, 0.95) <= Math.max(100 * slow, 2 * p95)), "answers too late");
  note(tasks.some((duration) => duration > 50 * worst), "a long task");
  note(!(settledAfter <= 2000 * slow), "settled too late");
  note(shifts.length > 0, `layout shifts: ${shifts.map(({ value, what }) => `${value.toFixed(4)} ${what}`).join("; ")}`);
  return found;
}

function report(what: string, { distinct, inputs, latencies, tasks, settledAfter, shifts }: Drag, { rate, p95, worst, long }: Bare): void {
  const shift = shifts.reduce((sum, { value }) => sum + value, 0);
  console.log(
    `${what}: ${inputs} inputs, ${(distinct / SECONDS).toFixed(1)} answers a second, ` +
      `input to paint ${quantile(latencies, 0.5).toFixed(0)} ms (p95 ${quantile(latencies, 0.95).toFixed(0)}), ` +
      `longest task ${tasks.length ? `${Math.max(...tasks)} ms` : "under 50 ms"}, ` +
      `whole answer ${settledAfter.toFixed(0)} ms after release, layout shift ${shift.toFixed(4)}. ` +
      `A bare page: ${rate.toFixed(1)} answers a second, p95 ${p95.toFixed(0)} ms; 5 ms of work take ${worst.toFixed(1)} times as long at worst, and 500 ms in workers ${long.toFixed(1)} times`,
  );
}

const openObserved = async (page: Page) => {
  await observe(page);
  await openSite(page);
};

/** A drag, and a bare page before and after it: the worse of the two, as others come and go. */
async function measured(page: Page): Promise<{ found: Drag; load: Bare; workers: number }> {
  const before = await bare(page);
  await openObserved(page);
  const found = await drag(page, FAMILIES);
  const workers = page.workers().length;
  const later = await bare(page);
  const high = (of: "p95" | "worst" | "long") => Math.max(before[of], later[of]);
  const load = { rate: Math.min(before.rate, later.rate), p95: high("p95"), worst: high("worst"), long: high("long") };
  return { found, load, workers };
}

/** What others on the machine do only adds: the best of three drags is held to the limits. */
async function best(page: Page, what: string, leastAnswers: number): Promise<{ faults: string[]; found: Drag; workers: number }> {
  for (let tries = 1; ; tries += 1) {
    const { found, load, workers } = await measured(page);
    report(what, found, load);
    const wrong = faults(found, leastAnswers, load);
    if (wrong.length === 0 || tries === 3) return { faults: wrong, found, workers };
  }
}

const digestNow = ({ value }: Drag): string => commandDigest("family-group-conference", 10_000, `families=${value}`);

test("a dragged slider answers ten times a second, and in full within two seconds of letting go", async ({ page }) => {
  const { faults, found, workers } = await best(page, "with workers", 10);
  expect(faults).toEqual([]);
  expect(workers).toBeGreaterThan(0);
  expect(found.digest).toBe(digestNow(found));
  // A screen reader hears one difference, once all has settled.
  expect(found.spoken).toHaveLength(1);
  expect(found.spoken[0]).toMatch(/^(Costs less in .* simulated futures now, was .*|Still costs less in .* simulated futures)\.$/);
});

test.describe("where workers are blocked", () => {
  test.use({ expected: /worker-src 'none'/ });

  test("a dragged slider answers four times a second without workers, and in full within two seconds of letting go", async ({ page, baseURL }) => {
    await page.route(new URL("/", baseURL!).href, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": "worker-src 'none'" } });
    });
    const { faults, found, workers } = await best(page, "workers blocked", 4);
    expect(faults).toEqual([]);
    expect(workers).toBe(0);
    expect(found.digest).toBe(digestNow(found));
    expect(found.spoken).toHaveLength(1);
  });
});

test("the same checks find a page that works too long at each input and pushes what is below", async ({ page }) => {
  const load = await bare(page);
  await openObserved(page);
  await page.evaluate(
    (ms) => {
      const element = document.querySelector("early-action-scenario")!;
      element.addEventListener("input", () => {
        const end = performance.now() + ms;
        while (performance.now() < end);
        element.before(document.createElement("hr"));
      });
    },
    Math.max(100 * load.long, 2 * load.p95, 50 * load.worst) + 50,
  );
  const found = faults(await drag(page, FAMILIES), 10, load);
  expect(found).toEqual(expect.arrayContaining(["answers too late", "a long task", expect.stringContaining("layout shifts")]));
});

test("no slider of the main ones moves anything else, on a desk or on a phone", async ({ page }) => {
  test.setTimeout(120_000);
  for (const viewport of [{ width: 1280, height: 1600 }, { width: 360, height: 740 }]) {
    await page.setViewportSize(viewport);
    await openObserved(page);
    for (const slider of await page.locator(".ea-controls").getByRole("slider").all()) {
      await slider.scrollIntoViewIfNeeded();
      const before = (await opening(page)).shifts.length;
      await slider.press("End");
      await after(page, () => slider.press("Home"));
      const moved = (await opening(page)).shifts.slice(before);
      expect(moved, `${viewport.width} px: ${await slider.getAttribute("aria-labelledby")}`).toEqual([]);
    }
  }
});

test("nothing on the page moves while it opens, at any width, and its tasks are printed", async ({ page }) => {
  for (const width of [320, 360, 1280]) {
    await page.setViewportSize({ width, height: 720 });
    await openObserved(page);
    const { tasks, shifts } = await opening(page);
    console.log(`opening at ${width} px: tasks over 50 ms: ${tasks.join(", ") || "none"}`);
    expect(shifts).toEqual([]);
  }
});

test("a drag is answered coarsely first, and says from how many futures", async ({ page }) => {
  await openSite(page);
  const slider = page.getByRole("slider", { name: FAMILIES });
  await slider.evaluate((slider) => {
    const line = (slider.getRootNode() as ShadowRoot).querySelector(".ea-progress span")!;
    const seen: string[] = [];
    Object.assign(window, { progressLines: seen });
    new MutationObserver(() => seen.push(line.textContent!)).observe(line, { subtree: true, childList: true, characterData: true });
  });
  await slider.press("PageUp");
  await expect(page.locator(".ea-progress")).toContainText("Worked out from 10,000 simulated futures.");
  const seen = await page.evaluate(() => (window as unknown as { progressLines: string[] }).progressLines);
  expect(seen.at(0)).toMatch(/^A rough answer so far, from [\d,]+ of 10,000 futures…$/);
  expect(seen.at(-1)).toBe("Worked out from 10,000 simulated futures.");
});

test("nothing is animated where less motion is wanted, nor otherwise", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openSite(page);
  await control(page, FAMILIES).getByRole("slider").press("PageUp");
  await expect(sentence(page)).toContainText("simulated futures");
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});
