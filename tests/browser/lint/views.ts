// Every view that a person can bring about, each as a way to get there. Nothing is found by its
// words here: they are in another language half of the time.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { after, answer, listen } from "../page";

const SITE = join(__dirname, "../../../dist/site");

export interface View {
  name: string;
  open: (page: Page, lang: string) => Promise<void>;
}

/** Opens a page of the site with `lang` as its language. */
async function site(page: Page, lang: string, path: string): Promise<void> {
  await page.route(`**/${path}`, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/<html lang="[^"]*"/, `<html lang="${lang}"`);
    await route.fulfill({ response, body });
  });
  await listen(page);
  await page.goto(`/${path}`);
  // A page whose scenario waits to be asked for settles when it is opened.
  if ((await page.locator("early-action-scenario").count()) > 0) await answer(page, 0);
}

/** Opens an element on somebody else's page. */
async function element(page: Page, lang: string, attributes: string, child = "", fragment = ""): Promise<void> {
  const body = `<script src="/early-action.js"></script><early-action-scenario lang="${lang}" ${attributes}>${child}</early-action-scenario>`;
  await page.route("**/fixture.html", (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      body: `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>A charity</title><link rel="icon" href="data:,"><body>${body}`,
    }),
  );
  await listen(page);
  await page.goto(`/fixture.html${fragment}`);
}

async function settled(page: Page, lang: string, attributes: string, child = "", fragment = ""): Promise<void> {
  await element(page, lang, attributes, child, fragment);
  await answer(page, 0);
}

const json = (model: object | string) => `<script type="application/json">${typeof model === "string" ? model : JSON.stringify(model)}</script>`;
const nth = (page: Page, at: number): Locator => page.locator(".ea-controls .ea-control").nth(at);

/** Opens all that is folded, until nothing more is; then shows every picture as a table. */
export async function unfold(page: Page): Promise<void> {
  const open = () =>
    page.evaluate(() => {
      const roots: (Document | ShadowRoot)[] = [document];
      for (const e of document.querySelectorAll("*")) if (e.shadowRoot) roots.push(e.shadowRoot);
      const folded = roots.flatMap((root) => [...root.querySelectorAll<HTMLElement>("details:not([open]) > summary, [aria-expanded=false]")]);
      const shut = folded.filter((e) => e.checkVisibility());
      for (const e of shut) e.click();
      return shut.length;
    });
  while ((await open()) > 0) await frames(page);
}

export async function tables(page: Page): Promise<void> {
  const buttons = page.locator("figure.ea-figure > button.ea-link");
  for (const button of await buttons.all()) await button.click();
  await frames(page);
}

/** Until what has changed is laid out, observed and drawn again. */
export async function frames(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let left = 3; left > 0; left -= 1) await new Promise(requestAnimationFrame);
  });
}

const BASE = {
  format: 1,
  time: { cycle: "1 year", horizon: "3 years" },
  counting: { costs: "end" },
  states: { home: { start: 1 }, care: {} },
  transitions: { home: { care: { probability: "risk", per: "1 year" } } },
  costs: { placements: { payer: "council", terms: [{ while_in: ["care"], amount: 60000, per: "1 year" }] } },
};
const RISK = { label: "Children who come into care in a year", unit: "share", distribution: "beta(events = 30, of = 100)", assumption: "an example" };
const PRICE = { label: "Price of a place", unit: "GBP" };
const compared = (price: object, factor: string) => ({
  ...BASE,
  model: { title: "An example of our own" },
  parameters: { price: { ...PRICE, ...price }, risk: RISK },
  strategies: { none: {}, offer: { set: { risk: factor }, price: { amount: "price", payer: "council" } } },
});
const fixed = (price: number) => ({ distribution: `fixed(${price})`, assumption: "an example", range: [0, 50000] });

export const PAGES: View[] = readdirSync(SITE)
  .filter((name) => name.endsWith(".html"))
  .map((path) => ({ name: `the page ${path}`, open: (page, lang) => site(page, lang, path) }));

export const VIEWS: View[] = [
  {
    name: "everything opened",
    open: async (page, lang) => {
      await settled(page, lang, `models="family-group-conference family-group-conference-now" draws="2000"`);
      await unfold(page);
      await tables(page);
    },
  },
  {
    name: "figures changed, known, mistaken and set by the page around",
    open: async (page, lang) => {
      await settled(page, lang, `draws="600" set="price_per_family:=900; families=40"`);
      await after(page, async () => {
        await nth(page, 2).locator("input[type=range]").press("End");
        await nth(page, 3).locator(".ea-lock").click();
      });
      await nth(page, 1).locator(".ea-input").fill("12.34.56");
      await nth(page, 1).locator(".ea-input").press("Tab");
      await nth(page, 5).locator(".ea-input").fill("-3");
      await nth(page, 5).locator(".ea-input").press("Tab");
      await page.locator(".ea-actions button").first().click();
      await frames(page);
    },
  },
  { name: "a choice whose effect nobody has measured", open: (page, lang) => settled(page, lang, `model="family-group-conference-now" draws="600"`) },
  { name: "an answer that is likely to cost more", open: (page, lang) => settled(page, lang, `draws="600" set="price_per_family:=60000"`) },
  { name: "an answer that could go either way", open: (page, lang) => settled(page, lang, `draws="600" set="price_per_family:=13000"`) },
  { name: "no difference", open: (page, lang) => settled(page, lang, `draws="300"`, json(compared(fixed(0), "risk * 1"))) },
  { name: "a single course of action", open: (page, lang) => settled(page, lang, `draws="300"`, json({ ...BASE, model: { title: "One way" }, parameters: { risk: RISK }, strategies: { none: {} } })) },
  {
    name: "a figure that must be entered",
    open: async (page, lang) => {
      await element(page, lang, `draws="300"`, json(compared({}, "risk * 0.8")));
      await page.locator(".ea-verdict:not(:empty)").waitFor();
    },
  },
  {
    name: "a model with faults",
    open: async (page, lang) => {
      const broken = { ...compared(fixed(900), "rsik * 0.8"), time: { cycle: "1 month", horizon: "2 yers" }, counting: { costs: "end", sate: 1 } };
      await element(page, lang, "", json(JSON.stringify(broken, null, 2)));
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "a link to a model that has changed since",
    open: (page, lang) =>
      settled(page, lang, `draws="600"`, "", "#early-action=family-group-conference&seed=1&draws=600&strategy=offer&set=price_per_family=1500;no_such_figure=2&hash=00000000000000000000000000000000"),
  },
  {
    name: "a run under way",
    open: async (page, lang) => {
      await settled(page, lang, `draws="600"`);
      await page.locator(".ea-actions button").nth(1).click();
      await page.getByRole("progressbar").waitFor();
    },
  },
  {
    name: "a run that was stopped",
    open: async (page, lang) => {
      await settled(page, lang, `draws="600"`);
      await page.locator(".ea-actions button").nth(1).click();
      await page.locator(".ea-progress button").click();
      await frames(page);
    },
  },
];
