// What the element falls back on, rung by rung, with the same answer on every one.
import { expect, test } from "./support";
import type { Page } from "@playwright/test";
import { after, answer, control, openPage, sentence } from "./page";
// @ts-expect-error plain JavaScript, shared with the tests in Node
import { digests } from "../node/golden.cjs";

const SCRIPT = '<script src="early-action.js"></script>';
const PRICE = "Price of offering a conference, for each family";
const ELEMENT = `<early-action-scenario>What the trial found <a href="#more">More</a></early-action-scenario>`;

/** The digest of the golden list. */
const golden = (model: string, draws: number): string =>
  (digests() as { model: string; draws: number; digest: string }[]).find((line) => line.model === model && line.draws === draws)!.digest;
const WHOLE = golden("family-group-conference", 10_000);

/** Every reason that an element gave for falling back. */
async function failures(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(window, { failures: [] });
    document.addEventListener("early-action-failed", (event) =>
      (window as unknown as { failures: string[] }).failures.push((event as CustomEvent<{ reason: string }>).detail.reason),
    );
  });
}
const failure = (page: Page, seen = 0) =>
  page.waitForFunction((seen) => (window as unknown as { failures: string[] }).failures[seen], seen).then((found) => found.jsonValue());

/**
 * Breaks an instance from outside: once something is copied into its memory, all of that memory is
 * nonsense, and what runs next traps. Done in a page or in a worker.
 */
function scramble(): void {
  const { set } = Uint8Array.prototype;
  Uint8Array.prototype.set = function (from, at) {
    if (this.byteLength > 1_000_000 && this.byteOffset === 0) {
      Uint8Array.prototype.set = set;
      this.fill(0xff);
    }
    set.call(this, from, at);
  };
}

test("a plain div becomes a scenario where it stands, and leaves with it", async ({ page }) => {
  await openPage(page, `${SCRIPT}<div data-early-action="scenario" data-draws="257" data-set="families=120"><p id="own">Fallback</p></div>`);
  const first = await answer(page, 0);
  expect(first.draws).toBe(257);
  await expect(page.getByText("Uses 1 figure set by this site")).toBeVisible();
  expect(await page.locator("#own").evaluate((own) => own.parentElement!.dataset.earlyAction)).toBe("scenario");
  await page.evaluate(() => document.querySelector("div")!.setAttribute("data-set", ""));
  expect((await answer(page, 1)).digest).toBe(golden("family-group-conference", 257));
  await page.evaluate(() => document.querySelector("div")!.remove());
  await expect.poll(() => page.workers().length).toBe(0);
  // One that comes later.
  await page.evaluate(() => {
    const late = document.createElement("section");
    const host = document.createElement("div");
    host.dataset.earlyAction = "scenario";
    late.append(host);
    document.body.append(late);
  });
  expect((await answer(page, 2)).digest).toBe(WHOLE);
});

test.describe("where the engine cannot be fetched", () => {
  test.use({ expected: /404/ });
  test("what stands between the tags stays", async ({ page }) => {
    await failures(page);
    await page.route("**/*.wasm", (route) => route.fulfill({ status: 404 }));
    await openPage(page, SCRIPT + ELEMENT);
    expect(await failure(page)).toBe("unavailable");
    await expect(page.getByText("What the trial found")).toBeVisible();
    await expect(page.getByRole("link", { name: "More" })).toBeVisible();
    expect(await page.locator("early-action-scenario").evaluate((element) => element.shadowRoot)).toBeNull();
  });
});

test("ten elements fetch one engine and share one pool", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => request.url().endsWith(".wasm") && fetched.push(request.url()));
  await openPage(page, SCRIPT + '<early-action-scenario draws="300"></early-action-scenario>'.repeat(10));
  await answer(page, 9);
  expect(fetched).toHaveLength(1);
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  expect(page.workers().length).toBe(Math.min(cores, 4));
  const digests = await page.evaluate(() => [...new Set(window.settledScenarios.map((s) => s.digest))]);
  expect(digests).toHaveLength(1);
});

test("the page's own instance breaks, and reloading in place brings back every figure", async ({ page }) => {
  await failures(page);
  await openPage(page, SCRIPT + ELEMENT);
  await answer(page, 0);
  const changed = await after(page, async () => {
    const field = control(page, PRICE).getByRole("textbox");
    await field.fill("2500");
    await field.press("Enter");
  });
  await page.evaluate(scramble);
  await page.getByRole("button", { name: "Try other random numbers" }).click();
  expect(await failure(page)).toBe("stopped");
  await expect(page.getByText("What the trial found")).toBeVisible();
  await expect(page.getByRole("alert")).toContainText("Your figures are kept");
  await page.getByRole("button", { name: "Reload this scenario" }).click();
  await answer(page, 2);
  await expect(control(page, PRICE).getByRole("textbox")).toHaveValue("2,500");
  expect(changed.digest).not.toBe(WHOLE);
  await expect(sentence(page)).not.toBeEmpty();
});
