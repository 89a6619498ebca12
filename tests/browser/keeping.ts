// What the tests of keeping share: a small map, and the files that the page hands over.
import { expect, test, type Locator, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";

/** Begins a map and adds people, as somebody would at the keyboard. */
export async function draw(page: Page, centre: string, people: string[]): Promise<void> {
  await page.getByLabel("Who is in the middle?").fill(centre);
  await page.keyboard.press("Enter");
  for (const name of people) await add(page, name);
}

export async function add(page: Page, name: string): Promise<void> {
  await page.getByLabel(/^Who is around/).fill(name);
  await page.keyboard.press("Enter");
  await expect(row(page, name)).toHaveCount(1);
}

export const row = (page: Page, name: string): Locator => page.getByRole("row", { name });
export const tool = (page: Page, name: string): Locator =>
  page.getByRole("group", { name: "Your file" }).getByRole("button", { name, exact: true });

/** Saves by the panel that is open, and gives the file's name, path and text. */
export async function saved(page: Page): Promise<{ name: string; path: string; text: string }> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the file" }).click();
  const download = await waiting;
  const name = download.suggestedFilename();
  // Under its own name: browsers tell a page by it.
  const path = test.info().outputPath(name);
  await download.saveAs(path);
  return { name, path, text: readFileSync(path, "utf8") };
}

/** Chooses a file in the panel for opening. */
export async function choose(page: Page, text: string | Buffer, name = "our-notes.html"): Promise<void> {
  const buffer = Buffer.from(text);
  await page.getByLabel("The file to open").setInputFiles({ name, mimeType: "text/html", buffer });
}

/** Turns keeping on this device on, and waits until it is kept. */
export async function keepHere(page: Page): Promise<void> {
  await tool(page, "Keep on this device").click();
  await page.getByRole("button", { name: "Keep it on this device from now on" }).click();
  await expect(page.getByText("Kept on this device, after every step.")).toBeVisible();
}

/** From now on nothing more fits on the device; what it gives makes room again. */
export async function fillDevice(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    const full = Object.assign(window, { full: true });
    IDBObjectStore.prototype.put = function (...given) {
      if (full.full) throw new DOMException("no room", "QuotaExceededError");
      return put.apply(this, given);
    };
  });
  return () => page.evaluate(() => void Object.assign(window, { full: false }));
}

/** Waits until what is kept says, or no longer says, a text. */
export async function stored(page: Page, text: string, isThere = true): Promise<void> {
  await expect
    .poll(() => page.evaluate(allStored).then((all) => all.includes(text)))
    .toBe(isThere);
}

function allStored(): Promise<string> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("early-action-kept", 1);
    // Not there yet: nothing is made by looking.
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onerror = () => resolve("");
    opening.onsuccess = () => {
      const database = opening.result;
      const all = database.transaction("files").objectStore("files").getAll();
      all.onsuccess = () => {
        database.close();
        resolve(JSON.stringify(all.result));
      };
      all.onerror = () => reject(all.error);
    };
  });
}
