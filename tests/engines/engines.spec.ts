// The self-testing page in every engine that is there.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "../browser/support";
import { engines } from "./sessions";

// The page opens a scenario where workers are forbidden; Chromium says so.
test.use({ expected: /worker-src 'none'/ });

const lines = (text: string) => text.split("\n").filter((line) => line.trim() && !line.startsWith("#"));
const golden = lines(readFileSync(join(__dirname, "../golden/digests.txt"), "utf8"));

/** What each engine that ran has found. */
const found = new Map<string, string[]>();

interface Result {
  state: string;
  rung: string;
  said: string;
  checks: string[];
  failed: string[];
  found: string;
}

const RESULT = `(async () => {
  const result = document.querySelector("#result");
  if (!["passed", "failed"].includes(result.dataset.state)) {
    await new Promise((done) => document.addEventListener("early-action-self-tested", done, { once: true }));
  }
  const texts = (selector) => [...document.querySelectorAll(selector)].map((node) => node.textContent);
  return {
    state: result.dataset.state,
    rung: result.dataset.rung,
    said: result.textContent,
    checks: texts(".checks li .what"),
    failed: texts(".checks li[data-state=failed]"),
    found: document.querySelector("#found").textContent,
  };
})()`;

const DIGEST = `document.querySelector("#shown early-action-scenario").digest`;
const LISTEN = `void (window.settled = new Promise((done) =>
  document.addEventListener("early-action-settled", ({ detail }) => done(detail.digest), { once: true })))`;

for (const engine of engines) {
  test(`the self-testing page passes in ${engine.name}`, async ({ page, baseURL }, info) => {
    test.skip(engine.missing !== undefined, engine.missing);
    await engine.use(page, async ({ version, open, value, press, picture }) => {
      const begun = performance.now();
      await open(new URL("self-test.html", baseURL).href);
      const result = await value<Result>(RESULT);
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      writeFileSync(info.outputPath(`${engine.name}.png`), await picture());
      info.annotations.push({ type: "engine", description: `${engine.name} ${version}: ${result.checks.length} checks in ${seconds} s` });

      expect(result.failed).toEqual([]);
      expect(result.state).toBe("passed");
      expect(result.said).toContain("This device gives the same answers as ours.");
      expect(result.rung).toBe("workers");
      // The page's own word is not taken for it.
      expect(lines(result.found)).toEqual(golden);
      found.set(engine.name, lines(result.found));

      // A key that a person presses, which no script can send.
      const move = async (key: Parameters<typeof press>[0]) => {
        await value(LISTEN);
        await press(key);
        return value<string>("window.settled");
      };
      const before = await value<string>(DIGEST);
      expect(await move("ArrowRight")).not.toBe(before);
      expect(await move("ArrowLeft")).toBe(before);
    });
  });
}

test("all engines that are there give equal digests", async () => {
  const there = engines.filter(({ missing }) => missing === undefined);
  test.skip(there.length < 2, "only one engine is there");
  expect([...found.keys()]).toEqual(there.map(({ name }) => name));
  expect(new Set([...found.values()].map((one) => one.join("\n"))).size).toBe(1);
});
