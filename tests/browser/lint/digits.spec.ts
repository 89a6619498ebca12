// Figures on the page against the answer that the command gives, with its errors.
import { openPage, answer } from "../page";
import { expect, test } from "../support";
import { answerOf, digits, people, says, type Answer } from "./digits";
import type { Finding } from "./rules";

/** Where a page says figures of its answer. Ticks are the axis's own; tables of charts are exact. */
const SAID = ".ea-sentence, .ea-answer .ea-more:not(:has-text('Pays for itself')), figure .ea-title, figure svg text:not(.ea-tick-label)";

for (const model of ["family-group-conference", "family-group-conference-now"]) {
  for (const draws of [300, 10_000]) {
    test(`no digit of ${model} with ${draws} futures is beyond its error`, async ({ page }) => {
      await openPage(page, `<script src="early-action.js"></script><early-action-scenario model="${model}" draws="${draws}"></early-action-scenario>`);
      const { digest } = await answer(page, 0);
      const known = answerOf(model, draws);
      expect(digest).toBe(known.digest);
      const found: Finding[] = [];
      for (const text of await page.locator(SAID).allTextContents()) found.push(...digits(text, known, "the answer and its pictures"));
      for (const picture of await page.locator("svg[role=img]").all()) {
        found.push(...digits((await picture.getAttribute("aria-label")) ?? "", known, "what a picture is called"));
      }
      for (const cell of await page.locator(".ea-lives td").allTextContents()) found.push(...people(cell, known, "what changes for people"));
      expect(found).toEqual([]);
    });
  }
}

const KNOWN: Answer = {
  money: [{ value: -2_483_005, error: 17_958 }, { value: 93_038, error: 45_000 }],
  shares: [{ value: 94.2, error: 0.24 }, { value: 83.4, error: 2.1 }],
  people: [{ value: 30.02, error: 0.18 }, { value: -0.7, error: 0.06 }],
};

test("a digit too many is found", () => {
  const faults = (text: string) => digits(text, KNOWN, "").length;
  expect(faults("likely to save £2.5 million: it costs less in 94 of 100 simulated futures")).toBe(0);
  expect(faults("likely to save £2.48 million")).toBe(1);
  expect(faults("likely to save £2,483,005")).toBe(1);
  expect(faults("an extra cost of £90,000")).toBe(1);
  expect(faults("an extra cost of £100,000")).toBe(0);
  expect(faults("£2.5m less")).toBe(0);
  expect(faults("£2.6m less")).toBe(1);
  expect(faults("it costs less in 83 of 100 simulated futures")).toBe(1);
  expect(faults("it costs less in 85 of 100 simulated futures")).toBe(0);
  expect(faults("90 of 100 simulated futures lie between a saving of £2.5 million and an extra cost of £100,000.")).toBe(0);
  expect(people("30.0", KNOWN, "")).toEqual([]);
  expect(people("+30.1", KNOWN, "")).toHaveLength(1);
  expect(people("−0.7", KNOWN, "")).toHaveLength(1);
  expect(says(0.8, { value: -0.7, error: 0.06 })).toBe(true);
});
