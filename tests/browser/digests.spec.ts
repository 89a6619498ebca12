// The same bits in the browser as everywhere, with workers and without.
import { expect, test } from "./support";
import { answer, openPage, openSite } from "./page";
// @ts-expect-error plain JavaScript, shared with the tests in Node
import { digests, mathBits } from "../node/golden.mjs";

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

for (const [place, headers] of [
  ["with workers", {}],
  ["with workers blocked", { "content-security-policy": "worker-src 'none'" }],
] as const) {
  test(`Chromium gives every digest of the golden list ${place}`, async ({ page }) => {
    test.setTimeout(240_000);
    for (const model of new Set(golden.map((line) => line.model))) {
      const lines = golden.filter((line) => line.model === model);
      await openPage(page, SCRIPT + lines.map(element).join(""), headers);
      await answer(page, lines.length - 1);
      const found = await page.evaluate(() => window.settledScenarios.map(({ draws, digest }) => ({ draws, digest })));
      const byDraws = (a: { draws: number }, b: { draws: number }) => a.draws - b.draws;
      expect(found.sort(byDraws), model).toEqual(lines.map(({ draws, digest }) => ({ draws, digest })).sort(byDraws));
      expect(page.workers().length > 0).toBe(place === "with workers");
    }
  });
}

test("a page that blocks workers shows the same answer, and stays responsive", async ({ page, browser }) => {
  const other = await (await browser.newContext()).newPage();
  const { digest } = await openSite(other, new URL("/", test.info().project.use.baseURL).href);
  await other.context().close();
  await openPage(page, `${SCRIPT}<early-action-scenario></early-action-scenario>`, {
    "content-security-policy": "worker-src 'none'",
  });
  expect((await answer(page, 0)).digest).toBe(digest);
  expect(page.workers()).toHaveLength(0);
});

test("Chromium computes every function of the engine to the same bits", async ({ page, request }) => {
  const manifest = (await (await request.get("/manifest.json")).json()) as Record<string, unknown>;
  const wasm = Object.keys(manifest).find((name) => name.endsWith(".wasm"))!;
  await openPage(page, "");
  // The bindings as they are before they become part of the page's script.
  const { readFileSync } = await import("node:fs");
  const glue = readFileSync(new URL("../../dist/web/early-action.js", import.meta.url), "utf8");
  const bits = await page.evaluate(
    async ([glue, wasm]) => {
      const bindings = new Function(`${glue}; return wasm_bindgen;`)();
      await bindings({ module_or_path: wasm });
      return bindings.math_bits() as string;
    },
    [glue, wasm],
  );
  expect(bits).toBe(mathBits());
});
