// Links and what people take away: what they carry, what they claim, what they cannot break.
import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { expect, test } from "./support";
import { after, answer, control, listen, openPage, openSite, sentence } from "./page";

const SCRIPT = '<script src="early-action.js"></script>';
const ID = "family-group-conference";
const PRICE = "Price of offering a conference, for each family";
const MARK = "Uses 2 figures set by this site, not the evidence.";
const BY_HOST = `${SCRIPT}<early-action-scenario draws="500" set="price_per_family:=900; families=40"></early-action-scenario>`;

const OWN = {
  format: 1,
  model: { id: "own", title: "One of our own" },
  time: { cycle: "1 year", horizon: "3 years" },
  counting: { costs: "end" },
  parameters: {
    price: { label: "=1+1 price of a place", unit: "GBP", distribution: "gamma(mean = 900, sd = 100)", range: [0, 3000], assumption: "an example" },
    risk: { distribution: "beta(events = 30, of = 100)", assumption: "an example" },
  },
  states: { home: { start: 1 }, care: {} },
  transitions: { home: { care: { probability: "risk", per: "1 year" } } },
  costs: { placements: { payer: "council", terms: [{ while_in: ["care"], amount: 60000, per: "1 year" }] } },
  strategies: { none: {}, offer: { set: { risk: "risk * 0.8" }, price: { amount: "price", payer: "council" } } },
};

async function shareLink(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Copy a link to this" }).click();
  return page.getByRole("textbox", { name: /^Link to this scenario/ }).inputValue();
}

/** Opens a link as somebody who was sent it: on a page that was not open before. */
async function follow(page: Page, link: string): Promise<void> {
  await page.goto("about:blank");
  await listen(page);
  await page.goto(link);
  await answer(page, 0);
}

/** Changes fields of a link. */
function edited(link: string, fields: Record<string, string>): string {
  const [page, fragment] = link.split("#") as [string, string];
  const parts = fragment.split("&").map((part) => {
    const key = part.split("=")[0]!;
    return key in fields ? `${key}=${fields[key]}` : part;
  });
  return `${page}#${parts.join("&")}`;
}

async function saved(page: Page, button: string): Promise<Download> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: button, exact: true }).click();
  return waiting;
}

const text = async (file: Download): Promise<string> => readFile(await file.path(), "utf8");

const answers = (page: Page) => page.getByRole("region", { name: "What the link says, and what comes out here" });

test("a link to a model that has changed shows both answers, and whose each is", async ({ page }) => {
  await openSite(page);
  const link = edited(await shareLink(page), { hash: "00ff", register: "2020-01", answer: "-1000000,-2000000,500000,0.77" });
  await follow(page, link);
  await expect(page.getByText("This link was made with something else than is used here")).toBeVisible();
  await expect(page.getByText("The model has changed since the link was made")).toBeVisible();
  await expect(page.getByText("The evidence register has changed.")).toBeVisible();
  await expect(page.getByText("The engine that works out the answer has changed.")).toHaveCount(0);
  const row = (name: string) => answers(page).getByRole("row", { name });
  await expect(answers(page).getByRole("columnheader")).toHaveText(["What", "As the link says", "Worked out here"]);
  await expect(row("Extra cost on average").getByRole("cell").first()).toHaveText("£1 million less");
  await expect(row("Extra cost on average").getByRole("cell").last()).toHaveText(/^£.* (less|more)$/);
  await expect(row("Costs less in").getByRole("cell").first()).toHaveText("77 of 100 simulated futures");
  await expect(row("version").getByRole("cell").first()).toHaveText("00ff");
  // Figures that are moved after do not change what came out for the link.
  const here = await answers(page).innerText();
  await after(page, () => page.getByRole("slider", { name: "How long the difference lasts" }).press("End"));
  expect(await answers(page).innerText()).toBe(here);
});

test("a link that claims another answer is contradicted, and an honest one is not", async ({ page }) => {
  await openSite(page);
  const link = await shareLink(page);
  expect(link).toMatch(/&hash=[0-9a-f]{32}&engine=[0-9.]+,[0-9]+&register=[0-9-]+&answer=[-0-9.,]+&v=1$/);
  await follow(page, link);
  await expect(page.getByText("Anybody can write a link")).toHaveCount(0);
  await follow(page, edited(link, { answer: "-9000000,-9500000,-8000000,1" }));
  await expect(page.getByText("The link says another answer than comes out here")).toBeVisible();
  await expect(answers(page)).toContainText("£9 million less");
});

test("figures of a link that are not in the model are named, and the others used", async ({ page }) => {
  const link = `/#early-action=${ID}&seed=1&draws=500&strategy=gone&set=families=120;nobody=1`;
  await openSite(page, link);
  const missing = page.locator(".ea-faults");
  await expect(missing).toContainText("nobody");
  await expect(missing).toContainText("gone");
  await expect(page.getByText("Uses 1 figure that came with the link, not the evidence.")).toBeVisible();
});

const HOSTILE: [string, RegExp][] = [
  [`early-action=${ID}&hash=<img src=x onerror=alert(1)>`, /cannot be read: “hash=<img/],
  [`early-action=${ID}&seed=%ff`, /cannot be read: “seed=%ff”/],
  [`early-action=${ID}&answer=1e999,0,0,0.5`, /cannot be read/],
  [`early-action=${ID}&set=${"risk=0.1;".repeat(20_000)}`, /too long/],
  ["early-action=%3Cb%3Enothing%3C/b%3E", /scenario “<b>nothing<\/b>”, which is not on this page/],
];

test("a broken or hostile link is refused in words, and the page goes on", async ({ page }) => {
  for (const [fragment, said] of HOSTILE) {
    await follow(page, `/#${fragment}`);
    await expect(page.locator(".ea-linked")).toHaveText(said);
    await expect(sentence(page)).toContainText("of 100 simulated futures");
    expect(await page.locator("early-action-scenario").locator("img, b").count()).toBe(0);
  }
});

test("another pages fragment is left alone", async ({ page }) => {
  await openSite(page, "/#scenario");
  await expect(page.locator(".ea-linked")).toHaveCount(0);
});

test("a link followed while the page is open is offered, and nothing is lost until it is taken", async ({ page }) => {
  const first = await openSite(page);
  const price = control(page, PRICE).getByRole("textbox");
  await after(page, async () => {
    await price.fill("2500");
    await price.press("Enter");
  });
  await page.evaluate((id) => (location.hash = `early-action=${id}&seed=1&draws=10000`), ID);
  await expect(page.getByText("The address now holds another scenario.")).toBeVisible();
  await expect(price).toHaveValue("2,500");
  await page.getByRole("button", { name: "Keep this one" }).click();
  await expect(page.getByText("The address now holds another scenario.")).toHaveCount(0);
  await page.goBack();
  await page.goForward();
  const taken = await after(page, () => page.getByRole("button", { name: "Show that scenario" }).click());
  expect(taken.digest).toBe(first.digest);
  await page.goBack();
  await expect(page.locator(".ea-linked")).toHaveCount(0);
});

test("of two elements on a page each finds its own link", async ({ page }) => {
  const two = `${SCRIPT}<early-action-scenario draws="300" model="${ID}"></early-action-scenario>
    <early-action-scenario draws="300" model="${ID}-now"></early-action-scenario>`;
  await openPage(page, two);
  await answer(page, 1);
  await page.evaluate((id) => (location.hash = `early-action=${id}-now&seed=5&draws=300`), ID);
  const scenarios = page.locator("early-action-scenario");
  await expect(scenarios.nth(1).getByText("The address now holds another scenario.")).toBeVisible();
  await expect(scenarios.nth(0).locator(".ea-linked")).toHaveCount(0);
  await scenarios.nth(1).getByRole("button", { name: "Show that scenario" }).click();
  await expect(scenarios.nth(1).locator(".ea-provenance")).toContainText("seed 5");
  await expect(scenarios.nth(0).locator(".ea-provenance")).toContainText("seed 1");
});

test("figures set by the site are marked in every file, and the reader's own apart from them", async ({ page }) => {
  await openPage(page, BY_HOST);
  await answer(page, 0);
  await after(page, () => page.getByRole("slider", { name: "How long the difference lasts" }).press("End"));
  const own = page.locator(".ea-own");
  await expect(own.getByRole("table")).toHaveCount(2);
  await expect(own.getByRole("table", { name: "Set by this site" }).getByRole("row")).toHaveCount(3);
  await expect(own.getByRole("table", { name: "Your figures" }).getByRole("row")).toHaveCount(2);
  await page.getByRole("button", { name: "Save as a file" }).click();

  const digest = await page.locator(".ea-digest").textContent();
  const csv = await text(await saved(page, "Table (CSV): The whole answer"));
  const json = JSON.parse(await text(await saved(page, "Data (JSON): The whole answer")));
  const svg = await text(await saved(page, "Drawing (SVG): Over time"));
  expect(json.not_evidence.marks).toEqual([MARK, "Uses 1 figure set by hand, not the evidence."]);
  expect(json.not_evidence.figures.map((f: { set_by: string }) => f.set_by)).toEqual(["site", "site", "reader"]);
  expect(json.digest).toBe(digest);
  for (const file of [csv, svg]) {
    for (const part of [MARK, digest!, json.provenance.model_hash, json.provenance.register, json.provenance.engine, "500"]) {
      expect(file).toContain(part);
    }
  }
  // An SVG stands alone: it is XML and carries no style of a page.
  const root = await page.evaluate((svg) => new DOMParser().parseFromString(svg, "image/svg+xml").documentElement.tagName, svg);
  expect(root).toBe("svg");

  await page.getByRole("button", { name: "Words to paste" }).click();
  await expect(page.getByRole("textbox", { name: /^A paragraph for a paper or a bid/ })).toHaveValue(new RegExp(`${MARK} 3 figures were set by us`));
  await page.getByRole("button", { name: "Put this on your site" }).click();
  const snippet = await page.getByRole("textbox", { name: /^Paste this into your page/ }).inputValue();
  expect(snippet).toContain("Uses 3 figures set by this site, not the evidence.");
  expect(await shareLink(page)).toContain("&site=price_per_family;families&");
});

test("a picture is painted with its mark", async ({ page }) => {
  const height = async (body: string): Promise<number> => {
    await openPage(page, body);
    await answer(page, 0);
    await page.getByRole("button", { name: "Save as a file" }).click();
    const file = await saved(page, "Picture (PNG): How sure we are");
    expect(file.suggestedFilename()).toBe(`early-action-${ID}-how-sure.png`);
    const bytes = (await readFile(await file.path())).toString("base64");
    const found = await page.evaluate(async (bytes) => {
      const blob = await (await fetch(`data:image/png;base64,${bytes}`)).blob();
      const picture = await createImageBitmap(blob);
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      const context = canvas.getContext("2d")!;
      context.drawImage(picture, 0, 0);
      const band = context.getImageData(0, picture.height - 260, picture.width, 260).data;
      let dark = 0;
      for (let at = 0; at < band.length; at += 4) if (band[at]! < 100) dark += 1;
      return { width: picture.width, height: picture.height, dark };
    }, bytes);
    expect(found.width).toBe(2 * (760 + 48));
    expect(found.dark).toBeGreaterThan(500);
    return found.height;
  };
  const element = (set: string) => `${SCRIPT}<early-action-scenario draws="500" set="${set}"></early-action-scenario>`;
  // The figure that the model has itself: nothing differs but the mark, which is a line of its own.
  const marked = await height(element("families=200"));
  const plain = await height(element(""));
  expect(marked - plain).toBeGreaterThan(30);
});

test("a model of the site's own is marked, and its labels are text in a spreadsheet", async ({ page }) => {
  await openPage(page, `${SCRIPT}<early-action-scenario draws="300"><script type="application/json">${JSON.stringify(OWN)}</script></early-action-scenario>`);
  await answer(page, 0);
  const mark = "A model of this site’s own, not one that early-action ships.";
  await expect(page.getByText(mark)).toBeVisible();
  const field = page.getByRole("group", { name: "=1+1 price of a place" }).getByRole("textbox");
  await page.getByText("All other assumptions").click();
  await after(page, async () => {
    await field.fill("1200");
    await field.press("Enter");
  });
  await page.getByRole("button", { name: "Save as a file" }).click();
  const csv = await text(await saved(page, "Table (CSV): The whole answer"));
  expect(csv).toContain(mark);
  expect(csv).toContain("\r\n'=1+1 price of a place,");
  expect(csv).not.toMatch(/(^|,|\n)"?[=@]/);
  expect(await shareLink(page)).toContain("&own=1&");
  await page.getByRole("button", { name: "Put this on your site" }).click();
  const snippet = await page.getByRole("textbox", { name: /^Paste this into your page/ }).inputValue();
  expect(snippet).toContain(JSON.stringify(OWN));
});

test("a snippet pasted into a page shows its picture first and then the same answer", async ({ page }) => {
  await openPage(page, BY_HOST);
  const { digest } = await answer(page, 0);
  await page.getByRole("button", { name: "Put this on your site" }).click();
  const snippet = await page.getByRole("textbox", { name: /^Paste this into your page/ }).inputValue();
  // Without a script there is the picture, with words for those who do not see it, and a link.
  await openPage(page, snippet.replace(/<script.*?<\/script>/s, ""));
  await expect(page.getByRole("img", { name: /./ })).toBeVisible();
  await expect(page.locator("early-action-scenario p").filter({ hasText: MARK })).toBeVisible();
  await expect(page.getByRole("link")).toHaveAttribute("href", /#early-action=/);
  await openPage(page, snippet);
  expect((await answer(page, 0)).digest).toBe(digest);
});

test("a printed report stands alone, and the page is as before afterwards", async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => void window.dispatchEvent(new Event("beforeprint"));
  });
  await openPage(page, `<h1>A charity</h1><main><p>Around it</p>${BY_HOST}</main>`);
  await answer(page, 0);
  await page.getByRole("button", { name: "Print a report" }).click();
  await page.emulateMedia({ media: "print" });
  const report = page.locator(".ea-report");
  await expect(report).toBeVisible();
  await expect(page.getByText("Around it")).toBeHidden();
  await expect(page.getByRole("heading", { name: "A charity" })).toBeHidden();
  await expect(page.locator(".ea-page")).toBeHidden();
  for (const part of [MARK, "random streams 1", "evidence register", "seed 1", "simulated futures 500", "What it says, and what it does not", "#early-action="]) {
    await expect(report).toContainText(part);
  }
  await expect(report).toContainText((await page.locator(".ea-digest").textContent())!);
  await expect(report.getByRole("img")).toHaveCount(4);
  await page.evaluate(() => void window.dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
  await expect(report).toHaveCount(0);
  await expect(page.getByText("Around it")).toBeVisible();
  const left = await page.evaluate(() => document.adoptedStyleSheets.length + document.querySelectorAll("[data-early-action-print]").length);
  expect(left).toBe(0);
});

test("a report on paper takes two to four pages", async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => {};
  });
  await openSite(page);
  await page.getByRole("button", { name: "Print a report" }).click();
  const margin = { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" };
  const pdf = await page.pdf({ format: "A4", margin });
  const pages = pdf.toString("latin1").match(/\/Type \/Page\b/g)!.length;
  expect(pages).toBeGreaterThanOrEqual(2);
  expect(pages).toBeLessThanOrEqual(4);
});
