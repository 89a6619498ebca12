// The plan, as a person uses it.
import AxeBuilder from "@axe-core/playwright";
import { tool } from "./keeping";
import { FILE, card, log, open, requests } from "./plan";
import { expect, test } from "./support";

declare global {
  interface Window {
    spoken: { text: string; lang: string; voice: string | null }[];
  }
}

test("a parent on a phone sets a goal, adds a step and rates", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/plan.html");
  await expect(page.getByText("Nobody sees this until you show them.")).toBeVisible();
  const asked = requests(page);
  // A made-up plan says so in every goal, and goes again.
  await page.getByRole("button", { name: "Example: back to school" }).click();
  const goals = page.getByRole("article");
  await expect(goals).toHaveCount(2);
  for (const heading of await goals.getByRole("heading", { level: 3 }).allTextContents()) expect(heading).toContain("Example, made up: ");
  await page.getByRole("button", { name: "Undo: a made-up plan" }).click();
  await page.getByLabel("In your own words: what should be different?").fill("Mornings without shouting");
  await page.getByLabel("Name, initials or role").fill("Dee");
  await page.getByRole("button", { name: "Begin", exact: true }).click();
  const goal = card(page, "Mornings without shouting");
  await expect(goal.getByText("Dee’s goal, in Dee’s own words.")).toBeVisible();
  await goal.getByLabel("A small step", { exact: true }).fill("Clothes out the night before");
  await goal.getByText("Who helps, who asked for it, until when").click();
  await goal.getByLabel("Somebody who is not on the map yet").first().fill("Nan");
  await goal.getByRole("button", { name: "Add this step" }).click();
  await expect(goal.getByRole("listitem").getByText("Clothes out the night before")).toBeVisible();
  await expect(goal.getByText("Nan helps.")).toBeVisible();
  await goal.getByRole("button", { name: "Rate", exact: true }).click();
  await goal.getByLabel("What would 0 be?").fill("every day a fight");
  await goal.getByLabel("What would 10 be?").fill("calm");
  const point = goal.getByRole("button", { name: "4 of 10", exact: true });
  const box = await point.boundingBox();
  expect(Math.min(box!.width, box!.height)).toBeGreaterThanOrEqual(44);
  await point.click();
  const ladder = goal.getByRole("img", { name: "Dee says 4, where 0 is “every day a fight” and 10 is “calm”." });
  await expect(ladder).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  const rating = (await log(page)).find((entry) => entry.kind === "rating");
  expect(rating).toMatchObject({ rating: 4, low: "every day a fight", high: "calm" });
  expect(rating!.author).toBeUndefined();
  expect(asked).toEqual([]);
});

test("a worker writes down a visit in at most 12 interactions", async ({ page }) => {
  await open(page);
  let interactions = 0;
  const click = async (name: string | RegExp) => {
    interactions += 1;
    await page.getByRole("button", { name }).click();
  };
  const pick = async (group: string, label: string) => {
    interactions += 1;
    await page.getByRole("group", { name: group }).getByLabel(label, { exact: true }).check();
  };
  await click("Write down a visit");
  await pick("Who is writing?", "Sue");
  await pick("Who says this?", "Mum");
  interactions += 1;
  await page.getByRole("group", { name: "See Gran every Sunday" }).getByRole("button", { name: "5 of 10" }).click();
  interactions += 1;
  await page.getByRole("group", { name: "Be at school by nine" }).getByRole("button", { name: "7 of 10" }).click();
  await click("Done: Ring Gran on Friday");
  await click("Not this time: Breakfast club every morning");
  interactions += 1;
  await page.getByLabel("A note, if you like").fill("Soup at Gran’s on Sunday.");
  await click("Keep this visit");
  expect(interactions).toBeLessThanOrEqual(12);
  const before = FILE.log.length;
  const added = (await log(page)).filter((entry) => !FILE.log.some((known) => known.id === entry.id));
  expect(added).toHaveLength((await log(page)).length - before);
  expect(added.map((entry) => entry.kind).sort()).toEqual(["done", "missed", "note", "rating", "rating"]);
  for (const rating of added.filter((entry) => entry.kind === "rating")) {
    expect(rating).toMatchObject({ voice: "mum", author: "sue" });
  }
  await expect(card(page, "See Gran every Sunday").getByText("Jo says 6 and Mum says 5: 1 apart.")).toBeVisible();
});

test("a child rates with faces", async ({ page }) => {
  await open(page);
  const goal = card(page, "See Gran every Sunday");
  await goal.getByRole("button", { name: "Rate", exact: true }).click();
  await goal.getByRole("group", { name: "Who says this?" }).getByLabel("Jo").check();
  await expect(goal.getByRole("button", { name: "6 of 10" })).toHaveCount(0);
  await goal.getByRole("button", { name: "happy face, 7.5 of 10", exact: true }).click();
  await expect(goal.getByText("Jo says 7.5 and Mum says 3: 4.5 apart.")).toBeVisible();
  // Faces are offered, not imposed.
  await goal.getByRole("button", { name: "Rate", exact: true }).click();
  await goal.getByLabel("Faces in place of numbers").uncheck();
  await expect(goal.getByRole("button", { name: "6 of 10" })).toBeVisible();
});

test("everybody rates in turn, unseen, and all is shown together", async ({ page }) => {
  await open(page);
  await card(page, "Be at school by nine").getByRole("button", { name: "Everybody rates" }).click();
  await expect(page.getByRole("heading", { name: "Be at school by nine" })).toBeFocused();
  await page.getByRole("checkbox", { name: "Jo" }).check();
  await page.getByRole("checkbox", { name: "Mum" }).check();
  await page.getByRole("button", { name: "Begin", exact: true }).click();
  await page.getByRole("button", { name: "I am Jo" }).click();
  await page.getByLabel("Faces in place of numbers").uncheck();
  await page.getByRole("button", { name: "3 of 10" }).click();
  // Nothing of what Jo said is on the page when Mum takes it.
  await expect(page.getByText("Pass it to Mum. Nobody else looks.")).toBeVisible();
  await expect(page.locator(".pp-screen").getByText("3", { exact: true })).toHaveCount(0);
  expect((await log(page)).length).toBe(FILE.log.length);
  await page.getByRole("button", { name: "I am Mum" }).click();
  await page.getByRole("button", { name: "8 of 10" }).click();
  await page.getByRole("button", { name: "Show all together" }).click();
  await expect(page.getByText("Jo says 3 and Mum says 8: 5 apart. What does each of you see?")).toBeVisible();
  await page.getByRole("button", { name: "Back to the plan" }).click();
  await expect(page.getByRole("button", { name: "Undo: everybody’s ratings" })).toBeVisible();
});

test("a blind parent hears the plan, in voices of this device only", async ({ page }) => {
  await page.addInitScript(() => {
    window.spoken = [];
    const voice = (name: string, lang: string, localService: boolean) => ({ name, lang, localService });
    const voices = [voice("far", "en-GB", false), voice("near", "en_GB", true), voice("pl far", "pl-PL", false)];
    class Utterance {
      lang = "";
      voice: { name: string } | null = null;
      constructor(readonly text: string) {}
    }
    Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
    Object.defineProperty(window, "speechSynthesis", {
      value: {
        getVoices: () => voices,
        cancel: () => {},
        speak: ({ text, lang, voice }: Utterance) => window.spoken.push({ text, lang, voice: voice?.name ?? null }),
      },
    });
  });
  const polish = { ...FILE, log: FILE.log.map((e) => (e.id === "g2" ? { ...e, lang: "pl", text: "W szkole o dziewiątej" } : e)) };
  await open(page, polish);
  // What a screen reader finds: the goal as a heading in its language, the ladder in words, the steps as a list.
  const goal = card(page, "See Gran every Sunday");
  await expect(goal).toMatchAriaSnapshot(`
    - article "See Gran every Sunday":
      - heading "See Gran every Sunday" [level=3]
      - paragraph: Jo’s goal, written down by Sue. Since 5 January 2026.
      - figure:
        - img "Jo says 6, where 0 is “never” and 10 is “every Sunday”. Mum says 3, where 0 is “not at all” and 10 is “like before”."
      - paragraph: "Jo says 6 and Mum says 3: 3 apart. What does each of you see?"
      - button "Rate"
      - button "Everybody rates"
      - button "Read aloud"
      - heading "Small steps" [level=4]
      - list:
        - listitem:
          - paragraph: Ring Gran on Friday
          - paragraph: Gran helps.
  `);
  await expect(page.getByRole("heading", { name: "W szkole o dziewiątej" })).toHaveAttribute("lang", "pl");
  const asked = requests(page);
  await page.getByRole("button", { name: "Read it all aloud" }).click();
  const spoken = await page.evaluate(() => window.spoken);
  const said = spoken.map((one) => one.text);
  for (const text of [
    "See Gran every Sunday",
    "Jo’s goal, written down by Sue. Since 5 January 2026.",
    "Jo says 6, where 0 is “never” and 10 is “every Sunday”.",
    "Ring Gran on Friday",
    "Gran helps.",
  ]) {
    expect(said).toContain(text);
  }
  expect(spoken.every((one) => one.voice === "near")).toBe(true);
  expect(asked).toEqual([]);
  // There is no voice of this device for Polish: that is said, and none from elsewhere is taken.
  expect(said).not.toContain("W szkole o dziewiątej");
  await expect(page.getByRole("status").filter({ hasText: "no voice of its own for pl" })).toHaveCount(1);
});

test("nothing is overwritten: new words and corrections stand beside", async ({ page }) => {
  await open(page);
  const goal = card(page, "See Gran every Sunday");
  await goal.getByText("New words, reached, set aside").click();
  await goal.getByLabel("New words").last().fill("Gran on Sundays, Mum drives");
  await goal.getByRole("button", { name: "Use these words" }).last().click();
  const renamed = card(page, "Gran on Sundays, Mum drives");
  await expect(renamed).toBeVisible();
  await page.getByText("Everything that was written").click();
  await page.getByRole("button", { name: "Correct: Mum said 3 of 10." }).click();
  await page.getByLabel("What is right").fill("It was 4, Mum misread the ladder.");
  await page.getByRole("button", { name: "Put it beside" }).click();
  const entry = page.getByRole("listitem").filter({ hasText: "Mum said 3 of 10." });
  await expect(entry.getByText("It was 4, Mum misread the ladder.")).toBeVisible();
  const after = await log(page);
  for (const known of FILE.log) expect(after.find((entry) => entry.id === known.id)).toMatchObject(known);
  await page.getByRole("button", { name: "Undo: correction" }).click();
  await expect(entry.getByText("It was 4")).toHaveCount(0);
});

test("a story is printed with consent, and no longer when it is taken back", async ({ page }) => {
  await open(page);
  const goal = card(page, "See Gran every Sunday");
  await goal.getByText("The story", { exact: true }).click();
  await expect(goal.getByText("Dad moved out")).toBeVisible();
  const print = goal.getByRole("button", { name: "Print the story" });
  await expect(print).toHaveCount(0);
  await goal.getByRole("group", { name: "Who agrees?" }).getByLabel("Jo").check();
  await goal.getByLabel("What for, and to whom").fill("my school");
  await goal.getByRole("button", { name: "Write down that they agree" }).click();
  await expect(print).toBeVisible();
  await page.evaluate(() => (window.print = () => {}));
  await print.click();
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".pp-paper h1")).toHaveText("See Gran every Sunday");
  await expect(page.locator(".pp-paper")).toContainText("Jo agreed on");
  await page.emulateMedia({ media: "screen" });
  await goal.getByRole("button", { name: "Take it back" }).click();
  await expect(print).toHaveCount(0);
  await expect(goal.getByText(/Jo took it back on/)).toBeVisible();
  await expect(page.locator(".pp-paper")).not.toContainText("Dad moved out");
});

/** A JPEG of one colour with a place in its EXIF part, as a camera writes it. */
const PLACE = "GPSLatitude51.5";

test("a photo is painted anew, so that no place hides in it, and is kept by its hash", async ({ page }) => {
  await open(page);
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 64;
    canvas.getContext("2d")!.fillRect(0, 0, 64, 64);
    const blob = await new Promise<Blob>((done) => canvas.toBlob((b) => done(b!), "image/jpeg"));
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const exif = Buffer.from(`Exif\0\0${PLACE}`, "latin1");
  const part = Buffer.concat([Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif]);
  const photo = Buffer.concat([Buffer.from(bytes.slice(0, 2)), part, Buffer.from(bytes.slice(2))]);
  expect(photo.includes(PLACE)).toBe(true);
  const goal = card(page, "See Gran every Sunday");
  await goal.getByText("Notes, photos, voice", { exact: true }).click();
  await goal.getByLabel("A photo").setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: photo });
  await goal.getByLabel("What is to be seen").fill("Gran’s kitchen");
  await goal.getByRole("button", { name: "Keep this photo" }).click();
  await expect(goal.getByRole("img", { name: "Gran’s kitchen" })).toBeVisible();
  const kept = await page.evaluate(async () => {
    const text = (document.querySelector("early-action-progress") as HTMLElement & { fileText: string }).fileText;
    const [media] = (JSON.parse(text) as { media: { id: string; data: string }[] }).media;
    const content = Uint8Array.from(atob(media!.data), (letter) => letter.charCodeAt(0));
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
    const hash = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return { ...media!, hash };
  });
  expect(kept.id).toBe(kept.hash);
  const content = Buffer.from(kept.data, "base64");
  expect(content.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  expect(content.includes(PLACE) || content.includes("Exif")).toBe(false);
  // What is no picture is refused, and nothing is kept.
  await goal.getByLabel("A photo").setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no") });
  await goal.getByLabel("What is to be seen").fill("nothing");
  await goal.getByRole("button", { name: "Keep this photo" }).click();
  await expect(page.getByRole("status").filter({ hasText: "no picture that this browser can read" })).toHaveCount(1);
  expect((await log(page)).filter((entry) => entry.kind === "media")).toHaveLength(1);
});

test("reminders and plain text are files, and say no more than they should", async ({ page }) => {
  const secret = { id: "n1", kind: "note", voice: "mum", text: "a secret of Mum’s", sees: ["mum"], date: "2026-03-02" };
  await open(page, { ...FILE, log: [...FILE.log, secret] });
  await tool(page, "Print and other files").click();
  const saved = async (name: string) => {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name }).click();
    const file = await download;
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
    return { name: file.suggestedFilename(), text: Buffer.concat(chunks).toString("utf8") };
  };
  const calendar = await saved("Save reminders for a calendar");
  expect(calendar.name).toBe("our-steps.ics");
  expect(calendar.text).toContain("DTSTART;VALUE=DATE:20260401\r\nSUMMARY:A step in our plan\r\n");
  expect(calendar.text).not.toContain("Breakfast");
  const text = await saved("Save as plain text");
  expect(text.name).toBe("our-plan.txt");
  expect(text.text).toContain("GOAL: See Gran every Sunday\r\n");
  expect(text.text).toContain("“Breakfast club every morning” (asked for by the school)");
  expect(text.text).not.toContain("secret");
  const table = await saved("Everything written, as a table (CSV)");
  expect(table.name).toBe("our-plan.csv");
  expect(table.text).toContain("Breakfast club every morning");
  expect(table.text).not.toContain("secret");
  const fhir = await saved("For a health record system (FHIR)");
  expect(JSON.parse(fhir.text)).toMatchObject({ resourceType: "Bundle", type: "collection" });
  expect(fhir.text).toContain("Breakfast club every morning");
  expect(fhir.text).not.toContain("secret");
});

test("the whole is told: areas, whose words, what was asked twice, who carries the steps", async ({ page }) => {
  await open(page);
  await page.getByText("Whose words these are", { exact: true }).click();
  await expect(page.getByText("Jo: one goal and one step; one of these was written down by somebody else.")).toBeVisible();
  await page.getByText("What several people asked for", { exact: true }).click();
  await expect(page.getByText("say much the same")).toBeVisible();
  await page.getByText("Who carries the steps", { exact: true }).click();
  const back = page.getByRole("button", { name: "When services step back" });
  await back.click();
  await expect(page.getByText("These steps would have nobody:")).toBeVisible();
  await expect(page.getByText("1 carried by family and friends alone, 0 together with services, 1 by services alone, 1 by nobody yet.")).toBeVisible();
});

test("a step whose helpers have all gone says so, and takes new ones", async ({ page }) => {
  const gone = FILE.log.map((entry) => (entry.id === "s1" ? { ...entry, helpers: ["nobody-any-more"] } : entry));
  await open(page, { ...FILE, log: gone });
  const goal = card(page, "See Gran every Sunday");
  const alone = goal.getByText("Whoever helped with this is no longer on the map. Who else could?");
  await expect(alone).toBeVisible();
  await goal.getByText("Change", { exact: true }).click();
  await goal.getByRole("listitem").getByRole("checkbox", { name: "Gran" }).check();
  await goal.getByRole("button", { name: "Change who helps" }).click();
  await expect(alone).toHaveCount(0);
  await expect(goal.getByText("Gran helps.")).toBeVisible();
});

test("a goal that is reached is a reason to be glad, and can be taken up again", async ({ page }) => {
  await open(page);
  const goal = card(page, "See Gran every Sunday");
  await goal.getByText("New words, reached, set aside").click();
  await goal.getByRole("button", { name: "We got there" }).click();
  await expect(goal.getByText("Take a moment to be glad of it, with Gran.")).toBeVisible();
  await goal.getByRole("button", { name: "Take up again" }).click();
  await expect(goal.getByText("You got there.", { exact: true })).toHaveCount(0);
});

test("those who need figures have them: goal attainment, with what it is measured against", async ({ page }) => {
  await open(page);
  const goal = card(page, "See Gran every Sunday");
  await goal.getByText("New words, reached, set aside").click();
  await goal.getByLabel("How far it got, beside what was expected").selectOption("more than expected");
  await goal.getByRole("button", { name: "Write it down" }).click();
  await page.getByText("Figures for those who need them", { exact: true }).click();
  // One goal of weight 1 at +1.
  await expect(page.getByText("Goal attainment: T score 60.0.")).toBeVisible();
});

test("axe finds nothing in the plan, a visit, a round and the team’s view", async ({ page }) => {
  await open(page);
  for (const details of await page.locator("early-action-progress details").all()) {
    await details.evaluate((node: HTMLDetailsElement) => (node.open = true));
  }
  const scan = async () => (await new AxeBuilder({ page }).analyze()).violations;
  await tool(page, "Forget").click();
  expect(await scan()).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await scan()).toEqual([]);
  await page.getByRole("button", { name: "Write down a visit" }).click();
  await expect(page.getByRole("heading", { name: "Write down a visit" })).toBeFocused();
  expect(await scan()).toEqual([]);
  await page.getByRole("button", { name: "Cancel" }).click();
  await card(page, "Be at school by nine").getByRole("button", { name: "Everybody rates" }).click();
  await expect(page.getByText("Who takes part?")).toBeVisible();
  expect(await scan()).toEqual([]);
  await page.goto("/team.html");
  await expect(page.getByLabel("Files of plans")).toBeVisible();
  expect(await scan()).toEqual([]);
});

test("a team opens several plans, without an order of merit, and adds up five families only", async ({ page }) => {
  await page.goto("/team.html");
  const file = (name: string, content: string) => ({ name, mimeType: "application/json", buffer: Buffer.from(content) });
  const text = JSON.stringify(FILE);
  const field = page.getByLabel("Files of plans");
  // A page that a family keeps, locked: its passphrase is asked for here, and a wrong one opens nothing.
  await field.setInputFiles("tests/browser/fixtures/locked-plan.html");
  const unlock = page.getByLabel("Passphrase of locked-plan.html");
  await unlock.fill("not the one");
  await page.getByRole("button", { name: "Open locked-plan.html" }).click();
  await expect(page.getByText(/locked-plan\.html: /).first()).toBeVisible();
  await unlock.fill("seven plain words make a good lock");
  await page.getByRole("button", { name: "Open locked-plan.html" }).click();
  await expect(page.getByRole("heading", { level: 3 })).toHaveText(["locked-plan.html"]);
  await page.getByRole("button", { name: "Close locked-plan.html" }).click();
  await field.setInputFiles([file("d.json", text), file("a.json", text), file("broken.json", "{")]);
  await expect(page.getByText(/broken\.json: /).first()).toBeVisible();
  await expect(page.getByRole("heading", { level: 3 })).toHaveText(["d.json", "a.json"]);
  await expect(page.getByText("Nothing is added up for fewer than 5 families.")).toBeVisible();
  const one = page.getByRole("article").first();
  await expect(one.getByText(/Jo has not been heard for \d+ days\./)).toBeVisible();
  await expect(one.getByText(/See Gran every Sunday – Jo: going up/)).toBeVisible();
  await expect(one.getByText("1 of 5 goals and steps are in a child’s own words; one more")).toBeVisible();
  await field.setInputFiles(["b", "c", "e"].map((name) => file(`${name}.json`, text)));
  await expect(page.getByText("Of 5 families, 5 have a child in their plan; in 0 of these")).toBeVisible();
});
