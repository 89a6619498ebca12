// <early-action-scenario> used as a person would use it.
import AxeBuilder from "@axe-core/playwright";
import { expect, test, watch } from "./support";
import { after, answer, control, listen, openPage, openSite, sentence } from "./page";

const SCRIPT = '<script src="early-action.js"></script>';
const PRICE = "Price of offering a conference, for each family";

test("a commissioner sees an answer, how wide it is and what would have to be true", async ({ page }) => {
  const { draws, digest } = await openSite(page);
  expect(draws).toBe(10_000);
  await expect(sentence(page)).toContainText(/of 100 simulated futures/);
  await expect(page.locator(".ea-more")).toContainText([/Pays for itself/, /90 of 100 simulated futures/]);
  await expect(page.locator(".ea-digest")).toHaveText(digest);
  await expect(page.getByRole("img")).toHaveCount(4);
  expect(await page.locator("early-action-scenario").evaluate((e: HTMLElement & { digest?: string }) => e.digest)).toBe(digest);
});

test("a slider moved by keyboard changes the answer, and back again gives the same bits", async ({ page }) => {
  const first = await openSite(page);
  const before = await sentence(page).textContent();
  const families = page.getByRole("slider", { name: "Families entering pre-proceedings in a year" });
  await families.focus();
  const more = await after(page, () => page.keyboard.press("PageUp"));
  expect(more.digest).not.toBe(first.digest);
  await expect(sentence(page)).not.toHaveText(before!);
  await expect(page.getByRole("status")).toContainText("of 100 simulated futures");
  await expect(control(page, "Families entering pre-proceedings in a year").getByText("Changed")).toBeVisible();
  const back = await after(page, () => page.getByRole("button", { name: "Take back all changes" }).click());
  expect(back.digest).toBe(first.digest);
});

test("a figure that is known is fixed, and the answer knows more", async ({ page }) => {
  const first = await openSite(page);
  const lock = control(page, PRICE).getByRole("button", { name: "I know this" });
  const known = await after(page, () => lock.click());
  await expect(lock).toHaveAttribute("aria-pressed", "true");
  expect(known.digest).not.toBe(first.digest);
  const unknown = await after(page, () => lock.click());
  expect(unknown.digest).toBe(first.digest);
});

test("nonsense in a field is answered with how to mend it, and nothing is lost", async ({ page }) => {
  await openSite(page);
  const before = await sentence(page).textContent();
  const field = control(page, PRICE).getByRole("textbox");
  await field.fill("about two thousand");
  await field.press("Tab");
  await expect(control(page, PRICE)).toContainText("Write this as a number, for example");
  await expect(field).toHaveValue("about two thousand");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(sentence(page)).toHaveText(before!);
  await field.fill("-5");
  await field.press("Tab");
  await expect(control(page, PRICE)).toContainText("cannot be below 0");
  await after(page, async () => {
    await field.fill("£2,000");
    await field.press("Tab");
  });
  await expect(field).toHaveValue("2,000");
  await expect(control(page, PRICE)).not.toContainText("Write this");
});

test("a long run can be stopped, and all is idle within 200 ms", async ({ page }) => {
  await openSite(page);
  await page.getByRole("button", { name: "Run 100,000 futures" }).click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await expect.poll(() => page.getByRole("progressbar").evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(0);
  const idle = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const root = document.querySelector("early-action-scenario")!.shadowRoot!;
        const stop = [...root.querySelectorAll("button")].find((button) => button.textContent === "Stop")!;
        stop.addEventListener("click", () => {
          const begun = performance.now();
          requestIdleCallback(() => resolve(performance.now() - begun));
        });
        stop.click();
      }),
  );
  expect(await idle).toBeLessThan(200);
  // A worker answers only between slices of work.
  const begun = Date.now();
  await Promise.all(page.workers().map((worker) => worker.evaluate(() => 1)));
  expect(Date.now() - begun).toBeLessThan(200);
  await expect(page.locator(".ea-progress")).toContainText("Stopped. This answer rests on 256 simulated futures.");
  const all = await after(page, () => page.getByRole("button", { name: "Run 10,000 futures" }).click());
  expect(all.draws).toBe(10_000);
});

test("a share link opened elsewhere gives the same digest", async ({ page, browser, baseURL }) => {
  await openSite(page);
  await after(page, async () => {
    const field = control(page, PRICE).getByRole("textbox");
    await field.fill("2500");
    await field.press("Enter");
  });
  await after(page, () => control(page, "How long the difference lasts").getByRole("button", { name: "I know this" }).click());
  const { digest } = await after(page, () => page.getByRole("button", { name: "Try other random numbers" }).click());
  await page.getByRole("button", { name: "Copy a link to this" }).click();
  const link = await page.getByRole("textbox", { name: /^Link to this scenario/ }).inputValue();
  expect(link).toContain("#early-action=family-group-conference&seed=2&");

  const other = await (await browser.newContext()).newPage();
  const faults = watch(other, new URL(baseURL!).origin);
  await listen(other);
  await other.goto(link);
  expect((await answer(other, 0)).digest).toBe(digest);
  await expect(control(other, PRICE).getByRole("textbox")).toHaveValue("2,500");
  expect(faults).toEqual([]);
  await other.context().close();
});

test("every chart has a table that says the same", async ({ page }) => {
  await openSite(page);
  await expect(page.getByRole("table")).toHaveCount(1);
  for (const button of await page.getByRole("button", { name: "Show as a table" }).all()) await button.focus();
  for (let left = 3; left > 0; left -= 1) {
    await page.getByRole("button", { name: "Show as a table" }).first().press("Enter");
  }
  await expect(page.getByRole("table")).toHaveCount(4);
  // Lives have their table beside them.
  await expect(page.getByRole("img")).toHaveCount(1);
  await expect(page.getByRole("table").first().getByRole("row")).toHaveCount(6);
  await page.getByRole("button", { name: "Show as a picture" }).first().click();
  await expect(page.getByRole("img")).toHaveCount(2);
});

test("entering figures asks nobody for anything", async ({ page }) => {
  await openSite(page);
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await after(page, async () => {
    const field = control(page, PRICE).getByRole("textbox");
    await field.fill("900");
    await field.press("Enter");
  });
  await after(page, () => page.getByRole("slider", { name: "How long the difference lasts" }).press("End"));
  await page.getByText("All other assumptions").click();
  await page.getByRole("button", { name: "Copy a link to this" }).click();
  expect(requests).toEqual([]);
});

test("another scenario of the site's own can be chosen", async ({ page }) => {
  await openSite(page);
  await after(page, async () => {
    await page.getByLabel("Scenario", { exact: true }).selectOption("family-group-conference-now");
  });
  await expect(page.locator(".ea-question")).toContainText("What would have to be true");
  await expect(sentence(page)).toContainText(/nobody has measured/i);
  const reach = await sentence(page).textContent();
  await page.getByLabel("What if we").selectOption({ index: 1 });
  await expect(sentence(page)).not.toHaveText(reach!);
});

for (const scheme of ["light", "dark"] as const) {
  test(`axe finds nothing against the page in ${scheme} colours`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await openSite(page);
    await page.getByText("All other assumptions").click();
    await page.getByText("About this figure").first().click();
    await page.getByRole("button", { name: "Show as a table" }).first().click();
    const found = await new AxeBuilder({ page }).analyze();
    expect(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`)).toEqual([]);
    // What axe cannot decide: text over the hills of the sliders and in pictures, whose contrast is tested with the palette.
    expect(found.incomplete.map((rule) => rule.id)).toEqual(["color-contrast"]);
  });
}

test("figures set by the page around are marked", async ({ page }) => {
  await openPage(page, `${SCRIPT}<early-action-scenario draws="500" set="price_per_family:=900; families=40"></early-action-scenario>`);
  expect((await answer(page, 0)).draws).toBe(500);
  await expect(page.getByText("Uses 2 figures set by this site, not the evidence.")).toBeVisible();
});

test("a bad model is refused in the element with every fault named", async ({ page }) => {
  const model = `{
  "format": 1,
  "model": { "title": "Bad <b>one</b>" },
  "time": { "cycle": "1 month", "horizon": "2 yers" },
  "counting": { "costs": "end" },
  "states": { "home": { "start": 1 }, "care": {} },
  "transitions": { "home": { "cair": { "probability": "risk", "per": "1 year" } } },
  "costs": { "placements": { "payer": "council", "terms": [
    { "while_in": ["care"], "amount": "price / ", "per": "1 year" }
  ] } },
  "strategies": { "none": {}, "offer": {} }
}`;
  await openPage(page, `${SCRIPT}<early-action-scenario><script type="application/json">${model}</script></early-action-scenario>`);
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("This model cannot be used yet");
  for (const place of ["line 4, column 44", "line 7", "line 9"]) await expect(alert).toContainText(place);
  await expect(alert).toContainText("did you mean");
  expect(await page.locator("early-action-scenario b").count()).toBe(0);
});

test("a figure that is missing is asked for, and then there is an answer", async ({ page }) => {
  const model = JSON.stringify({
    format: 1,
    model: { title: "Needs a price" },
    time: { cycle: "1 year", horizon: "3 years" },
    counting: { costs: "end" },
    parameters: {
      price: { label: "Price of a place", unit: "GBP" },
      risk: { distribution: "beta(events = 30, of = 100)", assumption: "an example" },
    },
    states: { home: { start: 1 }, care: {} },
    transitions: { home: { care: { probability: "risk", per: "1 year" } } },
    costs: { placements: { payer: "council", terms: [{ while_in: ["care"], amount: 60000, per: "1 year" }] } },
    strategies: { none: {}, offer: { set: { risk: "risk * 0.8" }, price: { amount: "price", payer: "council" } } },
  });
  await openPage(page, `${SCRIPT}<early-action-scenario draws="300"></early-action-scenario>`);
  await answer(page, 0);
  await page.locator("early-action-scenario").evaluate((element, text) => Object.assign(element, { modelText: text }), model);
  await expect(sentence(page)).toContainText("Enter this figure to see an answer: Price of a place");
  const { verdict } = await after(page, async () => {
    const field = control(page, "Price of a place").getByRole("textbox");
    await field.fill("900");
    await field.press("Enter");
  });
  expect(verdict).toBe("saves");
});

test("an element that is removed leaves no worker behind", async ({ page }) => {
  await openSite(page);
  expect(page.workers().length).toBeGreaterThan(0);
  await page.locator("early-action-scenario").evaluate((element) => element.remove());
  await expect.poll(() => page.workers().length).toBe(0);
});

test("the script pasted twice does no harm", async ({ page }) => {
  const notes: string[] = [];
  page.on("console", (message) => notes.push(`${message.type()}: ${message.text()}`));
  await openPage(page, `${SCRIPT}${SCRIPT}<early-action-scenario draws="300"></early-action-scenario>`);
  await answer(page, 0);
  expect(notes).toHaveLength(1);
  expect(notes[0]).toMatch(/^info: early-action-scenario is defined already/);
});
