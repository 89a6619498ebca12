// Host pages that are rough with everything on them, and whether we are gentle with theirs.
import type { Page } from "@playwright/test";
import { answer } from "./page";
import { ELEMENT, GOLDEN, SCRIPT, expect, test } from "./hosts";
import { documentOf, rememberGlobals } from "./fixtures/untouched";

/** The style of every node in the element, as computed: one line a property. */
const stylesInside = (page: Page) =>
  page.locator("early-action-scenario").evaluate((element) =>
    [...element.shadowRoot!.querySelectorAll(".ea, .ea *")].flatMap((node) => {
      const style = getComputedStyle(node);
      const name = `${node.localName}.${node.getAttribute("class")}`;
      return [...style].map((property) => `${name} ${property}: ${style.getPropertyValue(property)}`);
    }),
  );

for (const width of [1280, 360]) {
  for (const scheme of ["light", "dark"] as const) {
    test(`a page of ${width} px that styles everything changes nothing in the element in ${scheme} colours`, async ({ host, page }, info) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      const body = ELEMENT.replace(">", ' draws="257">');
      await host.open({ head: SCRIPT, body });
      await answer(page, 0);
      await page.screenshot({ path: info.outputPath("plain.png"), fullPage: true });
      const plain = await stylesInside(page);
      await host.open({ head: `<link rel="stylesheet" href="hostile.css">${SCRIPT}`, body }, "/hostile.html");
      await answer(page, 0);
      await page.screenshot({ path: info.outputPath("hostile.png"), fullPage: true });
      const hostile = await stylesInside(page);
      expect(hostile.length).toBe(plain.length);
      expect(hostile.length).toBeGreaterThan(10_000);
      expect(hostile.filter((line, index) => line !== plain[index])).toEqual([]);
    });
  }
}

for (const [name, file] of [
  ["has changed and wrapped its built-ins", "patched.js"],
  ["has frozen its built-ins", "frozen.js"],
]) {
  test(`a page that ${name} shows the golden digest, and keeps them as they were`, async ({ host, page }) => {
    await rememberGlobals(page);
    // Twice, because the second copy has something to say.
    await host.open({ head: `<script src="${file}"></script>${SCRIPT}${SCRIPT}`, body: ELEMENT });
    expect((await answer(page, 0)).digest).toBe(GOLDEN);
    await expect(page.getByRole("img")).toHaveCount(4);
    expect(await page.evaluate(() => window.changedGlobals())).toEqual([]);
  });
}

test("the host's own document, styles, listeners, storage and globals are as without the scenario", async ({ host, page }) => {
  await rememberGlobals(page);
  await host.open({ body: ELEMENT });
  const before = await documentOf(page);
  await host.open({ head: SCRIPT, body: ELEMENT });
  expect((await answer(page, 0)).digest).toBe(GOLDEN);
  // What an element must hear of the whole page: that its address holds another link, and that it is printed.
  const heard = ["window afterprint", "window beforeprint", "window hashchange"];
  const listeners = [...(before.listeners as string[]), ...heard].sort();
  expect(await documentOf(page)).toEqual({ ...before, listeners });
  expect(await page.evaluate(() => window.changedGlobals())).toEqual([]);
  // Nor is anything left once the element has gone.
  await page.evaluate(() => document.querySelector("early-action-scenario")!.remove());
  await expect.poll(() => page.workers().length).toBe(0);
  const after = await documentOf(page);
  expect(after.listeners).toEqual(before.listeners);
  expect(after.sheets).toEqual(before.sheets);
});

test("what counts as changed is noticed", async ({ host, page }) => {
  await rememberGlobals(page);
  await host.open({ body: ELEMENT });
  const before = await documentOf(page);
  await page.evaluate(() => {
    Object.assign(window, { stray: 1 });
    Array.prototype.at = () => undefined;
    document.querySelector("h1")!.setAttribute("data-touched", "");
    document.adoptedStyleSheets.push(new CSSStyleSheet());
    document.addEventListener("click", () => {});
    localStorage.setItem("left", "behind");
  });
  expect(await page.evaluate(() => window.changedGlobals())).toEqual(["window.stray", "Array.prototype.at"]);
  const after = await documentOf(page);
  const differing = Object.keys(before).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  expect(differing).toEqual(["markup", "sheets", "storage", "listeners"]);
});
