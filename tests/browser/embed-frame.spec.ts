// Frames on a page of another origin: each has its own height, whatever else speaks on the page.
import type { Frame } from "@playwright/test";
import { expect, test } from "./hosts";

const SANDBOX = 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" allow="clipboard-write"';
const frame = (id: string, width: string) =>
  `<p><iframe id="${id}" data-early-action-frame src="$SITE/embed.html?draws=257" title="A scenario" width="${width}" height="300" ${SANDBOX}></iframe></p>`;
/** Speaks as ours would, without an address of its own. */
const LIAR = `<iframe id="liar" data-early-action-frame title="Somebody else" height="90" srcdoc="&lt;script&gt;parent.postMessage({ source: 'early-action', version: 1, type: 'height', height: 700 }, '*'); parent.postMessage('told', '*')&lt;/script&gt;"></iframe>`;
const RESIZER = '<script src="$SITE/early-action-frame.js" async="async"></script>';

const heightOf = (frame: Frame) => frame.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));

test("two frames under one script pasted twice have their own heights, and one that only says so has none", async ({ host, page }, info) => {
  await page.addInitScript(() => addEventListener("message", ({ data }) => data === "told" && Object.assign(window, { told: true })));
  await host.open({ body: RESIZER + frame("wide", "100%") + frame("narrow", "330") + LIAR, end: RESIZER });
  const settled = (frame: Frame) => frame.waitForFunction(() => window.settledScenarios.length > 0, null, { timeout: 45_000 });
  const ours = page.frames().filter((frame) => frame.url().includes("/embed.html"));
  expect(ours).toHaveLength(2);
  await Promise.all(ours.map(settled));
  await page.waitForFunction(() => "told" in window);
  const outer = (id: string) => page.locator(`#${id}`).evaluate((frame) => frame.clientHeight);
  for (const width of [1280, 360]) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      for (const inner of ours) {
        const id = await (await inner.frameElement()).getAttribute("id");
        await expect.poll(async () => (await outer(id!)) - (await heightOf(inner))).toBe(0);
      }
      await page.screenshot({ path: info.outputPath(`${width}-${colorScheme}.png`), fullPage: true });
    }
  }
  expect(await outer("narrow")).toBeGreaterThan(300);
  expect(await outer("liar")).toBeLessThan(100);
});
