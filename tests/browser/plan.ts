// A plan on a page, as a test fills and reads it.
import type { Page } from "@playwright/test";
import { expect } from "./support";

/** A plan of a child, a mother and a worker: two goals, three steps, ratings of two months. */
export const FILE = {
  early_action: 1,
  voices: [
    { id: "jo", name: "Jo", kind: "child", at: [1, "a"] },
    { id: "mum", name: "Mum", kind: "parent", at: [2, "a"] },
    { id: "sue", name: "Sue", kind: "worker", at: [3, "a"] },
  ],
  maps: [
    {
      id: "m",
      date: "2026-01-05",
      centre: "p0",
      people: [
        { id: "p0", name: "Jo" },
        { id: "p1", name: "Gran", kind: "family" },
        { id: "p2", name: "Sue", kind: "worker" },
      ],
    },
  ],
  log: [
    { id: "g1", kind: "goal", voice: "jo", author: "sue", text: "See Gran every Sunday", area: "family", date: "2026-01-05" },
    { id: "g2", kind: "goal", voice: "mum", text: "Be at school by nine", area: "school", date: "2026-01-12" },
    { id: "s1", kind: "step", goal: "g1", voice: "jo", text: "Ring Gran on Friday", helpers: ["p1"], date: "2026-01-12" },
    { id: "s2", kind: "step", goal: "g2", voice: "sue", text: "Breakfast club every morning", asked_by: "the school", helpers: ["p2"], due: "2026-04-01", date: "2026-01-12" },
    { id: "s3", kind: "step", goal: "g2", voice: "sue", text: "Breakfast club each morning", asked_by: "the nurse", date: "2026-01-12" },
    { id: "e1", kind: "event", text: "Dad moved out", date: "2026-02-01" },
    { id: "r1", kind: "rating", goal: "g1", voice: "jo", rating: 2, low: "never", high: "every Sunday", date: "2026-01-05" },
    { id: "r2", kind: "rating", goal: "g1", voice: "jo", rating: 3, date: "2026-01-19" },
    { id: "r3", kind: "rating", goal: "g1", voice: "jo", rating: 4, date: "2026-02-02" },
    { id: "r4", kind: "rating", goal: "g1", voice: "jo", rating: 5, date: "2026-02-16" },
    { id: "r5", kind: "rating", goal: "g1", voice: "jo", rating: 6, date: "2026-03-02" },
    { id: "q1", kind: "rating", goal: "g1", voice: "mum", rating: 3, low: "not at all", high: "like before", date: "2026-03-02" },
  ],
};

/** Opens a plan that holds this file. */
export async function open(page: Page, file: object = FILE): Promise<void> {
  await page.goto("/plan.html");
  await expect(page.getByText("Nobody sees this until you show them.")).toBeVisible();
  await page.evaluate((text) => {
    (document.querySelector("early-action-progress") as HTMLElement & { fileText: string }).fileText = text;
  }, JSON.stringify(file));
  await expect(page.getByRole("heading", { name: "Our plan", exact: true, level: 2 })).toBeVisible();
}

interface Entry {
  [field: string]: unknown;
}

/** The log of the file as it is now. */
export async function log(page: Page): Promise<Entry[]> {
  const text = await page.evaluate(
    () => (document.querySelector("early-action-progress") as HTMLElement & { fileText: string }).fileText,
  );
  return (JSON.parse(text) as { log: Entry[] }).log;
}

/** What the page asks for from now on: blobs of its own are no requests to anybody. */
export function requests(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("blob:")) asked.push(request.url());
  });
  return asked;
}

export const card = (page: Page, goal: string) => page.getByRole("article", { name: goal });
