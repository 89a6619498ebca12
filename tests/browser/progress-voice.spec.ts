// A recording, with a microphone that the browser makes up.
import { log } from "./plan";
import { expect, test } from "./support";

test.use({
  permissions: ["microphone"],
  launchOptions: async ({ launchOptions }, use) => {
    const more = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...more] });
  },
});

test("a recording is made in the page and kept in the file", async ({ page }) => {
  await page.goto("/plan.html");
  await page.getByLabel("In your own words: what should be different?").fill("Sleep through");
  await page.getByLabel("Name, initials or role").fill("Dee");
  await page.getByRole("button", { name: "Begin", exact: true }).click();
  await page.getByText("Notes, photos, voice", { exact: true }).click();
  await page.getByLabel("What the recording is about").fill("Jo sings");
  const record = async () => {
    await page.getByRole("button", { name: "Record" }).click();
    await expect(page.getByRole("button", { name: "Stop and keep" })).toBeVisible();
    await page.getByRole("button", { name: "Stop and keep" }).click();
  };
  // A microphone that gives nothing: said where it happened, and nothing is kept.
  await page.evaluate(() => {
    const size = Object.getOwnPropertyDescriptor(Blob.prototype, "size")!;
    Object.assign(window, { giveSound: () => Object.defineProperty(Blob.prototype, "size", size) });
    Object.defineProperty(Blob.prototype, "size", { ...size, get: () => 0 });
  });
  await record();
  await expect(page.locator(".pp-notice").filter({ hasText: "Nothing was recorded, so nothing is kept." })).toBeVisible();
  expect((await log(page)).map((entry) => entry.kind)).toEqual(["goal"]);
  await page.evaluate(() => (window as unknown as { giveSound(): void }).giveSound());
  // A made-up microphone may have given nothing yet when the hand is as quick as this one: then again.
  const sound = page.getByLabel("Jo sings");
  await expect(async () => {
    await record();
    await expect(sound).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect.poll(() => sound.evaluate((node: HTMLAudioElement) => node.readyState)).toBeGreaterThan(0);
  const kept = await page.evaluate(() => {
    const text = (document.querySelector("early-action-progress") as HTMLElement & { fileText: string }).fileText;
    return (JSON.parse(text) as { media: { type: string; data: string }[] }).media;
  });
  expect(kept).toHaveLength(1);
  expect(kept[0]!.type).toMatch(/^audio\//);
  expect(kept[0]!.data.length).toBeGreaterThan(100);
});
