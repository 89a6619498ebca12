// Pictures for people to look at, and what a machine can see of them.
import { expect, test } from "./support";
import { openSite } from "./page";

const WIDTHS = [320, 360, 1280];

for (const scheme of ["light", "dark"] as const) {
  for (const width of WIDTHS) {
    test(`the page fits ${width} px in ${scheme} colours`, async ({ page }, info) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: scheme });
      await openSite(page);
      await page.screenshot({ path: info.outputPath(`${width}-${scheme}.png`), fullPage: true });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      const small = await page.locator("early-action-scenario").evaluate((element) =>
        [...element.shadowRoot!.querySelectorAll("*")]
          .filter((node) => node.childNodes.length > 0 && parseFloat(getComputedStyle(node).fontSize) < 12)
          .map((node) => node.outerHTML.slice(0, 80)),
      );
      expect(small).toEqual([]);
    });
  }
}

test("what can be pressed is large enough for a thumb", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await openSite(page);
  const small = await page.locator("early-action-scenario").evaluate((element) =>
    [...element.shadowRoot!.querySelectorAll("button, select, input")]
      .filter((node) => node.checkVisibility())
      .filter((node) => node.getBoundingClientRect().height < 44)
      .map((node) => node.outerHTML.slice(0, 120)),
  );
  expect(small).toEqual([]);
});
