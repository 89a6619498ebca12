// The page that says how to embed: what it gives to be copied is pasted elsewhere and must work.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./support";
import { answer, listen } from "./page";
import { ASKS_HOST, golden, openHost } from "./host";

const snippet = (page: Page, id: string) => page.locator(`#snippet-${id}`).innerText();
const PRICE = "Price of offering a conference, for each family";

/** A policy as the page prints it, with our site in its example's place. */
async function policy(page: Page, kind: string, site: string): Promise<Record<string, string>> {
  const line = await page.locator(`code.csp[data-for="${kind}"]`).innerText();
  const [name, ...value] = line.replaceAll("https://early-action.example", site).split(": ");
  return { [name!.toLowerCase()]: value.join(": ") };
}

const digestIn = (page: Page) => page.frameLocator("iframe").locator("early-action-scenario").evaluate((e: HTMLElement & { digest?: string | null }) => e.digest ?? null);

test.describe("what is copied and pasted on a page of another origin", () => {
  test.use({ expected: ASKS_HOST });

  test("the element and the frame show the same figures, under the policies that are printed", async ({ page, baseURL }) => {
    const site = new URL(baseURL!).origin;
    await page.goto("/how-to-embed.html");
    await page.getByLabel(PRICE).fill("2,500");
    await page.getByLabel("Care that is put off, not prevented").fill("30");
    const [element, frame] = [await snippet(page, "element"), await snippet(page, "frame")];
    const [forElement, forFrame] = [await policy(page, "element", site), await policy(page, "frame", site)];
    expect(element).toContain('set="price_per_family=2500; put_off_share=0.3"');

    await listen(page);
    await openHost(page, element, forElement);
    const { digest } = await answer(page, 0);
    await expect(page.getByText("Uses 2 figures set by this site, not the evidence.")).toBeVisible();
    expect(page.workers().length).toBeGreaterThan(0);

    await openHost(page, frame, forFrame);
    await expect.poll(() => digestIn(page), { timeout: 45_000 }).toBe(digest);
    await expect.poll(() => page.locator("iframe").evaluate((frame: HTMLIFrameElement) => parseInt(frame.style.height || "0", 10))).toBeGreaterThan(900);
  });

  test.describe("where workers are blocked", () => {
    test.use({ expected: /^request: http:\/\/127\.0\.0\.1:\d+\/[a-z]+\.html$|worker-src|Content Security Policy/ });

    test("the element works without the policy's part about workers", async ({ page, baseURL }) => {
      const site = new URL(baseURL!).origin;
      await page.goto("/how-to-embed.html");
      const headers = await policy(page, "element", site);
      const element = await snippet(page, "element");
      await listen(page);
      await openHost(page, element, { "content-security-policy": Object.values(headers)[0]!.replace("worker-src blob:; ", "") });
      expect((await answer(page, 0)).digest).toBe(golden("family-group-conference"));
      expect(page.workers()).toHaveLength(0);
    });
  });
});

test("the builder says what is wrong with a figure, and leaves it out until it is mended", async ({ page }) => {
  await page.goto("/how-to-embed.html");
  const price = page.getByLabel(PRICE);
  await price.fill("a lot");
  await expect(page.locator("#figure-price_per_family-error")).toContainText("Write this as a number");
  expect(await snippet(page, "element")).not.toContain("set=");
  await price.fill("1000000");
  await expect(page.locator("#figure-price_per_family-error")).toContainText("outside the range");
  await price.fill("£1,400");
  await expect(page.locator("#figure-price_per_family-error")).toHaveText("");
  expect(await snippet(page, "frame")).toContain("set=price_per_family%3D1400");
  await page.getByLabel("Scenario", { exact: true }).selectOption("family-group-conference-now");
  await expect(page.getByLabel("Families whom the offer reaches today")).toBeVisible();
  expect(await snippet(page, "address")).toContain("/models/family-group-conference-now.html");
});

test("each way can be copied, and the preview is the frame", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/how-to-embed.html?model=family-group-conference-now");
  for (const [name, id] of [["Copy the address", "address"], ["Copy the element", "element"], ["Copy the div", "div"], ["Copy the frame", "frame"]] as const) {
    await page.getByRole("button", { name }).click();
    await expect(page.locator("#status")).toHaveText("Copied.");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await snippet(page, id));
  }
  await expect.poll(() => digestIn(page), { timeout: 45_000 }).toBe(golden("family-group-conference-now"));
});

test("the address to paste opens the scenario's own page", async ({ page }) => {
  await page.goto("/how-to-embed.html");
  const address = await snippet(page, "address");
  await listen(page);
  await page.goto(address);
  expect((await answer(page, 0)).digest).toBe(golden("family-group-conference"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Family group conferences before care proceedings");
});

for (const scheme of ["light", "dark"] as const) {
  for (const [name, path] of [["how to embed", "/how-to-embed.html"], ["a scenario's own page", "/models/family-group-conference.html"]] as const) {
    test(`axe finds nothing against ${name} in ${scheme} colours`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await listen(page);
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      if (path.startsWith("/models/")) await answer(page, 0);
      // The frame within is tested by itself.
      const { violations } = await new AxeBuilder({ page }).exclude("#preview").analyze();
      expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`)).toEqual([]);
    });
  }
}
