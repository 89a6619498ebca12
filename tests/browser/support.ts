// What holds for every test: the page writes no error to the console and asks nobody else for anything.
import { test as base, expect, type Page } from "@playwright/test";

export { expect };

interface Options {
  /** What the browser itself says about a page that forbids something: no fault of ours. */
  expected: RegExp | undefined;
}

export const test = base.extend<Options>({
  expected: [undefined, { option: true }],
  page: async ({ page, baseURL, expected }, use) => {
    const faults = watch(page, new URL(baseURL!).origin);
    await use(page);
    expect(faults.filter((fault) => !expected?.test(fault))).toEqual([]);
  },
});

/** Collects what no page of ours may do. Pages that a test opens itself can be watched too. */
export function watch(page: Page, origin: string): string[] {
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    const isLocal = ["blob:", "data:"].includes(url.protocol) || url.origin === origin;
    if (!isLocal) faults.push(`request: ${request.url()}`);
  });
  return faults;
}
