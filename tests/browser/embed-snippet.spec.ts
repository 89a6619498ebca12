// The snippet in every form and order in which people paste it.
import type { Page } from "@playwright/test";
import { after, answer, control } from "./page";
import { ELEMENT, FALLBACK, GOLDEN, expect, golden, test } from "./hosts";

const script = (how = "") => `<script src="$SITE/early-action.js" ${how}></script>`;
const TEN = Array.from({ length: 10 }, (_, index) => index);
const DIV = `<div data-early-action="scenario">${FALLBACK}</div>`;
const PRICE = "Price of offering a conference, for each family";

/** Waits for so many answers and gives the digests of all. */
async function digests(page: Page, count: number): Promise<string[]> {
  await answer(page, count - 1);
  return page.evaluate(() => window.settledScenarios.map(({ digest }) => digest));
}

const ORDERS = {
  "in the head, without defer": { head: script(), body: ELEMENT },
  "in the head, async": { head: script("async"), body: ELEMENT },
  "before the element": { body: script() + ELEMENT },
  "after the element": { body: ELEMENT + script() },
  "at the end of the body": { body: ELEMENT, end: script() },
  "turned into a module": { head: script('type="module"'), body: ELEMENT },
  "beside a plain div": { head: script("defer"), body: DIV },
};

for (const [name, parts] of Object.entries(ORDERS)) {
  test(`the script ${name} shows the scenario`, async ({ host, page }) => {
    await host.open(parts);
    expect(await digests(page, 1)).toEqual([GOLDEN]);
    await expect(page.locator(".instead")).toBeHidden();
  });
}

test("a snippet pasted ten times fetches one engine, shares one pool and gives one digest", async ({ host, page }) => {
  await host.open({ body: TEN.map(() => script() + ELEMENT).join("") });
  expect(await digests(page, 10)).toEqual(TEN.map(() => GOLDEN));
  const asked = host.asked();
  expect(asked.filter((file) => file.endsWith(".wasm"))).toHaveLength(1);
  expect(asked).toHaveLength(2);
  expect(page.workers().length).toBe(await page.evaluate(() => Math.min(navigator.hardwareConcurrency, 4)));
  // Each further copy says once that it does nothing.
  expect(host.notes).toHaveLength(9);
  expect(new Set(host.notes).size).toBe(1);
});

test("script and elements that a page adds later show the scenario", async ({ host, page }) => {
  await host.open({ body: ELEMENT });
  await page.evaluate((src) => {
    const script = document.createElement("script");
    script.src = src;
    document.head.append(script);
  }, `${host.site}/early-action.js`);
  expect(await digests(page, 1)).toEqual([GOLDEN]);
  await page.evaluate(() => {
    const second = document.querySelector("early-action-scenario")!.cloneNode(true);
    document.body.append(second);
  });
  expect(await digests(page, 2)).toEqual([GOLDEN, GOLDEN]);
});

test("an element in a closed shadow root of the host's shows the scenario", async ({ host, page }) => {
  await host.open({ head: script("defer") });
  await page.evaluate((element) => {
    const card = document.createElement("section");
    document.querySelector("#place")!.append(card);
    const template = document.createElement("template");
    template.innerHTML = element;
    card.attachShadow({ mode: "closed" }).append(template.content);
  }, ELEMENT);
  expect(await digests(page, 1)).toEqual([GOLDEN]);
});

test("an element in a tab that is opened later has its pictures then", async ({ host, page }) => {
  await host.open({ head: script("defer"), body: `<div hidden="hidden" id="tab">${ELEMENT}</div>` });
  expect(await digests(page, 1)).toEqual([GOLDEN]);
  await page.evaluate(() => document.querySelector("#tab")!.removeAttribute("hidden"));
  await expect(page.getByRole("img")).toHaveCount(4);
  for (const picture of await page.getByRole("img").all()) {
    expect((await picture.boundingBox())!.width).toBeGreaterThan(200);
  }
});

test("an element in a form of the host's sends nothing when used", async ({ host, page }) => {
  const body = `<form action="/sent" id="around">${ELEMENT.replace(">", ' draws="257">')}</form>`;
  await host.open({ head: script("defer"), body });
  expect(await digests(page, 1)).toEqual([golden("family-group-conference", 257)]);
  await after(page, async () => {
    const field = control(page, PRICE).getByRole("textbox");
    await field.fill("900");
    await field.press("Enter");
  });
  await after(page, () => page.getByRole("button", { name: "Try other random numbers" }).click());
  expect(new URL(page.url()).pathname).toBe("/page.html");
});

test("an element that is taken out while it loads is forgotten, and shows the scenario when it comes back", async ({ host, page }) => {
  await host.open({ head: script("defer"), body: ELEMENT });
  await page.evaluate(async () => {
    const element = document.querySelector("early-action-scenario")!;
    const { parentNode } = element;
    for (let turn = 0; turn < 5; turn += 1) {
      element.remove();
      await Promise.resolve();
      parentNode!.append(element);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
  await answer(page, 0);
  await expect(page.locator("early-action-scenario")).toHaveJSProperty("digest", GOLDEN);
  await expect(page.getByRole("img")).toHaveCount(4);
});

/** Both forms keep what was entered when a page takes them elsewhere, and when it puts them away for a while. */
for (const [name, selector, form] of [
  ["an element", "early-action-scenario", ELEMENT.replace(">", ' draws="257">')],
  ["a div", "[data-early-action]", DIV.replace(">", ' data-draws="257">')],
] as const) {
  test(`${name} that is moved, put away and brought back keeps what was entered`, async ({ host, page }) => {
    await host.open({ head: script("defer"), body: form });
    expect(await digests(page, 1)).toEqual([golden("family-group-conference", 257)]);
    const field = control(page, PRICE).getByRole("textbox");
    const entered = await after(page, async () => {
      await field.fill("900");
      await field.press("Enter");
    });
    await page.evaluate((selector) => document.querySelector("footer")!.append(document.querySelector(selector)!), selector);
    await expect(field).toHaveValue("900");
    const again = await after(page, () =>
      page.evaluate(async (selector) => {
        const element = document.querySelector(selector)!;
        element.remove();
        await new Promise((resolve) => setTimeout(resolve));
        document.querySelector("#place")!.append(element);
      }, selector),
    );
    expect(again.digest).toBe(entered.digest);
    await expect(field).toHaveValue("900");
  });
}

test("a page in XHTML shows the scenario", async ({ host, page }) => {
  await host.open({ head: script('defer="defer"'), body: ELEMENT, headers: { "content-type": "application/xhtml+xml" } });
  expect(await digests(page, 1)).toEqual([GOLDEN]);
});
