// What the element falls back on, rung by rung, with the same answer on every one.
import { expect, test } from "./support";
import type { Page, Worker } from "@playwright/test";
import { after, answer, control, openPage } from "./page";
// @ts-expect-error plain JavaScript, shared with the tests in Node
import { commandDigest, digests } from "../node/golden.cjs";

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

/** A run that is long enough to be disturbed, once workers are at it. */
const LONG = 100_000;
async function midRun(page: Page): Promise<void> {
  await failures(page);
  await openPage(page, `${SCRIPT}<early-action-scenario draws="${LONG}"></early-action-scenario>`);
  await expect.poll(() => page.getByRole("progressbar").evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(0.02);
}

/** What may befall a worker. Worker 0 keeps the results of all; the last one searches. */
const MISHAPS: Record<string, { act: (worker: Worker) => void }> = {
  "is killed": { act: (worker) => void worker.evaluate(() => self.close()).catch(() => {}) },
  // Its own code asks for the time and never goes on.
  hangs: {
    act: (worker) =>
      void worker.evaluate(() => {
        performance.now = () => {
          for (;;);
        };
      }),
  },
  traps: { act: (worker) => void worker.evaluate(scramble) },
};

for (const [what, { act }] of Object.entries(MISHAPS)) {
  for (const [who, of] of [["that keeps the results", 0], ["that searches", -1]] as const) {
    test(`a worker ${who} ${what} in the middle of a run, is replaced, and nothing is lost`, async ({ page }) => {
      // A worker is missed after ten seconds, and then a long run ends.
      test.setTimeout(180_000);
      await midRun(page);
      const workers = page.workers();
      const lost = workers.at(of)!;
      const isLost = new Promise((resolve) => lost.once("close", resolve));
      act(lost);
      const { digest } = await answer(page, 0);
      expect(digest).toBe(commandDigest("family-group-conference", LONG));
      await isLost;
      await expect.poll(() => page.workers().length).toBe(workers.length);
    });
  }
}

test("where every worker breaks, and every replacement, the page does the work", async ({ page }) => {
  // Each breaks as soon as it has its first order.
  await page.addInitScript(() => {
    let started = 0;
    window.Worker = class extends window.Worker {
      #posted = 0;
      constructor(url: string | URL) {
        super(url);
        Object.assign(window, { started: (started += 1) });
      }
      override postMessage(...message: [never, never]): void {
        super.postMessage(...message);
        this.#posted += 1;
        if (this.#posted === 2) queueMicrotask(() => this.dispatchEvent(new ErrorEvent("error", { cancelable: true })));
      }
    };
  });
  await openPage(page, SCRIPT + ELEMENT);
  expect((await answer(page, 0)).digest).toBe(WHOLE);
  expect(page.workers()).toHaveLength(0);
  const capabilities = await page.locator("early-action-scenario").evaluate((element) => (element as unknown as { capabilities: object }).capabilities);
  expect(capabilities).toMatchObject({ workers: false, downloads: true, print: true, storage: true });
  const seats = await page.evaluate(() => Math.min(navigator.hardwareConcurrency, 4));
  expect(await page.evaluate(() => (window as unknown as { started: number }).started)).toBe(2 * seats);
});

test("a page that carries the engine itself fetches nothing", async ({ page, request }) => {
  const manifest = (await (await request.get("/manifest.json")).json()) as Record<string, unknown>;
  const file = Object.keys(manifest).find((name) => name.endsWith(".wasm"))!;
  const inlined = (await (await request.get(`/${file}`)).body()).toString("base64");
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await openPage(page, `<script type="application/wasm+base64">${inlined}</script>${SCRIPT}${ELEMENT}`);
  expect((await answer(page, 0)).digest).toBe(WHOLE);
  expect(fetched.filter((path) => path.endsWith(".wasm"))).toEqual([]);
});

test("a page that refuses new elements has its scenario all the same", async ({ page }) => {
  await page.addInitScript(() => {
    customElements.define = () => {
      throw new Error("no elements here");
    };
  });
  await openPage(page, SCRIPT + ELEMENT);
  expect((await answer(page, 0)).digest).toBe(WHOLE);
});

test("an element that is moved keeps what was entered, and its workers", async ({ page }) => {
  await openPage(page, `<section></section>${SCRIPT}${ELEMENT}`);
  await answer(page, 0);
  const { digest } = await after(page, async () => {
    const field = control(page, PRICE).getByRole("textbox");
    await field.fill("2500");
    await field.press("Enter");
  });
  const workers = page.workers();
  const moved = await after(page, () =>
    page.evaluate(() => document.querySelector("section")!.append(document.querySelector("early-action-scenario")!)),
  );
  expect(moved.digest).toBe(digest);
  await expect(control(page, PRICE).getByRole("textbox")).toHaveValue("2,500");
  expect(page.workers()).toEqual(workers);
});

test("more futures than a page can work out are refused with a number that it can", async ({ page }) => {
  const advice: Record<string, RegExp> = {
    700000: /take [0-9]{6} futures or fewer here/,
    9000000: /take fewer draws/,
    99999999999999: /choose from 1 to/,
  };
  for (const draws of Object.keys(advice)) {
    await openPage(page, `${SCRIPT}<early-action-scenario draws="${draws}"></early-action-scenario>`);
    await expect(page.getByRole("alert")).toContainText(advice[draws]!);
  }
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
  // What is entered last breaks it.
  const field = control(page, PRICE).getByRole("textbox");
  await field.fill("1400");
  await field.press("Enter");
  expect(await failure(page)).toBe("stopped");
  await expect(page.getByText("What the trial found")).toBeVisible();
  await expect(page.getByRole("alert")).toContainText("Your figures are kept");
  await page.getByRole("button", { name: "Reload this scenario" }).click();
  await answer(page, 2);
  await expect(field).toHaveValue("1,400");
  await after(page, async () => {
    await field.fill("2500");
    await field.press("Enter");
  }).then(({ digest }) => expect(digest).toBe(changed.digest));
  expect(page.workers().length).toBeGreaterThan(0);
});

test("an engine that breaks again offers the page's own figures", async ({ page }) => {
  await failures(page);
  await openPage(page, SCRIPT + ELEMENT);
  await answer(page, 0);
  const field = control(page, PRICE).getByRole("textbox");
  for (const time of [0, 1]) {
    await page.evaluate(scramble);
    await field.fill("1400");
    await field.press("Enter");
    expect(await failure(page, time)).toBe("stopped");
    if (time === 0) {
      await expect(page.getByRole("button", { name: /Start again/ })).toHaveCount(0);
      await page.getByRole("button", { name: "Reload this scenario" }).click();
      await answer(page, 1);
    }
  }
  await page.getByRole("button", { name: "Start again with the figures of this page" }).click();
  expect((await answer(page, 2)).digest).toBe(WHOLE);
});
