// The network map: hostile files, whom a copy shows, access, and that nothing leaves the page.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { choose, saved, tool } from "./keeping";
import { expect, test } from "./support";

async function example(page: Page): Promise<void> {
  await page.goto("/map.html");
  await page.getByRole("button", { name: "Example: a family" }).click();
  await expect(page.locator(".nm-drawing")).toBeVisible();
}

const open = async (page: Page, name: string, text: string | Buffer): Promise<void> => {
  const button = tool(page, "Open");
  if ((await button.getAttribute("aria-expanded")) === "false") await button.click();
  await choose(page, text, name);
};

const said = (page: Page) => page.locator(".kp-said");

test("files that are corrupt, cut, too large or hostile are refused, and the open map stays", async ({ page }) => {
  await example(page);
  const rows = await page.getByRole("row").count();
  const whole = await page.evaluate(() => (document.querySelector("early-action-network") as HTMLElement & { fileText: string }).fileText);
  const many = `from,to\n${"Ann,Bob\n".repeat(1_000_000)}`;
  for (const [name, text, reason] of [
    ["cut.json", whole.slice(0, whole.length / 2), /not opened/],
    ["twice.json", '{"people":[{"id":"a","name":"A"},{"id":"a","name":"B"}]}', /stands here twice/],
    ["fields.json", '{"people":[{"id":"a","name":"A","evil":1}]}', /no field `evil`/],
    ["later.json", '{"early_action":99}', /later version/],
    ["many.csv", many, /rows/],
    ["entity.graphml", '<!DOCTYPE g [<!ENTITY a "b">]><graphml/>', /not opened/],
    ["nothing.csv", "", /empty/],
    ["bytes.csv", Buffer.from([0xff, 0xfe, 0x00, 0x01]), /UTF-8/],
  ] as const) {
    await open(page, name, text as string | Buffer);
    await expect(said(page), name).toContainText(reason);
    await expect(said(page), name).toContainText("It was not opened, and what you have here is as it was.");
    expect(await page.getByRole("row").count(), name).toBe(rows);
  }
  // Somebody's page may ask for it, too.
  const thrown = await page.evaluate(() => {
    const map = document.querySelector("early-action-network") as HTMLElement & { fileText: string };
    try {
      map.fileText = "{";
      return "";
    } catch (error) {
      return String(error);
    }
  });
  expect(thrown).toContain("TypeError");
  expect(await page.getByRole("row").count()).toBe(rows);
});

test("a name that is markup stays a name", async ({ page }) => {
  await example(page);
  const name = '<img src=x onerror="document.title=1">';
  await open(page, "names.json", JSON.stringify({ centre: "a", people: [{ id: "a", name: "A" }, { id: "b", name }] }));
  await page.getByRole("button", { name: "Open the file instead" }).click();
  await expect(page.getByRole("row", { name })).toHaveCount(1);
  await expect(page).toHaveTitle("Map");
});

test("a copy for one reader holds no byte of what is kept from them", async ({ page }) => {
  await example(page);
  await page.getByRole("button", { name: "Uncle Joe", exact: true }).click();
  await page.getByLabel("Note").fill("Saw him in Leeds");
  await page.getByLabel("Note").press("Tab");
  await page.getByText("Who may see this", { exact: true }).click();
  await page.getByLabel("Who may see this in a copy").selectOption("me");
  await tool(page, "Save").click();
  await page.getByLabel("Who is it for?").selectOption({ label: "Somebody else: only what everybody may see" });
  const { text: copy } = await saved(page);
  expect(copy).toContain("Aunt May");
  expect(copy).not.toContain("Uncle Joe");
  expect(copy).not.toContain("Leeds");
});

test("another voice's map is brought in, each match confirmed, and disagreement is shown", async ({ page }) => {
  await page.goto("/map.html");
  await page.getByLabel("Who is in the middle?").fill("Jo");
  await page.keyboard.press("Enter");
  const add = page.getByRole("textbox", { name: /^Who is around/ });
  for (const name of ["Gran", "Ali, friend"]) {
    await add.fill(name);
    await add.press("Enter");
    await expect(add).toHaveValue("");
  }
  const theirs = {
    early_action: 1,
    voices: [{ id: "v2", name: "Sue" }],
    maps: [{
      id: "theirs", drawn_by: "v2", date: "2020-01-01", centre: "c",
      people: [
        { id: "c", name: "Jo" },
        { id: "g", name: "gran.", kind: "family", ring: 4 },
        { id: "u", name: "Uncle Bob", kind: "family", ring: 2 },
      ],
    }],
  };
  await open(page, "sue.json", JSON.stringify(theirs));
  await page.getByRole("button", { name: "Put both together" }).click();
  // The map that was shown stays, though the other one is there now.
  await expect(page.getByRole("heading", { name: "Who is around Jo?" })).toBeVisible();
  await page.getByText("Other voices, other dates").click();
  await page.getByLabel("Compare with").selectOption({ index: 1 });
  await page.getByLabel(/^Gran \(family\) here is gran\. \(family\) there/).check();
  await page.getByLabel(/^Jo here is Jo there/).check();
  await page.getByRole("button", { name: "Bring the other map into this one" }).click();
  await expect(page.getByRole("button", { name: "Uncle Bob", exact: true })).toBeVisible();
  await expect(page.getByText("Sue says of Gran, how close: further out. The map says: closest.").first()).toBeVisible();
});

test("the same map at two dates says who came closer", async ({ page }) => {
  await example(page);
  await page.getByText("Other voices, other dates").click();
  await page.getByRole("button", { name: "Draw it again from today" }).click();
  await page.getByLabel("How close Dad is").selectOption("1");
  await page.getByRole("button", { name: "Uncle Joe", exact: true }).click();
  await page.getByRole("button", { name: "Take Uncle Joe off the map" }).click();
  await page.getByLabel("Compare with").selectOption({ index: 1 });
  const found = page.locator(".nm-compare");
  await expect(found.getByText(/Closer: Dad|Further: Dad/)).toBeVisible();
});

test("nothing is asked of anybody after the page is loaded, whatever is entered", async ({ page }) => {
  await example(page);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("blob:")) asked.push(request.url());
  });
  await page.getByRole("switch").click();
  await page.getByRole("textbox", { name: /^Who is around/ }).fill("https://example.org/x.png, friend");
  await page.keyboard.press("Enter");
  await tool(page, "Save").click();
  await saved(page);
  expect(asked).toEqual([]);
});

test("it runs under a strict policy, as an element and as a plain div", async ({ page }) => {
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src data:";
  await page.route("**/fixture.html", (route) =>
    route.fulfill({
      headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": policy },
      body: `<!doctype html><html lang="en"><title>A charity</title><link rel="icon" href="data:,"><body>
        <early-action-network book="one">One</early-action-network>
        <div data-early-action="network" data-book="one">The same</div>
        <div data-early-action-network data-book="two">Another</div>
        <script src="/early-action-people.js"></script>`,
    }),
  );
  await page.goto("/fixture.html");
  const fields = page.getByLabel("Who is in the middle?");
  await expect(fields).toHaveCount(3);
  await fields.first().fill("Jo");
  await page.keyboard.press("Enter");
  // Two of them hold the same book, the third one of its own.
  await expect(page.getByRole("heading", { name: "Who is around Jo?" })).toHaveCount(2);
  await expect(fields).toHaveCount(1);
});

test("an element that is moved keeps what was entered", async ({ page }) => {
  await example(page);
  await page.evaluate(() => document.querySelector("footer")!.append(document.querySelector("early-action-network")!));
  await expect(page.locator("footer").getByRole("button", { name: "Aunt May", exact: true })).toBeVisible();
});

test("reading and presenting change nothing", async ({ page }) => {
  await example(page);
  await page.evaluate(() => document.querySelector("early-action-network")!.setAttribute("mode", "read"));
  await expect(page.getByRole("textbox", { name: /^Who is around/ })).toHaveCount(0);
  await expect(page.getByRole("row", { name: /Aunt May/ })).toBeVisible();
  await page.evaluate(() => document.querySelector("early-action-network")!.setAttribute("mode", "present"));
  await expect(page.locator(".nm-drawing")).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(0);
  await expect(page.getByRole("switch")).toBeVisible();
});

for (const scheme of ["light", "dark"] as const) {
  test(`axe finds nothing on a map with everything open, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await example(page);
    await page.getByRole("switch").click();
    await page.getByRole("button", { name: "Aunt May", exact: true }).click();
    await page.evaluate(() => {
      for (const fold of document.querySelector("early-action-network")!.shadowRoot!.querySelectorAll("details")) fold.open = true;
    });
    await page.getByRole("button", { name: "Paste a list" }).click();
    await page.getByRole("textbox", { name: "One name a line" }).fill("Ann\nBen");
    await expect(page.getByRole("button", { name: "Add 2 people" })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).include("early-action-network").analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual([]);
  });
}

test("a screen reader gets from adding a person to hearing who is left", async ({ page }) => {
  await page.goto("/map.html");
  await page.getByRole("textbox", { name: "Who is in the middle?" }).fill("Jo");
  await page.keyboard.press("Enter");
  const add = page.getByRole("textbox", { name: "Who is around Jo?" });
  await add.fill("Gran");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("Gran is on the map: family, closest.");
  await add.fill("Sue, social worker");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("Sue is on the map: worker, around.");
  const element = page.locator("early-action-network");
  await expect(element).toMatchAriaSnapshot(`
    - heading "Who is around Jo?" [level=2]
    - textbox "Who is around Jo?"
    - button "Add"
    - group /Drawing/:
      - button "Jo, in the middle"
      - button "Gran, family, closest"
      - button "Sue, worker, around"
    - region "When services step back":
      - switch "When services step back, who is left?"
    - heading "The list" [level=3]
  `);
  for (const name of ["Gran", "Sue"]) await expect(page.getByRole("rowheader", { name })).toBeVisible();
  await page.getByRole("switch", { name: "When services step back, who is left?" }).press("Space");
  const answer = page.getByRole("region", { name: "Who would be left" });
  await expect(answer).toHaveAttribute("aria-live", "polite");
  await expect(answer).toContainText("1 of 2 would go.");
  await expect(answer).toContainText("Left: Gran.");
  await expect(answer).toContainText("Gone: Sue.");
});

test("a map of a thousand organisations opens, and dragging holds fifty frames a second", async ({ page }) => {
  await page.goto("/map.html");
  const people = 1_000;
  const ties = Array.from({ length: 2_000 }, (_, at) => [at % people, (at * 7 + Math.floor(at / people) * 13 + 1) % people] as const)
    .filter(([from, to]) => from !== to)
    .map(([from, to]) => `O${from},O${to}`);
  await open(page, "places.csv", `from,to\n${ties.join("\n")}`);
  const place = page.locator(".nm-cloud");
  await expect(place).toBeVisible({ timeout: 30_000 });
  await place.scrollIntoViewIfNeeded();
  const frames = await place.evaluate(async (place) => {
    const area = place.getBoundingClientRect();
    const send = (type: string, x: number, y: number) =>
      place.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, button: 0, pointerId: 1, bubbles: true }));
    // A press on empty paper holds nobody: look for a mark from the middle outwards.
    let [x, y] = [area.left + area.width / 2, area.top + area.height / 2];
    send("pointerdown", x, y);
    send("pointermove", x + 9, y);
    const times: number[] = [];
    let last = performance.now();
    for (let at = 0; at < 60; at += 1) {
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      times.push(now - last);
      last = now;
      x += Math.sin(at / 5) * 4;
      y += Math.cos(at / 5) * 4;
      send("pointermove", x + 9, y);
    }
    send("pointerup", x + 9, y);
    return times.slice(5).sort((one, other) => one - other);
  });
  await expect(page.getByRole("button", { name: /^Undo: move O/ })).toBeVisible();
  // The middle frame: others share the machine.
  expect(frames[Math.floor(frames.length / 2)]!).toBeLessThan(20);
});
