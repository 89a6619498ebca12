// The report that the command writes, opened as a file: it stands alone, fits, and prints.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";

const root = join(__dirname, "../..");
const command = join(process.env["CARGO_TARGET_DIR"] ?? join(root, "target"), "release/early-action");

const test = base.extend<object, { folder: string }>({
  folder: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), "early-action-report-"));
      await use(folder);
      rmSync(folder, { recursive: true });
    },
    { scope: "worker" },
  ],
});

const models: { id: string }[] = JSON.parse(readFileSync(join(root, "www/models.json"), "utf8"));

for (const { id: model } of models) {
  test(`the report of ${model} fits a telephone and a desk, and prints on three pages`, async ({ page, folder }) => {
    const file = join(folder, `${model}.html`);
    execFileSync(command, ["report", model, "-o", file]);
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    const faults: string[] = [];
    page.on("console", (message) => faults.push(message.text()));
    const address = pathToFileURL(file).href;
    for (const colorScheme of ["light", "dark"] as const) {
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await page.goto(address);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(beyond).toBe(0);
        await expect(page.locator("figure svg:visible")).toHaveCount(5);
        const found = await new AxeBuilder({ page }).analyze();
        expect(found.violations.map((each) => each.id)).toEqual([]);
      }
    }
    expect(new Set(requests)).toEqual(new Set([address]));
    expect(faults).toEqual([]);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(3);
  });
}
