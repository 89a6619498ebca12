// Every view that a person can bring about, each as a way to get there. Nothing is found by its
// words here: they are in another language half of the time.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { after, answer, listen } from "../page";
import { FILE as PLAN } from "../plan";

/** A map is printed to the edges of A4. */
const SHEET = 794;
const SITE = join(__dirname, "../../../dist/site");

export interface View {
  name: string;
  /** Of the paper that it prints on, px; A4 within its margins if it says nothing. */
  paper?: number;
  open: (page: Page, lang: string) => Promise<void>;
}

/** A view of several steps; `next` goes on, and says whether there was another step of the same scene. */
export interface Scene extends View {
  next: (page: Page) => Promise<boolean>;
}

/** Opens a page of the site with `lang` as its language, and waits for what it shows. */
async function site(page: Page, lang: string, path: string): Promise<void> {
  if (lang !== "en") {
    await page.route(`**/${path}`, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/<html lang="[^"]*"/, `<html lang="${lang}"`);
      await route.fulfill({ response, body });
    });
  }
  await listen(page);
  await page.goto(`/${path}`);
  const answers = await page.locator("early-action-scenario, early-action-workshop").count();
  if (answers > 0) await answer(page, answers - 1);
  // A frame grows to its answer, once it is seen.
  for (const frame of page.frames().slice(1)) {
    await (await frame.frameElement()).scrollIntoViewIfNeeded();
    await frame.locator(".ea-sentence:not(:empty)").waitFor();
    await page.evaluate(() => scrollTo(0, 0));
  }
  await page.waitForFunction(() => {
    const own = [...document.querySelectorAll("early-action-workshop, early-action-network, early-action-progress")].map((element) => element.shadowRoot);
    // What cannot be pressed yet waits for answers.
    return own.every((root) => root?.querySelector("button, input") && !root.querySelector(".ws-start button:disabled"));
  });
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

/** A run too long to end while it is looked at. */
async function running(page: Page, lang: string): Promise<void> {
  await element(page, lang, `draws="100000"`);
  await page.locator(".ea-verdict:not(:empty)").waitFor();
  await page.getByRole("progressbar").waitFor();
}

const json = (model: object | string) => `<script type="application/json">${typeof model === "string" ? model : JSON.stringify(model)}</script>`;
const nth = (page: Page, at: number): Locator => page.locator(".ea-controls .ea-control").nth(at);

/** Opens all that is folded, each once, until nothing more is; then shows every picture as a table. */
export async function unfold(page: Page): Promise<void> {
  const open = () =>
    page.evaluate(() => {
      const roots: (Document | ShadowRoot)[] = [document];
      for (const e of document.querySelectorAll("*")) if (e.shadowRoot) roots.push(e.shadowRoot);
      const folded = roots.flatMap((root) => [...root.querySelectorAll<HTMLElement>("details:not([open]) > summary, [aria-expanded=false]")]);
      const shut = folded.filter((e) => e.checkVisibility() && !("opened" in e.dataset));
      for (const e of shut) {
        e.dataset.opened = "";
        e.click();
      }
      return shut.length;
    });
  while ((await open()) > 0) await frames(page);
}

export async function tables(page: Page): Promise<void> {
  const buttons = page.locator("figure.ea-figure > button.ea-link");
  for (const button of await buttons.all()) await button.click();
  await frames(page);
}

/** Until what has changed is laid out, observed and drawn again: three frames show the same. */
export async function frames(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const roots = (): (Document | ShadowRoot)[] => [document, ...[...document.querySelectorAll("*")].flatMap((e) => (e.shadowRoot ? [e.shadowRoot] : []))];
    const shown = () => {
      const pictures = roots().flatMap((root) => [...root.querySelectorAll("svg, iframe")]);
      return [document.documentElement.scrollHeight, ...pictures.map((e) => e.getBoundingClientRect()).flatMap((r) => [r.width, r.height])].join();
    };
    for (let same = 0, before = ""; same < 3; ) {
      await new Promise(requestAnimationFrame);
      const now = shown();
      same = now === before ? same + 1 : 0;
      before = now;
    }
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

/** Every page of the site that is there for people, wherever it lies. */
export const PAGES: View[] = readdirSync(SITE, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".html") && !path.startsWith("self-test"))
  .sort()
  .map((path) => ({ name: `the page ${path}`, paper: path === "map.html" ? SHEET : undefined, open: (page, lang) => site(page, lang, path) }));

/** What people wrote themselves is in no locale: accented, it cannot be taken for a text of ours. */
function accented(file: string): string {
  const own = /"(name|text|low|high|asked_by|title)": ?"([^"]*)"/g;
  const accents = new Map([..."aeiouwyncAEIOU"].map((letter, at) => [letter, [..."áéíóúŵŷñçÁÉÍÓÚ"][at]!]));
  return file.replace(own, (_, key: string, words: string) => JSON.stringify(key) + ":" + JSON.stringify([...words].map((letter) => accents.get(letter) ?? letter).join("")));
}

/** A page of map or plan that holds a file, with all that it can show. */
async function book(page: Page, lang: string, path: string, file: string): Promise<void> {
  await site(page, lang, path);
  await page.evaluate((text) => {
    const element = document.querySelector("early-action-network, early-action-progress") as HTMLElement & { fileText: string };
    element.fileText = text;
  }, lang === "en" ? file : accented(file));
  await frames(page);
  await unfold(page);
}

const MAP = readFileSync(join(__dirname, "../../networks/family.json"), "utf8");

/** The scenes of a workshop, each with all that it shows from step to step. */
export const SCENES: Scene[] = [0, 1, 2].map((at) => ({
  name: `scene ${at + 1} of the workshop`,
  open: async (page, lang) => {
    await site(page, lang, "workshop.html");
    await page.locator(".ws-card button").nth(at).click();
    await page.getByRole("dialog").waitFor();
  },
  next: async (page) => {
    const place = page.locator(".ws-place");
    const before = await place.textContent();
    await page.keyboard.press("PageDown");
    await frames(page);
    const now = await place.textContent();
    return now !== before && now?.match(/\d+/)?.[0] === before?.match(/\d+/)?.[0];
  },
}));

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
  {
    name: "why the answer moved",
    open: async (page, lang) => {
      await settled(page, lang, `draws="600" set="price_per_family:=900; families=40"`);
      await page.locator(".ea-why > summary").click();
      await page.locator(".ea-moved .ea-picture text").first().waitFor();
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
      await running(page, lang);
    },
  },
  {
    name: "a run that was stopped",
    open: async (page, lang) => {
      await running(page, lang);
      await page.locator(".ea-progress button").click();
      await frames(page);
    },
  },
  { name: "a map with everything opened", paper: SHEET, open: (page, lang) => book(page, lang, "map.html", MAP) },
  { name: "a plan with everything opened", open: (page, lang) => book(page, lang, "plan.html", JSON.stringify(PLAN)) },
];
