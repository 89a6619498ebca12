// What stands first: nobody sees this, help now, a way out, and what cannot be saved where it stands.
import AxeBuilder from "@axe-core/playwright";
import { draw, tool } from "./keeping";
import { expect, test } from "./support";

test("help now is one press away, offline, and in print, and a host can add to it but take nothing away", async ({ page, context }) => {
  await page.route("**/map.html", async (route) => {
    const body = await (await route.fetch()).text();
    const lines = "Our team: 020 7946 0000 | Night line: 020 7946 0001";
    await route.fulfill({ contentType: "text/html", body: body.replace('id="map"', `id="map" help="${lines}"`) });
  });
  await page.goto("/map.html");
  await expect(page.getByText("Nobody sees this until you show them.")).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Help now" }).click();
  const help = page.getByRole("region", { name: "Help now" });
  await expect(help.getByRole("listitem")).toHaveText([/999/, /0800 1111/, "Our team: 020 7946 0000", "Night line: 020 7946 0001"]);
  await page.getByRole("button", { name: "Help now" }).click();
  await expect(help).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(help).toBeVisible();
  await expect(page.getByRole("button", { name: "Help now" })).toBeHidden();
});

test.describe("a way out", () => {
  test.use({ expected: /^request: https:\/\/www\.bbc\.co\.uk\/weather$/ });

  test("leaving quickly hides everything and leaves no way back", async ({ page }) => {
    await page.route("https://www.bbc.co.uk/weather", (route) => route.fulfill({ contentType: "text/html", body: "<title>Weather</title>" }));
    await page.goto("about:blank");
    await page.goto("/map.html");
    await draw(page, "Jo", ["Gran"]);
    await page.getByRole("button", { name: "Leave this page quickly" }).click();
    await expect(page).toHaveTitle("Weather");
    await page.goBack();
    expect(page.url()).toBe("about:blank");
  });
});

test("where nothing can be saved, this is said before the first entry", async ({ page, baseURL }) => {
  const address = new URL("/map.html", baseURL).href;
  await page.route("**/frame.html", (route) =>
    route.fulfill({ contentType: "text/html", body: `<iframe sandbox="allow-scripts" width="700" height="900" src="${address}"></iframe>` }),
  );
  await page.goto("/frame.html");
  const frame = page.frameLocator("iframe");
  await expect(frame.getByText("Nothing can be saved where this stands.")).toBeVisible();
  await expect(frame.getByLabel("Who is in the middle?")).toBeVisible();
  const link = frame.getByRole("link", { name: "Open in a tab of its own" });
  await expect(link).toHaveAttribute("href", address);
  await frame.getByRole("button", { name: "Save", exact: true }).click();
  await expect(frame.getByRole("button", { name: "Save the file" })).toHaveCount(0);
  await frame.getByRole("button", { name: "Keep on this device" }).click();
  await expect(frame.getByText("This browser keeps nothing here")).toBeVisible();
});

for (const name of ["Save", "Open", "Keep on this device", "Forget"]) {
  test(`axe finds nothing in the panel ${name}, and it opens and closes by keyboard`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto("/map.html");
    await draw(page, "Jo", ["Gran"]);
    await tool(page, name).focus();
    await page.keyboard.press("Enter");
    await expect(tool(page, name)).toHaveAttribute("aria-expanded", "true");
    if (name === "Save") await page.getByLabel("Only who has the passphrase as well").check();
    const found = await new AxeBuilder({ page }).include("early-action-network").analyze();
    expect(found.violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
    await tool(page, name).press("Enter");
    await expect(tool(page, name)).toHaveAttribute("aria-expanded", "false");
  });
}
