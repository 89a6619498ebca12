// What a machine can see of the page, beside what the linter reads.
import { expect, test } from "./support";
import { openSite } from "./page";

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
