// What breaks on somebody else's page, under the strictest policy that is documented, costs nobody a figure.
import type { Page } from "@playwright/test";
import { after, answer, control } from "./page";
import { FALLBACK, NOTHING_ELSE, SCRIPT, expect, test } from "./hosts";
import { scramble } from "./fixtures/trap";

const ELEMENT = `<early-action-scenario draws="30000">${FALLBACK}</early-action-scenario>`;
const price = (page: Page) => control(page, "Price of offering a conference, for each family").getByRole("textbox");

async function enter(page: Page, figure: string): Promise<void> {
  await price(page).fill(figure);
  await price(page).press("Enter");
}

/** Until workers are at it. */
const isUnderWay = (page: Page) =>
  expect.poll(() => page.getByRole("progressbar").evaluate((bar: HTMLProgressElement) => bar.value, null, { timeout: 2000 })).toBeGreaterThan(0);

test("a worker killed, a worker that traps and a page that traps lose no figure and change no digest", async ({ host, page }) => {
  await host.open({ head: SCRIPT, body: ELEMENT, headers: { "content-security-policy": NOTHING_ELSE } });
  await answer(page, 0);
  const undisturbed = await after(page, () => enter(page, "900"));
  await after(page, () => enter(page, "1000"));
  const workers = page.workers();

  const killed = await after(page, async () => {
    await enter(page, "900");
    await isUnderWay(page);
    await workers[0]!.evaluate(() => self.close()).catch(() => {});
  });
  expect(killed.digest).toBe(undisturbed.digest);
  await expect.poll(() => page.workers().length).toBe(workers.length);

  await after(page, () => enter(page, "1000"));
  const trapped = await after(page, async () => {
    await enter(page, "900");
    await isUnderWay(page);
    await page.workers().at(-1)!.evaluate(scramble);
  });
  expect(trapped.digest).toBe(undisturbed.digest);
  await expect(price(page)).toHaveValue("900");
  await expect.poll(() => page.workers().length).toBe(workers.length);

  await page.evaluate(scramble);
  await enter(page, "950");
  await page.waitForFunction(() => window.hostFailures === 1);
  await expect(page.locator(".instead")).toBeVisible();
  await after(page, () => page.getByRole("button", { name: "Reload this scenario" }).click());
  await expect(price(page)).toHaveValue("950");
  const reloaded = await after(page, () => enter(page, "900"));
  expect(reloaded.digest).toBe(undisturbed.digest);
});
