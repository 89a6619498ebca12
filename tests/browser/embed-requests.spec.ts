// What is asked of our site: the stable script, and beyond it only files that carry their hash.
import { after, answer, control } from "./page";
import { ELEMENT, GOLDEN, SCRIPT, expect, test } from "./hosts";

const HASHED = /-([0-9a-f]{12,})\.[a-z0-9]+$/;

test("a long visit asks for the script and for hashed files of the manifest, once each, and for nothing else", async ({ host, page, request }) => {
  const methods = new Set<string>();
  const headers = new Set<string>();
  page.on("request", (asked) => {
    methods.add(asked.method());
    if (asked.url().startsWith(host.site)) Object.keys(asked.headers()).forEach((name) => headers.add(name));
  });
  await page.context().addCookies([{ name: "known", value: "1", url: host.site }]);
  await host.open({ head: SCRIPT, body: ELEMENT });
  expect((await answer(page, 0)).digest).toBe(GOLDEN);
  await after(page, async () => {
    const field = control(page, "Price of offering a conference, for each family").getByRole("textbox");
    await field.fill("900");
    await field.press("Enter");
  });
  await after(page, () => page.getByRole("slider").first().press("PageUp"));
  await page.getByText("All other assumptions").click();
  await page.getByText("About this figure").first().click();
  await page.getByRole("button", { name: "Show as a table" }).first().click();
  await page.getByRole("button", { name: "Copy a link to this" }).click();
  await after(page, () => page.getByRole("button", { name: "Try other random numbers" }).click());
  await after(page, () => page.getByRole("button", { name: "Run 100,000 futures" }).click());

  const asked = host.asked();
  const files = (await (await request.get("/manifest.json")).json()) as Record<string, { sha256: string }>;
  expect(asked[0]).toBe("early-action.js");
  expect(new Set(asked).size).toBe(asked.length);
  expect(asked.length).toBeGreaterThan(1);
  for (const file of asked.slice(1)) {
    const hash = HASHED.exec(file)?.[1];
    expect(hash, file).toBeDefined();
    expect(files[file]!.sha256.startsWith(hash!), file).toBe(true);
  }
  expect([...methods]).toEqual(["GET"]);
  // Nobody is recognised.
  expect([...headers]).not.toContain("cookie");
});
