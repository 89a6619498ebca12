// Keeping, from within the plan: the file, its lock, this device, two copies, forgetting.
import type { Page } from "@playwright/test";
import { choose, fillDevice, keepHere, saved, stored, tool } from "./keeping";
import { FILE, card, log, open } from "./plan";
import { expect, test, watch } from "./support";

const GOAL = "Mornings without shouting";

async function begin(page: Page, goal = GOAL, name = "Dee"): Promise<void> {
  await page.goto("/plan.html");
  await page.getByLabel("In your own words: what should be different?").fill(goal);
  await page.getByLabel("Name, initials or role").fill(name);
  await page.getByRole("button", { name: "Begin", exact: true }).click();
  await expect(card(page, goal)).toBeVisible();
}

const step = (page: Page) => card(page, GOAL).getByLabel("A small step", { exact: true });

async function addStep(page: Page, text: string): Promise<void> {
  await step(page).fill(text);
  await card(page, GOAL).getByRole("button", { name: "Add this step" }).click();
}

const has = (page: Page, text: string) => expect(card(page, GOAL).getByRole("listitem").getByText(text, { exact: true })).toBeVisible();
const said = (page: Page, text: string) => expect(page.locator(".kp-said").filter({ hasText: text })).toBeVisible();

test("a plan is saved, locked, refused with a wrong passphrase, and opened again as it was", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/plan.html");
  await page.getByRole("button", { name: "Help now" }).click();
  await expect(page.getByRole("region", { name: "Help now" }).getByText("0800 1111")).toBeVisible();
  await expect(page.getByRole("button", { name: "Leave this page quickly" })).toBeVisible();
  // Nothing yet: nothing is offered to be saved.
  await tool(page, "Save").click();
  await expect(page.getByText("There is nothing to save yet.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save the file" })).toHaveCount(0);
  await begin(page);
  await tool(page, "Save").click();
  const open = await saved(page);
  expect(open.name).toMatch(/^our-notes-\d{4}-\d\d-\d\d\.html$/);
  expect(open.text).toContain(`>${GOAL}</h3>`);
  await page.getByLabel("Only who has the passphrase as well").check();
  await page.getByLabel("Passphrase", { exact: true }).fill("plum kettle river");
  const locked = await saved(page);
  expect(locked.text).not.toContain("Mornings");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

  // Undone to nothing, there is nothing to save again.
  await page.getByRole("button", { name: "Undo: set a goal" }).click();
  await expect(page.getByText("There is nothing to save yet.")).toBeVisible();

  await page.reload();
  await tool(page, "Open").click();
  await choose(page, locked.text);
  const field = page.getByLabel("The passphrase of this file");
  await field.fill("plum kettle rivers");
  await field.press("Enter");
  await said(page, "This passphrase does not open this file");
  await expect(card(page, GOAL)).toHaveCount(0);
  await field.fill("plum kettle river");
  await field.press("Enter");
  await expect(card(page, GOAL)).toBeVisible();
  await expect(page.getByText("Dee is writing")).toBeVisible();
  await addStep(page, "Clothes out the night before");

  // A broken file changes nothing.
  await tool(page, "Open").click();
  await choose(page, open.text.slice(0, -60));
  await said(page, "The end of this file is missing");
  await has(page, "Clothes out the night before");
});

test("a plan kept on this device is found after the tab closed in the middle of an edit, and two tabs lose nothing", async ({
  page,
  context,
  baseURL,
}) => {
  await begin(page);
  await keepHere(page);
  await addStep(page, "Clothes out the night before");
  await stored(page, "Clothes out");
  // No room: said, nothing lost, and kept once there is.
  const makeRoom = await fillDevice(page);
  await addStep(page, "Alarm at seven");
  await said(page, "There is no room left on this device");
  await makeRoom();
  await addStep(page, "Bags at the door");
  await said(page, "It is kept again: nothing is missing.");
  await stored(page, "Alarm at seven");
  await step(page).fill("Half a ste");
  await page.close({ runBeforeUnload: false });

  const origin = new URL(baseURL!).origin;
  const tabs = await Promise.all([context.newPage(), context.newPage()]);
  const faults = tabs.map((tab) => watch(tab, origin));
  for (const tab of tabs) {
    await tab.goto("/plan.html");
    await expect(tab.getByText(GOAL)).toHaveCount(0);
    await tab.getByRole("button", { name: "Go on with notes 1" }).click();
    for (const text of ["Clothes out the night before", "Alarm at seven", "Bags at the door"]) await has(tab, text);
  }
  const [one, other] = tabs as [Page, Page];
  await Promise.all([addStep(one, "Song on"), addStep(other, "Ten minutes earlier to bed")]);
  for (const tab of tabs) for (const text of ["Song on", "Ten minutes earlier to bed"]) await has(tab, text);
  await stored(one, "Song on");
  await stored(one, "Ten minutes earlier");

  // Another plan on the same device is kept apart.
  const third = await context.newPage();
  await begin(third, "See the sea", "Kim");
  await keepHere(third);
  await stored(third, "See the sea");
  await third.reload();
  await third.getByRole("button", { name: "Go on with notes 2" }).click();
  await expect(card(third, "See the sea")).toBeVisible();
  await expect(third.getByText(GOAL)).toHaveCount(0);
  expect(faults.flat()).toEqual([]);
});

test("where storage is refused, the plan says so and a file is saved instead", async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("no", "SecurityError");
    };
  });
  await begin(page);
  await tool(page, "Keep on this device").click();
  await expect(page.getByText("This browser keeps nothing here")).toBeVisible();
  await tool(page, "Save").click();
  expect((await saved(page)).text).toContain(GOAL);
});

test.describe("where workers are forbidden", () => {
  test.use({ expected: /worker/i });

  test("a plan is locked and unlocked by the page itself, and this is said", async ({ page }) => {
    await page.route("**/plan.html", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": "worker-src 'none'" } });
    });
    await begin(page);
    await tool(page, "Save").click();
    await page.getByLabel("Only who has the passphrase as well").check();
    await page.getByLabel("Passphrase", { exact: true }).fill("plum kettle river");
    await page.evaluate(() => {
      const lines: string[] = [];
      const line = document.querySelector("early-action-progress")!.shadowRoot!.querySelector(".kp-said")!;
      new MutationObserver(() => lines.push(line.textContent!)).observe(line, { childList: true, subtree: true });
      Object.assign(window, { lines });
    });
    const { text } = await saved(page);
    // It was said before the page was busy.
    const lines = await page.evaluate(() => (window as unknown as { lines: string[] }).lines.join());
    expect(lines).toContain("Locking…");
    expect(text).not.toContain(GOAL);
    await page.reload();
    await tool(page, "Open").click();
    await choose(page, text);
    await page.getByLabel("The passphrase of this file").fill("plum kettle river");
    await page.getByRole("button", { name: "Unlock" }).click();
    await expect(card(page, GOAL)).toBeVisible();
  });
});

const SECRET = { id: "n1", kind: "note", voice: "mum", text: "a secret of Mum’s", sees: ["mum"], date: "2026-03-02" };
const PHOTO = { id: "f1", kind: "media", goal: "g2", voice: "mum", media: "ab12", text: "the school gate", date: "2026-03-02" };

test("two copies of a plan are put together, a reader's copy holds nothing withheld, and what is forgotten stays forgotten", async ({
  page,
}) => {
  const media = [{ id: "ab12", type: "image/png", data: "U2VjcmV0" }];
  await open(page, { ...FILE, media, log: [...FILE.log, SECRET, PHOTO] });
  await tool(page, "Save").click();
  const whole = await saved(page);
  await page.getByLabel("Who is it for?").selectOption({ label: "Jo: only what Jo may see" });
  const copy = await saved(page);
  expect(whole.text).toContain("a secret of Mum’s");
  expect(copy.text).toContain("See Gran every Sunday");
  expect(copy.text).not.toContain("secret of Mum");

  // The team's copy has one rating more.
  const later = { id: "r6", kind: "rating", goal: "g1", voice: "jo", rating: 9, date: "2026-03-16" };
  await tool(page, "Open").click();
  await choose(page, JSON.stringify({ ...FILE, log: [...FILE.log, later] }), "team.json");
  await page.getByRole("button", { name: "Put both together" }).click();
  await said(page, "New rating: Jo, 9, See Gran every Sunday");
  await expect(card(page, "See Gran every Sunday").getByText("Jo says 9 and Mum says 3: 6 apart.")).toBeVisible();

  // A goal goes with what belongs to it, its photo too, and no old copy brings it back.
  await keepHere(page);
  await stored(page, "U2VjcmV0");
  await tool(page, "Forget").click();
  await page.getByLabel("Forget something that was written").selectOption({ label: "12 January 2026: Mum set a goal: “Be at school by nine”" });
  await page.getByRole("button", { name: "Forget it", exact: true }).click();
  await said(page, "Forgotten here, in undo too.");
  await expect(card(page, "Be at school by nine")).toHaveCount(0);
  await stored(page, "U2VjcmV0", false);
  await tool(page, "Open").click();
  await choose(page, whole.text);
  await page.getByRole("button", { name: "Put both together" }).click();
  await expect(card(page, "See Gran every Sunday")).toBeVisible();
  expect((await log(page)).map((entry) => entry.id)).not.toContain("g2");

  // Somebody goes with all they said; the one of the same name on the map is the same.
  await tool(page, "Forget").click();
  await page.getByLabel("Forget somebody everywhere").selectOption({ label: "Sue, with all they said" });
  await page.getByRole("button", { name: "Forget them" }).click();
  await expect.poll(() => page.evaluate(() => (document.querySelector("early-action-progress") as HTMLElement & { fileText: string }).fileText)).not.toContain("Sue");
  await stored(page, "Sue", false);

  await page.getByRole("button", { name: "Forget everything…" }).click();
  await expect(page.getByRole("button", { name: "Save it first" })).toBeVisible();
  await page.getByRole("button", { name: "Forget it all now" }).click();
  await expect(page.getByRole("button", { name: "Begin", exact: true })).toBeVisible();
  await stored(page, "Gran", false);
});

test("map and plan of one page are kept once, and an element that is moved stays kept", async ({ page }) => {
  await page.route("**/both.html", (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      body: `<!doctype html><html lang="en"><title>Both</title><link rel="icon" href="data:,"><body>
        <early-action-network></early-action-network><early-action-progress></early-action-progress><footer></footer>
        <script src="/early-action-people.js"></script>`,
    }),
  );
  await page.goto("/both.html");
  const [map, plan] = [page.locator("early-action-network"), page.locator("early-action-progress")];
  await map.getByLabel("Who is in the middle?").fill("Jo");
  await page.keyboard.press("Enter");
  const device = (element: typeof map) =>
    element.getByRole("group", { name: "Your file" }).getByRole("button", { name: "Keep on this device" });
  await device(plan).click();
  await plan.getByRole("button", { name: "Keep it on this device from now on" }).click();
  await device(map).click();
  await expect(map.getByText("Kept on this device, after every step.")).toBeVisible();
  await page.evaluate(() => document.querySelector("footer")!.append(document.querySelector("early-action-progress")!));
  await device(plan).click();
  await expect(plan.getByText("Kept on this device, after every step.")).toBeVisible();
  await map.getByLabel(/^Who is around/).fill("Gran");
  await page.keyboard.press("Enter");
  await stored(page, "Gran");
});
