// The network map, as a person uses it: keyboard, mouse, finger, paste, undo, paper.
import type { Locator, Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { choose, tool } from "./keeping";
import { expect, test } from "./support";

const TWELVE = [
  "Mum", "Dad", "Gran (closest)", "Aunt May", "Ali, friend", "Best friend Kay", "Mrs Khan, neighbour", "Rex the dog",
  "School", "Boxing club", "Sue (social worker)", "Tom, youth worker",
];

const add = (page: Page): Locator => page.getByRole("textbox", { name: /^Who is around/ });
const drawing = (page: Page): Locator => page.locator(".nm-drawing");
const who = (page: Page, name: string): Locator => drawing(page).getByRole("button", { name: new RegExp(`^${name}[^,]*,`) });
const row = (page: Page, name: string): Locator => page.getByRole("row", { name: new RegExp(`^${name}`) });
const ring = (page: Page, name: string): Locator => page.getByLabel(`How close ${name} is`);
const undo = (page: Page): Locator => page.getByRole("button", { name: /^Undo/ });
const redo = (page: Page): Locator => page.getByRole("button", { name: /^Redo/ });

async function begin(page: Page, name = "Jo"): Promise<void> {
  await page.goto("/map.html");
  await page.getByLabel("Who is in the middle?").fill(name);
  await page.keyboard.press("Enter");
  await expect(add(page)).toBeVisible();
}

async function addAll(page: Page, names: string[]): Promise<void> {
  for (const name of names) {
    await add(page).fill(name);
    await add(page).press("Enter");
    await expect(add(page)).toHaveValue("");
  }
}

/** Where somebody's mark is on the page. */
async function middle(mark: Locator): Promise<{ x: number; y: number }> {
  const box = (await mark.locator(":scope > *").last().boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test("a map is begun, people are added with Enter, and the list is in step", async ({ page }) => {
  await begin(page);
  await expect(page.getByText("Nobody sees this until you show them.")).toBeVisible();
  // Lists to begin with are lists to put right: nobody is on the map before they are added.
  await page.getByRole("button", { name: "Around a parent" }).click();
  await expect(page.getByRole("button", { name: "Add 11 people" })).toBeVisible();
  await expect(drawing(page).getByRole("button")).toHaveCount(1);
  await page.getByRole("button", { name: "Cancel" }).click();
  await addAll(page, ["Gran"]);
  await expect(row(page, "Gran")).toHaveCount(1);
  await expect(who(page, "Gran")).toHaveCount(1);
  await undo(page).click();
  await expect(row(page, "Gran")).toHaveCount(0);
  await expect(who(page, "Gran")).toHaveCount(0);
  await page.getByRole("button", { name: "Redo: add Gran" }).click();
  await expect(row(page, "Gran")).toHaveCount(1);
});

test("a map of twelve people is drawn by keyboard alone", async ({ page }) => {
  await page.goto("/map.html");
  await page.getByLabel("Who is in the middle?").focus();
  await page.keyboard.type("Jo");
  await page.keyboard.press("Enter");
  await expect(add(page)).toBeVisible();
  await add(page).focus();
  for (const name of TWELVE) {
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    await expect(add(page)).toHaveValue("");
  }
  await expect(drawing(page).getByRole("button")).toHaveCount(13);
  // From the field on, by Tab alone, to the drawing.
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => !!document.querySelector("early-action-network")!.shadowRoot!.activeElement?.matches("[data-id]"))) break;
  }
  const focused = () =>
    page.evaluate(() => document.querySelector("early-action-network")!.shadowRoot!.activeElement?.getAttribute("aria-label"));
  expect(await focused()).toBe("Jo, in the middle");
  // Arrows reach everybody.
  const seen = new Set<string>();
  const keys = ["ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft"];
  for (let step = 0; step < 400 && seen.size < 13; step += 1) {
    seen.add((await focused())!);
    await page.keyboard.press(keys[(step * 7 + Math.floor(step / 5) + (step % 3)) % 4]!);
  }
  expect(seen.size).toBeGreaterThan(8);
  // Shift and arrows move whoever has the focus; Enter opens what can be said of them.
  await who(page, "Aunt May").focus();
  const before = await middle(who(page, "Aunt May"));
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(async () => (await middle(who(page, "Aunt May"))).x).toBeGreaterThan(before.x);
  await page.keyboard.press("Enter");
  const editor = page.getByRole("region", { name: "About Aunt May" });
  await expect(editor).toBeFocused();
  await editor.getByLabel("listening").focus();
  await page.keyboard.press("Space");
  await expect(row(page, "Aunt May")).toContainText("listening");
});

test("a map is drawn by mouse: whoever is dragged moves, and nobody else", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 1400 });
  await begin(page);
  await addAll(page, TWELVE);
  const places = async () =>
    Object.fromEntries(
      await Promise.all(
        (await drawing(page).getByRole("button").all()).map(async (mark) => [await mark.getAttribute("data-id"), await middle(mark)]),
      ),
    ) as Record<string, { x: number; y: number }>;
  const gran = who(page, "Gran");
  const id = (await gran.getAttribute("data-id"))!;
  const before = await places();
  const centre = await middle(drawing(page).getByRole("button", { name: "Jo, in the middle" }));
  const from = before[id]!;
  // Straight outwards, to the next ring.
  const to = { x: centre.x + (from.x - centre.x) * 1.7, y: centre.y + (from.y - centre.y) * 1.7 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByRole("button", { name: "Undo: move Gran" })).toBeVisible();
  const after = await places();
  for (const [other, place] of Object.entries(before)) {
    const moved = Math.hypot(after[other]!.x - place.x, after[other]!.y - place.y);
    if (other === id) expect(moved).toBeGreaterThan(25);
    else expect(moved, other).toBeLessThan(1.5);
  }
  await expect(ring(page, "Gran")).not.toHaveValue("1");
  // A click chooses.
  const mum = await middle(who(page, "Mum"));
  await page.mouse.click(mum.x, mum.y);
  await expect(page.getByRole("region", { name: "About Mum" })).toBeVisible();
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 800 } });

  test("a map is drawn by touch", async ({ page }) => {
    await begin(page);
    await addAll(page, TWELVE);
    await drawing(page).scrollIntoViewIfNeeded();
    await page.getByRole("button", { name: "Nearer" }).tap();
    const gran = who(page, "Gran");
    const from = await middle(gran);
    const client = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", x: number, y: number) =>
      client.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
    await touch("touchStart", from.x, from.y);
    for (let step = 1; step <= 6; step += 1) await touch("touchMove", from.x + step * 10, from.y + step * 8);
    await touch("touchEnd", 0, 0);
    await expect(page.getByRole("button", { name: "Undo: move Gran" })).toBeVisible();
    const now = await middle(gran);
    await page.touchscreen.tap(now.x, now.y);
    await expect(page.getByRole("region", { name: "About Gran" })).toBeVisible();
    await page.getByRole("region", { name: "About Gran" }).getByLabel("childcare").tap();
    await expect(row(page, "Gran")).toContainText("childcare");
  });
});

test("twenty-five names are pasted and placed in at most sixty interactions", async ({ page }) => {
  await begin(page);
  let interactions = 0;
  const does = async (act: Promise<unknown>) => {
    interactions += 1;
    await act;
  };
  const first = ["Ann", "Ben", "Cat", "Dev", "Eli", "Fay", "Gus", "Hal", "Ivy", "Jay", "Kim", "Lou", "Max", "Nia", "Oli"];
  const names = [...first, "Mum", "Dad", "Gran", "Aunt May", "Sue (social worker)", "Mr Bell, teacher", "Rex the dog", "School", "Choir", "Mrs Khan, neighbour"];
  expect(names).toHaveLength(25);
  await does(page.getByRole("button", { name: "Paste a list" }).click());
  await does(page.getByRole("textbox", { name: "One name a line" }).fill(names.join("\n")));
  // Of fifteen nothing could be guessed: kind and ring are chosen for each.
  for (const name of first) {
    await does(page.getByLabel(`What ${name} is`).selectOption("friend"));
    await does(page.getByLabel(`How close ${name} is`).selectOption("2"));
  }
  await does(page.getByRole("button", { name: "Add 25 people" }).click());
  expect(interactions).toBeLessThanOrEqual(60);
  await expect(drawing(page).getByRole("button")).toHaveCount(26);
  await expect(ring(page, "Ann")).toHaveValue("2");
  await expect(ring(page, "Gran")).toHaveValue("1");
  await expect(page.getByLabel("What Sue is")).toHaveValue("worker");
  for (const mark of await drawing(page).getByRole("button").all()) {
    expect(await mark.getAttribute("aria-label")).not.toContain("not said");
  }
  await undo(page).click();
  await expect(drawing(page).getByRole("button")).toHaveCount(1);
});

test("several lines pasted into the one line become a list", async ({ page }) => {
  await begin(page);
  await add(page).focus();
  await page.evaluate(() => {
    const field = document.querySelector("early-action-network")!.shadowRoot!.activeElement!;
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "Mum\nDad\nGran");
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await page.getByRole("button", { name: "Add 3 people" }).click();
  await expect(drawing(page).getByRole("button")).toHaveCount(4);
});

test("everything is undone to nothing and done again", async ({ page }) => {
  test.slow();
  await begin(page);
  await addAll(page, TWELVE);
  await ring(page, "Gran").selectOption("4");
  await page.getByRole("button", { name: "Gran", exact: true }).click();
  await page.getByLabel("How it feels").selectOption("difficult");
  const file = () =>
    page.evaluate(() => {
      const { fileText } = document.querySelector("early-action-network") as HTMLElement & { fileText: string };
      // Times of writing go on; what is written does not.
      return JSON.stringify(JSON.parse(fileText), (key, value) => (["at", "at_fields", "removed", "life"].includes(key) ? undefined : value));
    });
  const whole = await file();
  let steps = 0;
  while ((await undo(page).count()) && (await undo(page).getAttribute("aria-disabled")) === "false") {
    await undo(page).click();
    steps += 1;
  }
  expect(steps).toBeGreaterThanOrEqual(TWELVE.length + 2);
  await expect(page.getByLabel("Who is in the middle?")).toBeVisible();
  for (let step = 0; step < steps; step += 1) await redo(page).click();
  await expect(redo(page)).toHaveAttribute("aria-disabled", "true");
  expect(await file()).toBe(whole);
});

test("when services step back, who is left is said and those who go fade", async ({ page }) => {
  await page.goto("/map.html");
  await page.getByRole("button", { name: "Example: about to leave care" }).click();
  await expect(page.getByRole("heading", { name: /^Fictional example/ })).toBeVisible();
  await page.getByRole("switch", { name: "When services step back, who is left?" }).click();
  const answer = page.getByRole("region", { name: "Who would be left" });
  await expect(answer).toContainText("8 of 10 would go.");
  await expect(answer).toContainText("Left: Gran and Best friend Ash.");
  await expect(answer).toContainText("in 90 of 100 futures");
  await expect(drawing(page).getByRole("button", { name: /would have gone$/ })).toHaveCount(8);
  await page.getByRole("switch").click();
  await expect(answer).toHaveCount(0);
  // On the eighteenth birthday only those go who stay until then.
  await page.getByText("On a date, or on a birthday").click();
  await page.getByLabel("On this birthday").fill("18");
  await page.getByLabel("On this birthday").press("Enter");
  await expect(answer).toContainText("6 of 10 would go.");
});

test("the map goes on one page of paper, and so do sheets to draw on", async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => void window.dispatchEvent(new Event("beforeprint"));
  });
  await page.goto("/map.html");
  await page.getByRole("button", { name: "Example: a family" }).click();
  await tool(page, "Print and other files").click();
  for (const [button, said, size] of [
    ["Print the map", "Fictional example: who is around Jo?", [595, 842]],
    ["Print an empty sheet (A4)", "Who is around me?", [595, 842]],
    ["Print an empty sheet (A3)", "Who is around me?", [842, 1191]],
  ] as const) {
    await page.getByRole("button", { name: button }).click();
    await expect(page.locator(".nm-paper text").first()).toHaveText(said);
    await expect(page.locator("[data-early-action-print]").first()).toBeAttached();
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    const box = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf)!;
    expect(Math.round(Number(box[1]))).toBeCloseTo(size[0], -1);
    expect(Math.round(Number(box[2]))).toBeCloseTo(size[1], -1);
    await page.evaluate(() => void window.dispatchEvent(new Event("afterprint")));
    await expect(page.locator("[data-early-action-print]")).toHaveCount(0);
  }
});

test("pictures and tables are saved, and come back", async ({ page }) => {
  await page.goto("/map.html");
  await page.getByRole("button", { name: "Example: a family" }).click();
  await tool(page, "Print and other files").click();
  const save = async (name: string) => {
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    return readFileSync((await file.path())!);
  };
  expect((await save("Picture (SVG)")).toString()).toContain("Mrs Khan");
  expect((await save("Picture (PNG)")).subarray(1, 4).toString()).toBe("PNG");
  const table = await save("People as a table (CSV)");
  expect(table.toString()).toContain("Aunt May");
  expect((await save("Network (GraphML)")).toString()).toContain("<graphml");
  // A table of people opens as a map, in place of this one or beside it.
  await tool(page, "Open").click();
  await choose(page, table, "map.csv");
  await page.getByRole("button", { name: "Open the file instead" }).click();
  await expect(page.getByText("The file is open.")).toBeVisible();
  await expect(row(page, "Aunt May")).toHaveCount(1);
});
