// The file that families keep: saved, read with script off, locked, opened, refused.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { add, choose, draw, row, saved, tool } from "./keeping";
import { expect, test } from "./support";

const PLAN = readFileSync(join(__dirname, "../networks/plan.json"), "utf8");

test.beforeEach(async ({ page }) => {
  await page.goto("/map.html");
});

test("a saved map reads with script off and asks nobody for anything", async ({ page, browser }) => {
  await draw(page, "Jo", ["Gran", "<b>Al</b>"]);
  await tool(page, "Save").click();
  const { name, path, text } = await saved(page);
  expect(name).toMatch(/^our-notes-\d{4}-\d\d-\d\d\.html$/);
  expect(text).not.toContain("<b>Al</b>");
  await expect(page.locator(".kp-said").filter({ hasText: "Saved as our-notes" })).toBeVisible();

  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  const kept = await context.newPage();
  const asked: string[] = [];
  const said: string[] = [];
  kept.on("request", (request) => void asked.push(request.url()));
  kept.on("console", (message) => void said.push(message.text()));
  await kept.goto(pathToFileURL(path).href);
  await expect(kept).toHaveTitle("Our notes");
  await expect(kept.getByRole("heading", { name: "Who is around Jo" })).toBeVisible();
  await expect(kept.getByRole("rowheader", { name: "Gran" })).toBeVisible();
  await expect(kept.getByText("<b>Al</b>")).toBeVisible();
  await expect(kept.getByText("0800 1111")).toBeVisible();
  expect(asked).toEqual([pathToFileURL(path).href]);
  expect(said).toEqual([]);
  const width = await kept.evaluate(() => document.documentElement.scrollWidth).catch(() => 360);
  expect(width).toBeLessThanOrEqual(360);
  await context.close();
});

test("a saved map opens again as it was, and two files are put together", async ({ page }) => {
  await draw(page, "Jo", ["Gran"]);
  await tool(page, "Save").click();
  const first = await saved(page);
  await add(page, "Best friend Ali");

  await tool(page, "Open").click();
  await choose(page, first.text);
  await page.getByRole("button", { name: "Put both together" }).click();
  await expect(page.getByText("Nothing new came in")).toBeVisible();
  await expect(row(page, "Ali")).toHaveCount(1);

  await tool(page, "Open").click();
  await choose(page, PLAN, "plan.json");
  await page.getByRole("button", { name: "Put both together" }).click();
  await expect(page.getByText("New goal: See Gran more")).toBeVisible();
  await expect(row(page, "Ali")).toHaveCount(1);

  await tool(page, "Open").click();
  await choose(page, first.text);
  await page.getByRole("button", { name: "Open the file instead" }).click();
  await expect(row(page, "Ali")).toHaveCount(0);
  await expect(row(page, "Gran")).toHaveCount(1);
});

test("a locked map opens with its passphrase only", async ({ page }) => {
  await draw(page, "Rosalind", ["Gran"]);
  await tool(page, "Save").click();
  await page.getByLabel("Only who has the passphrase as well").check();
  await page.getByRole("button", { name: "Save the file" }).click();
  await expect(page.getByText("Give a passphrase.")).toBeVisible();
  const passphrase = page.getByLabel("Passphrase", { exact: true });
  await passphrase.fill("rosalind2014");
  await expect(page.getByText("little more than a name")).toBeVisible();
  await passphrase.fill("plum kettle river");
  await expect(page.getByText("little more than a name")).toHaveCount(0);
  // The page answers while a worker locks: frames go on as long as this is said.
  await page.evaluate(() => {
    const seen = Object.assign(window, { seen: 0 });
    const root = document.querySelector("early-action-network")!.shadowRoot!;
    const count = () => {
      if (root.querySelector(".kp-said")?.textContent?.startsWith("Locking…")) seen.seen += 1;
      requestAnimationFrame(count);
    };
    count();
  });
  const { name, text } = await saved(page);
  expect(await page.evaluate(() => (window as unknown as { seen: number }).seen)).toBeGreaterThan(10);
  expect(name).toMatch(/^our-notes-locked-/);
  expect(text).not.toContain("Rosalind");
  expect(text).toContain("This page is locked with a passphrase.");

  await page.reload();
  await tool(page, "Open").click();
  await choose(page, text);
  const field = page.getByLabel("The passphrase of this file");
  await field.fill("plum kettle rivers");
  await field.press("Enter");
  await expect(page.getByText("This passphrase does not open this file, or the file was changed")).toBeVisible();
  await field.fill("plum  kettle river ");
  await field.press("Enter");
  await expect(row(page, "Gran")).toHaveCount(1);

  // The page around was changed: said, and opened only if that is wanted.
  await page.reload();
  await tool(page, "Open").click();
  await choose(page, text.replace("This page is locked", "Ring us. This page is locked"));
  await expect(page.getByText("The page around the locked part was changed")).toBeVisible();
  await field.fill("plum kettle river");
  await field.press("Enter");
  await expect(page.locator(".kp-said").filter({ hasText: "The page around the locked part" })).toBeVisible();
  await expect(row(page, "Gran")).toHaveCount(0);
  await page.getByLabel(/^I know where this file comes from/).check();
  await page.getByRole("button", { name: "Unlock" }).click();
  await expect(row(page, "Gran")).toHaveCount(1);
});

test("corrupt, truncated, foreign and hostile files are refused and the open map stays", async ({ page }) => {
  await draw(page, "Jo", ["Gran"]);
  await tool(page, "Save").click();
  const { text } = await saved(page);
  await tool(page, "Open").click();
  const cases: [string | Buffer, RegExp][] = [
    ["", /There is nothing in this file/],
    [text.slice(0, text.length / 2), /The end of this file is missing/],
    [text.slice(0, -60), /The end of this file is missing/],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0]), /This file was not saved here/],
    ["<!doctype html><html><p>Hello</p></html>", /not one that was saved here/],
    [text.replace('"early_action":1', '"early_action":2'), /written by a later version/],
    [text.replace('"people"', '"peopel"'), /there is no field `peopel` here/],
    [`{"early_action":1,"voices":[{"id":"v","name":"A"},{"id":"v","name":"B"}]}`, /stands here twice/],
    [`{"early_action":1,"log":[${'{"id":"x","kind":"note"},'.repeat(200_000)}]}`, /What this file holds is not right/],
    [`{"early_action":1,"log":${"[".repeat(500_000)}`, /What this file holds is not right/],
  ];
  for (const [file, reason] of cases) {
    await choose(page, file);
    await expect(page.locator(".kp-said").filter({ hasText: reason })).toBeVisible();
    await expect(row(page, "Gran")).toHaveCount(1);
  }
});

test("a file goes through the share sheet where there is one", async ({ page }) => {
  await page.addInitScript(() => {
    const given: { name: string; type: string }[] = [];
    Object.assign(window, { given });
    navigator.canShare = (data) => data?.files?.every((file) => file.type === "text/html") ?? false;
    navigator.share = async (data) => void given.push(...(data?.files ?? []));
  });
  await page.reload();
  await draw(page, "Jo", ["Gran"]);
  await tool(page, "Save").click();
  await page.getByRole("button", { name: "Share…" }).click();
  await expect(page.getByText("Handed over.")).toBeVisible();
  const given = await page.evaluate(() => {
    const { given } = window as unknown as { given: File[] };
    return given.map((file) => file.name);
  });
  expect(given).toEqual([expect.stringMatching(/^our-notes-.*\.html$/)]);
});

test("a copy for a reader leaves out what they may not see", async ({ page }) => {
  await tool(page, "Open").click();
  await choose(page, `{"early_action":1,"voices":[{"id":"v1","name":"Jo"},{"id":"v2","name":"Mum"}],"maps":[{"id":"m",
    "people":[{"id":"a","name":"Gran"},{"id":"b","name":"Zebedee","sees":["v1"]}]}]}`);
  await expect(row(page, "Zebedee")).toHaveCount(1);
  await tool(page, "Save").click();
  expect((await saved(page)).text).toContain("Zebedee");
  await page.getByLabel("Who is it for?").selectOption({ label: "Mum: only what Mum may see" });
  const copy = await saved(page);
  expect(copy.text).toContain("Gran");
  expect(copy.text).not.toContain("Zebedee");
});
