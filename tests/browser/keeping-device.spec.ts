// Keeping on this device: asked for, written after every step, two tabs, and everything that can go wrong.
import { add, choose, draw, fillDevice, keepHere, row, saved, stored, tool } from "./keeping";
import { expect, test, watch } from "./support";

test.beforeEach(async ({ page }) => {
  await page.goto("/map.html");
});

test("nothing is stored unless somebody asks", async ({ page }) => {
  await draw(page, "Jo", ["Gran"]);
  const names = await page.evaluate(async () => (await indexedDB.databases()).map((database) => database.name));
  expect(names).toEqual([]);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});

test("a tab closed in the middle of an edit loses only the entry being typed", async ({ page, context, baseURL }) => {
  await draw(page, "Jo", ["Gran"]);
  await keepHere(page);
  await add(page, "Best friend Ali");
  await stored(page, "Ali");
  await page.getByLabel(/^Who is around/).fill("Half a na");
  await page.close({ runBeforeUnload: false });

  const again = await context.newPage();
  const faults = watch(again, new URL(baseURL!).origin);
  await again.goto("/map.html");
  // Nothing is shown until somebody asks.
  await expect(again.getByText("Kept on this device", { exact: true })).toBeVisible();
  await expect(again.getByText("Gran")).toHaveCount(0);
  await again.getByRole("button", { name: "Go on with notes 1" }).click();
  await expect(row(again, "Gran")).toHaveCount(1);
  await expect(row(again, "Ali")).toHaveCount(1);
  await add(again, "Neighbour Bo");
  await stored(again, "Bo");
  expect(faults).toEqual([]);
});

test("two tabs at once lose nothing", async ({ page, context, baseURL }) => {
  await draw(page, "Jo", ["Gran"]);
  await keepHere(page);
  await stored(page, "Gran");
  const other = await context.newPage();
  const faults = watch(other, new URL(baseURL!).origin);
  await other.goto("/map.html");
  await other.getByRole("button", { name: "Go on with notes 1" }).click();
  await expect(row(other, "Gran")).toHaveCount(1);
  // Both write without waiting for each other.
  await Promise.all([add(page, "Ali"), add(other, "Bo")]);
  await Promise.all([add(page, "Cid"), add(other, "Dee")]);
  for (const tab of [page, other]) {
    for (const name of ["Gran", "Ali", "Bo", "Cid", "Dee"]) await expect(row(tab, name)).toHaveCount(1);
  }
  for (const name of ["Ali", "Bo", "Cid", "Dee"]) await stored(page, name);
  expect(faults).toEqual([]);
});

test("several plans on one device are kept apart", async ({ page, context }) => {
  await draw(page, "Jo", ["Gran"]);
  await keepHere(page);
  await stored(page, "Gran");
  const other = await context.newPage();
  await other.goto("/map.html");
  await draw(other, "Kim", ["Uncle Lou"]);
  await keepHere(other);
  await stored(other, "Lou");
  const third = await context.newPage();
  await third.goto("/map.html");
  await expect(third.getByText("Notes 1, last changed on")).toBeVisible();
  await third.getByRole("button", { name: "Go on with notes 2" }).click();
  await expect(row(third, "Lou")).toHaveCount(1);
  await expect(row(third, "Gran")).toHaveCount(0);

  // A file that is opened instead is not mixed with the one that is kept.
  await tool(page, "Open").click();
  await choose(page, '{"early_action":1,"maps":[{"id":"m","people":[{"id":"x","name":"Xan"}]}]}');
  await page.getByRole("button", { name: "Open the file instead" }).click();
  await expect(row(page, "Xan")).toHaveCount(1);
  await add(page, "Yve");
  await tool(page, "Keep on this device").click();
  await expect(page.getByRole("button", { name: "Keep it on this device from now on" })).toBeVisible();
  await stored(page, "Xan", false);
});

test("where storage is refused, this is said and a file is saved instead", async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("no", "SecurityError");
    };
  });
  await page.reload();
  await draw(page, "Jo", ["Gran"]);
  await tool(page, "Keep on this device").click();
  await expect(page.getByText("This browser keeps nothing here")).toBeVisible();
  await expect(page.getByRole("button", { name: "Keep it on this device from now on" })).toHaveCount(0);
  await tool(page, "Save").click();
  expect((await saved(page)).text).toContain("Gran");
});

test("when there is no room left, this is said, and everything is kept once there is", async ({ page }) => {
  await draw(page, "Jo", ["Gran"]);
  await keepHere(page);
  await stored(page, "Gran");
  const makeRoom = await fillDevice(page);
  await add(page, "Ali");
  await expect(page.locator(".kp-said").filter({ hasText: "There is no room left on this device" })).toBeVisible();
  await expect(row(page, "Ali")).toHaveCount(1);
  await makeRoom();
  await add(page, "Bo");
  await expect(page.getByText("It is kept again: nothing is missing.")).toBeVisible();
  await stored(page, "Ali");
});

test("when the browser has cleared its storage, this is said and it is kept again", async ({ page }) => {
  await draw(page, "Jo", ["Gran"]);
  await keepHere(page);
  await stored(page, "Gran");
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase("early-action-kept").onsuccess = resolve;
      }),
  );
  await add(page, "Ali");
  await expect(page.getByText("The browser had cleared what was kept.")).toBeVisible();
  await stored(page, "Gran");
});

test("a clock set back is said and loses nothing", async ({ page, context }) => {
  await page.clock.setFixedTime(new Date("2026-06-10T10:00:00"));
  await page.reload();
  await draw(page, "Jo", ["Gran"]);
  await keepHere(page);
  await stored(page, "Gran");
  const later = await context.newPage();
  await later.clock.setFixedTime(new Date("2020-01-01T10:00:00"));
  await later.goto("/map.html");
  await later.getByRole("button", { name: "Go on with notes 1" }).click();
  await expect(later.getByText("This device’s date lies before the day of the last change.")).toBeVisible();
  await add(later, "Ali");
  await stored(later, "Ali");
  await expect(row(page, "Ali")).toHaveCount(1);
});

test("somebody is forgotten everywhere, undo history too", async ({ page }) => {
  await draw(page, "Jo", ["Gran", "Zebedee"]);
  await keepHere(page);
  await stored(page, "Zebedee");
  await tool(page, "Save").click();
  const before = await saved(page);
  await tool(page, "Forget").click();
  await page.getByLabel("Forget somebody everywhere").selectOption("Zebedee");
  await page.getByRole("button", { name: "Forget them" }).click();
  await expect(row(page, "Zebedee")).toHaveCount(0);
  await stored(page, "Zebedee", false);
  const undo = page.getByRole("button", { name: /^Undo/ });
  while ((await undo.textContent()) !== "Undo: begin the map") await undo.click();
  const redo = page.getByRole("button", { name: /^Redo/ });
  while ((await redo.getAttribute("aria-disabled")) !== "true") await redo.click();
  await expect(row(page, "Gran")).toHaveCount(1);
  expect(await page.locator("early-action-network").evaluate((element) => element.shadowRoot!.innerHTML)).not.toContain("Zebedee");
  await tool(page, "Save").click();
  expect((await saved(page)).text).not.toContain("Zebedee");
  // An old copy does not bring them back.
  await tool(page, "Open").click();
  await choose(page, before.text);
  await page.getByRole("button", { name: "Put both together" }).click();
  await expect(row(page, "Gran")).toHaveCount(1);
  await expect(row(page, "Zebedee")).toHaveCount(0);
});

test("everything is forgotten, in other tabs too, after saving was offered", async ({ page, context }) => {
  await draw(page, "Jo", ["Gran"]);
  await keepHere(page);
  await stored(page, "Gran");
  const other = await context.newPage();
  await other.goto("/map.html");
  await other.getByRole("button", { name: "Go on with notes 1" }).click();
  await expect(row(other, "Gran")).toHaveCount(1);
  await tool(page, "Forget").click();
  await page.getByRole("button", { name: "Forget everything…" }).click();
  await expect(page.getByRole("button", { name: "Save it first" })).toBeVisible();
  await page.getByRole("button", { name: "Forget it all now" }).click();
  await expect(page.getByText("Everything here is forgotten.")).toBeVisible();
  await expect(page.getByLabel("Who is in the middle?")).toBeVisible();
  await expect(other.getByText("This was taken off the device in another tab")).toBeVisible();
  await expect(row(other, "Gran")).toHaveCount(0);
  await stored(page, "Gran", false);
  await page.reload();
  await expect(page.getByText("Nobody sees this until you show them.")).toBeVisible();
  await expect(page.getByText("Kept on this device", { exact: true })).toHaveCount(0);
});
