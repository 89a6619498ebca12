// The network map, as a person uses it.
import { expect, test } from "./support";

test("a map is begun, people are added with Enter, and the list is in step", async ({ page }) => {
  await page.goto("/map.html");
  await expect(page.getByText("Nobody sees this until you show them.")).toBeVisible();
  await page.getByLabel("Who is in the middle?").fill("Jo");
  await page.keyboard.press("Enter");
  const add = page.getByLabel("Who is around Jo?");
  await add.fill("Gran");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: "Gran family closest" })).toBeVisible();
  await expect(add).toHaveValue("");
  await page.getByRole("button", { name: "Undo: add Gran" }).click();
  await expect(page.getByRole("row", { name: "Gran" })).toHaveCount(0);
  await page.getByRole("button", { name: "Redo: add Gran" }).click();
  await expect(page.getByRole("row", { name: "Gran" })).toHaveCount(1);
});
