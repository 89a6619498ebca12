// The same bits in the browser as everywhere, with workers and without.
import { expect, test } from "./support";
import type { Page } from "@playwright/test";
import { after, answer, openPage, openSite } from "./page";
// @ts-expect-error plain JavaScript, shared with the tests in Node
import { bindings, digests, followed, mathBits, proof } from "../node/golden.cjs";

interface Golden {
  model: string;
  draws: number;
  digest: string;
  text: string;
}

const golden: Golden[] = digests();
const SCRIPT = '<script src="early-action.js"></script>';
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** An element for a golden line: a shipped model by its id, a published one by its text. */
function element({ model, draws, text }: Golden): string {
  const isShipped = text === model;
  const inside = isShipped ? "" : `<script type="application/json">${text}</script>`;
  return `<early-action-scenario ${isShipped ? `model="${escaped(model)}"` : ""} draws="${draws}">${inside}</early-action-scenario>`;
}

/** Every golden line: the elements of a model stand on one page. */
async function giveEveryDigest(page: Page, headers: Record<string, string>): Promise<void> {
  for (const model of new Set(golden.map((line) => line.model))) {
    const lines = golden.filter((line) => line.model === model);
    await openPage(page, SCRIPT + lines.map(element).join(""), headers);
    await answer(page, lines.length - 1);
    const found = await page.evaluate(() => window.settledScenarios.map(({ draws, digest }) => ({ draws, digest })));
    const byDraws = (a: { draws: number }, b: { draws: number }) => a.draws - b.draws;
    expect(found.sort(byDraws), model).toEqual(lines.map(({ draws, digest }) => ({ draws, digest })).sort(byDraws));
  }
}

test("Chromium gives every digest of the golden list with workers", async ({ page }) => {
  test.setTimeout(240_000);
  await giveEveryDigest(page, {});
  expect(page.workers().length).toBeGreaterThan(0);
});

test.describe("where workers are blocked", () => {
  test.use({ expected: /worker-src 'none'/ });
  const headers = { "content-security-policy": "worker-src 'none'" };

  test("Chromium gives every digest of the golden list with workers blocked", async ({ page }) => {
    test.setTimeout(240_000);
    await giveEveryDigest(page, headers);
    expect(page.workers()).toHaveLength(0);
  });

  test("a page that blocks workers shows the same answer in slices of less than 200 ms", async ({ page, browser }) => {
    const other = await (await browser.newContext()).newPage();
    const { digest } = await openSite(other, new URL("/", test.info().project.use.baseURL).href);
    await other.context().close();
    await page.addInitScript(() => {
      const tasks: number[] = [];
      Object.assign(window, { longTasks: tasks });
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => e.duration))).observe({ entryTypes: ["longtask"] });
    });
    await openPage(page, `${SCRIPT}<early-action-scenario></early-action-scenario>`, headers);
    expect((await answer(page, 0)).digest).toBe(digest);
    expect(page.workers()).toHaveLength(0);
    // A change, once all is compiled: the page works in slices.
    await page.evaluate(() => ((window as unknown as { longTasks: number[] }).longTasks.length = 0));
    await after(page, () => page.getByRole("slider").first().press("ArrowRight"));
    const longest = await page.evaluate(() => Math.max(0, ...(window as unknown as { longTasks: number[] }).longTasks));
    console.log(`longest task without workers: ${longest} ms`);
    expect(longest).toBeLessThan(200);
  });
});

test("Chromium computes every function of the engine to the same bits", async ({ page, request }) => {
  const manifest = (await (await request.get("/manifest.json")).json()) as Record<string, unknown>;
  const wasm = Object.keys(manifest).find((name) => name.endsWith(".wasm"))!;
  await openPage(page, "");
  const bits = await page.evaluate(
    async ([glue, wasm]) => {
      const bindings = new Function(`${glue}; return wasm_bindgen;`)();
      await bindings({ module_or_path: wasm });
      return bindings.math_bits() as string;
    },
    [bindings() as string, wasm] as const,
  );
  expect(bits).toBe(mathBits());
});

test("Chromium follows the same persons as the command", async ({ page }) => {
  // A draft of the pages does without what no page loads.
  test.skip(Boolean(process.env.EARLY_ACTION_DRAFT), "a draft");
  const { script, wasm } = proof() as { script: string; wasm: Buffer };
  const asked = followed() as { text: string; subgroup?: string; draws: number; persons: number; digest: string }[];
  await openPage(page, "");
  const found = await page.evaluate(
    ([script, wasm, asked]) => {
      const bindings = new Function(`${script}; return wasm_bindgen;`)();
      bindings.initSync({ module: Uint8Array.from(atob(wasm), (letter) => letter.charCodeAt(0)) });
      return asked.map(({ text, subgroup, draws, persons }) => {
        const run = new bindings.Persons(text, subgroup, draws, persons);
        while (run.left() > 0) run.step();
        return run.digest() as string;
      });
    },
    [script, wasm.toString("base64"), asked] as const,
  );
  expect(found).toEqual(asked.map(({ digest }) => digest));
});
