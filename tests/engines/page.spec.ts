// What the self-testing page says when something is wrong, and how it looks.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "../browser/support";

test.use({ expected: /worker-src 'none'|Failed to load resource|WebAssembly/ });

interface Expected {
  models: { id: string; digests: { draws: number; digest: string }[] }[];
  published: { model: string; figures: { is: number; within: number }[] }[];
  functions: [string, string][];
}

/** Opens the page as if this version had promised something else. */
async function openWith(page: Page, change: (expected: Expected) => void): Promise<void> {
  await page.route("**/self-test-*.json", async (route) => {
    const expected = (await (await route.fetch()).json()) as Expected;
    change(expected);
    await route.fulfill({ json: expected });
  });
  await page.goto("/self-test.html");
}

const result = (page: Page) => page.locator("#result");
const failed = (page: Page) => page.locator(".checks li[data-state=failed]");

test("the self-testing page fails when one bit of one answer, one published figure or one function differs", async ({ page }) => {
  await openWith(page, (expected) => {
    const last = expected.models.at(-1)!.digests.at(-1)!;
    last.digest = last.digest.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"));
    const figure = expected.published[0]!.figures[0]!;
    figure.is += 2 * figure.within;
    expected.functions[0]![1] = "0";
  });
  await expect(result(page)).toHaveAttribute("data-state", "failed", { timeout: 120_000 });
  await expect(result(page)).toContainText("No. Something is different on this device.");
  await expect(result(page)).toContainText(/\D3 of \d+ checks failed/);
  await expect(page).toHaveTitle(/^Failed: /);
  await expect(failed(page)).toContainText([/10000 futures: .* instead of /, /mono, cost: .* instead of /, /different: abs/]);
});

test("the self-testing page says why where the engine cannot run", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("/self-test.html");
  await expect(result(page)).toHaveAttribute("data-state", "failed");
  await expect(result(page)).toContainText("The scenarios cannot run here.");
});

for (const scheme of ["light", "dark"] as const) {
  test(`the self-testing page is laid out and accessible in ${scheme} colours`, async ({ page }, info) => {
    await page.emulateMedia({ colorScheme: scheme });
    await openWith(page, (expected) => {
      expected.models = expected.models.filter(({ id }) => ["family-group-conference", "hiv-exact"].includes(id));
      expected.published = expected.published.filter(({ model }) => model === "hiv-exact");
    });
    await expect(page).toHaveTitle(/^Passed: /, { timeout: 120_000 });
    await page.getByText("All figures").click();
    for (const width of [1280, 360, 320]) {
      await page.setViewportSize({ width, height: 800 });
      await page.screenshot({ path: info.outputPath(`${width}-${scheme}.png`), fullPage: true });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    const { violations } = await new AxeBuilder({ page }).exclude("#stage").analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" ")}`)).toEqual([]);
  });
}
