// A scenario on a page, as a person finds it and as a test waits for it.
import type { Locator, Page } from "@playwright/test";

declare global {
  interface Window {
    settledScenarios: Settled[];
  }
}

/** What an element says when its answer has settled. */
export interface Settled {
  digest: string;
  verdict: string;
  chanceOfSaving: number;
  netCost: number;
  draws: number;
}

/** Remembers every answer from the beginning. Call it before the page is opened. */
export async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    // A page that is opened again brings the script again.
    if (window.settledScenarios) return;
    window.settledScenarios = [];
    document.addEventListener("early-action-settled", (event) => {
      window.settledScenarios.push((event as CustomEvent<Settled>).detail);
    });
  });
}

/** Opens the site's own page and waits for its first whole answer. */
export async function openSite(page: Page, path = "/"): Promise<Settled> {
  await listen(page);
  await page.goto(path);
  return answer(page, 0);
}

/** A page of somebody else's that holds `body`, with headers of its own. */
export async function openPage(page: Page, body: string, headers: Record<string, string> = {}): Promise<void> {
  await page.route("**/fixture.html", (route) =>
    route.fulfill({
      headers: { "content-type": "text/html; charset=utf-8", ...headers },
      body: `<!doctype html><html lang="en"><title>A charity</title><link rel="icon" href="data:,"><body>${body}`,
    }),
  );
  await listen(page);
  await page.goto("/fixture.html");
}

/** The answer after the first `seen` ones. */
export async function answer(page: Page, seen: number): Promise<Settled> {
  const found = await page.waitForFunction((seen) => window.settledScenarios[seen] ?? null, seen, { timeout: 45_000 });
  return (await found.jsonValue()) as Settled;
}

/** Does something and waits for the answer that follows. */
export async function after(page: Page, act: () => Promise<void>): Promise<Settled> {
  const seen = await page.evaluate(() => window.settledScenarios.length);
  await act();
  return answer(page, seen);
}

export const sentence = (page: Page): Locator => page.locator(".ea-sentence");

/** The control of a figure, by its label. */
export const control = (page: Page, label: string): Locator => page.getByRole("group", { name: label, exact: true });
