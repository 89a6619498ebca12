// The one file that needs no network, opened from a disk.
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import type { Page, TestInfo } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { answer, listen } from "./page";
import { golden } from "./host";

/** The file as somebody downloads it, and all that it asks for once it is opened. */
async function open(page: Page, info: TestInfo): Promise<{ requests: string[]; faults: string[] }> {
  const url = new URL("early-action-offline.html", info.project.use.baseURL);
  const file = info.outputPath("early action (1).html");
  writeFileSync(file, await (await fetch(url)).text());
  const [requests, faults]: string[][] = [[], []];
  page.on("request", (request) => requests!.push(request.url()));
  page.on("console", (message) => message.type() === "error" && faults!.push(message.text()));
  page.on("pageerror", (error) => faults!.push(error.message));
  await listen(page);
  await page.goto(pathToFileURL(file).href);
  return { requests: requests!, faults: faults! };
}

test("the offline file opened from a disk gives the golden digest and asks nobody for anything", async ({ page }, info) => {
  const { requests, faults } = await open(page, info);
  // The workshop and the explorer, in whatever order.
  const digests = [(await answer(page, 0)).digest, (await answer(page, 1)).digest];
  const expected = golden("family-group-conference");
  expect(digests).toEqual([expected, expected]);
  expect(await page.locator("early-action-scenario").evaluate((e: HTMLElement & { digest?: string }) => e.digest)).toBe(expected);
  expect(page.workers().length).toBeGreaterThan(0);
  await expect(page.getByText("All three scenes are ready.")).toBeVisible({ timeout: 45_000 });
  const asked = requests.filter((url) => !url.startsWith("blob:") && !url.startsWith("data:"));
  expect(asked).toEqual([page.url()]);
  expect(faults).toEqual([]);
});

test("a scenario in the offline file follows a slider and returns to the same bits", async ({ page }, info) => {
  const { faults } = await open(page, info);
  await answer(page, 1);
  const seen = () => page.evaluate(() => window.settledScenarios.length);
  const before = await seen();
  await page.getByRole("slider").first().press("PageUp");
  expect((await answer(page, before)).digest).not.toBe(golden("family-group-conference"));
  await page.getByRole("button", { name: "Take back all changes" }).click();
  expect((await answer(page, before + 1)).digest).toBe(golden("family-group-conference"));
  expect(faults).toEqual([]);
});

test("axe finds nothing against the offline file", async ({ page }, info) => {
  await open(page, info);
  await answer(page, 1);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`)).toEqual([]);
});
