// The scenario on pages of another origin: whatever a page allows, the same bits or the fallback.
import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import { answer } from "./page";
import { ELEMENT, GOLDEN, MINIMUM, NOTHING_ELSE, SCRIPT, SITE_FOLDER, expect, test, type Host, type HostPage } from "./hosts";

const snippet = (policy?: string): HostPage => ({
  head: SCRIPT,
  body: ELEMENT,
  headers: policy ? { "content-security-policy": policy } : {},
});

/** The golden digest, the fallback gone, and the work done where it should be. */
async function givesTheGoldenDigest(page: Page, inWorkers: boolean): Promise<void> {
  expect((await answer(page, 0)).digest).toBe(GOLDEN);
  await expect(page.locator("early-action-scenario")).toHaveJSProperty("digest", GOLDEN);
  await expect(page.locator(".instead")).toBeHidden();
  expect(page.workers().length > 0).toBe(inWorkers);
}

/** What stands in the snippet is there to read, and its link leads where it says. */
async function keepsTheFallback(host: Host): Promise<void> {
  const { page } = host;
  await expect(page.locator(".instead")).toBeVisible();
  await page.getByRole("link", { name: "Open the scenario" }).click();
  await expect(page).toHaveURL(/#elsewhere$/);
  expect(await page.evaluate(() => window.settledScenarios)).toEqual([]);
}

/** Waits until the element has said that it gives up. */
const hasGivenUp = ({ page }: Host) =>
  page.waitForFunction(() => window.hostFailures > 0);

test("a page without a policy shows the golden digest", async ({ host, page }) => {
  await host.open(snippet());
  await givesTheGoldenDigest(page, true);
});

test("a page with the documented minimum policy shows the golden digest in workers", async ({ host, page }) => {
  await host.open(snippet(MINIMUM));
  await givesTheGoldenDigest(page, true);
});

test("a page that allows nothing but what is documented shows the golden digest in workers", async ({ host, page }) => {
  await host.open(snippet(NOTHING_ELSE));
  await givesTheGoldenDigest(page, true);
});

test("a page isolated from others shows the golden digest where the script asks for CORS", async ({ host, page }) => {
  const headers = { "cross-origin-embedder-policy": "require-corp", "cross-origin-opener-policy": "same-origin" };
  await host.open({ head: SCRIPT.replace("defer=", 'crossorigin="anonymous" defer='), body: ELEMENT, headers });
  await givesTheGoldenDigest(page, true);
});

test("an opaque sandbox shows the golden digest", async ({ host, page }) => {
  host.server.serve("/inner.html", snippet());
  await host.open({ body: '<iframe sandbox="allow-scripts" src="/inner.html" title="A scenario" width="600" height="900"></iframe>' });
  const frame = page.frames()[1]!;
  const settled = await frame.waitForFunction(() => window.settledScenarios[0]!, null, { timeout: 45_000 });
  expect((await settled.jsonValue()).digest).toBe(GOLDEN);
  expect(await frame.evaluate(() => self.origin)).toBe("null");
  expect(page.workers().length).toBeGreaterThan(0);
});

test("a page on a disk shows the golden digest with the script from the site", async ({ host, page }) => {
  const folder = mkdtempSync(join(tmpdir(), "early-action-"));
  writeFileSync(join(folder, "page.html"), host.server.text({ ...snippet(), file: "plain.html" }));
  await host.listen();
  await page.goto(pathToFileURL(join(folder, "page.html")).href);
  await givesTheGoldenDigest(page, true);
});

test.describe("where workers are blocked", () => {
  test.use({ expected: /worker-src 'none'/ });
  test("a page that blocks workers shows the golden digest", async ({ host, page }) => {
    await host.open(snippet("worker-src 'none'"));
    await givesTheGoldenDigest(page, false);
  });
});

test.describe("where Trusted Types are required", () => {
  const types = (names: string) => `${NOTHING_ELSE}; require-trusted-types-for 'script'; trusted-types ${names}`;

  test("workers work out the golden digest where our policy is listed", async ({ host, page }) => {
    await host.open(snippet(types("somebody-else early-action")));
    await givesTheGoldenDigest(page, true);
  });

  test.describe("and our policy is not listed", () => {
    test.use({ expected: /TrustedScriptURL|trusted-types|TrustedTypePolicy/i });
    for (const names of ["somebody-else", "'none'"]) {
      test(`the page itself works out the golden digest where the policies are ${names}`, async ({ host, page }) => {
        await host.open(snippet(types(names)));
        await givesTheGoldenDigest(page, false);
      });
    }
  });
});

test.describe("where the engine cannot run", () => {
  test.use({ expected: /Content Security Policy|Failed to load resource|file:|CORS/ });

  for (const [name, policy] of [
    ["WebAssembly", "script-src $SITE; worker-src blob:; connect-src $SITE"],
    ["the engine's file", "script-src $SITE 'wasm-unsafe-eval'; worker-src blob:; connect-src 'none'"],
  ]) {
    test(`a page that blocks ${name} keeps the fallback and its link`, async ({ host }) => {
      await host.open(snippet(policy));
      await hasGivenUp(host);
      await keepsTheFallback(host);
    });
  }

  test("a page that blocks every script keeps the fallback and its link", async ({ host }) => {
    await host.open(snippet("script-src 'none'"));
    await expect.poll(() => host.notes.join()).toMatch(/early-action\.js/);
    await keepsTheFallback(host);
  });

  test("a browser without WebAssembly keeps the fallback and its link", async ({ host, page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, "WebAssembly"));
    await host.open(snippet());
    await hasGivenUp(host);
    await keepsTheFallback(host);
  });

  test("a page on a disk with the script beside it keeps the fallback and its link", async ({ host, page }) => {
    const folder = mkdtempSync(join(tmpdir(), "early-action-"));
    cpSync(SITE_FOLDER, folder, { recursive: true });
    const script = '<script src="early-action.js"></script>';
    writeFileSync(join(folder, "page.html"), host.server.text({ head: script, body: ELEMENT, file: "plain.html" }));
    await host.listen();
    await page.goto(pathToFileURL(join(folder, "page.html")).href);
    await hasGivenUp(host);
    await keepsTheFallback(host);
  });

  for (const [name, answer] of [
    ["a page instead of the engine", { contentType: "text/html", body: "<!doctype html><title>Not found</title>" }],
    ["half of the engine", { contentType: "application/wasm", body: Buffer.from("0061736d0100000001", "hex") }],
  ] as const) {
    test(`a server that sends ${name} leaves the fallback and its link`, async ({ host, page }) => {
      await page.route("**/*.wasm", (route) => route.fulfill({ ...answer, headers: { "access-control-allow-origin": "*" } }));
      await host.open(snippet());
      await hasGivenUp(host);
      await keepsTheFallback(host);
    });
  }
});

test("the fallback is shown until the scenario is ready", async ({ host, page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  const asked = page.waitForRequest(/\.wasm$/);
  await host.open(snippet());
  await asked;
  await expect(page.locator(".instead")).toBeVisible();
  await expect(page.getByRole("link", { name: "Open the scenario" })).toBeVisible();
  release();
  await givesTheGoldenDigest(page, true);
});
