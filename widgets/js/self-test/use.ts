// The element used as a person uses it.
import type { Expected } from "./expected";
import { type Group, byId } from "./report";
import { type Answer, type Scenario, after, scenario, until } from "./scenario";

const SHIPPED = "family-group-conference";
/** Few, since every change is worked out anew; more than one batch, so that there is something to share out. */
const DRAWS = 257;
const SHARE = "Copy a link to this";

export function use({ models }: Expected): Group {
  const shown = scenario({ model: SHIPPED, draws: String(DRAWS) });
  const golden = (draws: number) =>
    models.find(({ id }) => id === SHIPPED)?.digests.find((one) => one.draws === draws)?.digest;
  let first: Answer | undefined;
  const checks: [string, () => Promise<string> | string][] = [
    [
      "A scenario opens and answers",
      async () => {
        const begun = performance.now();
        first = await after(shown, () => byId("div", "shown").replaceChildren(shown));
        must(first.digest === golden(DRAWS), "the answer is not ours");
        return `${first.draws.toLocaleString("en-GB")} simulated futures in ${((performance.now() - begun) / 1000).toFixed(1)} seconds`;
      },
    ],
    ["The answer is said in words", () => words(inside(shown, ".ea-sentence"))],
    ["The charts are drawn, and described for those who do not see them", () => charts(shown)],
    ["Type, colours and buttons are as designed", () => styles(shown)],
    [
      "A slider changes the answer; moved back, it gives the first answer again",
      async () => {
        const slider = inside<HTMLInputElement>(shown, "input[type=range]");
        const place = slider.value;
        const more = await after(shown, () => slide(slider, String(Number(place) + 10 * Number(slider.step || 1))));
        must(more.digest !== first?.digest, "the answer has not changed");
        const back = await after(shown, () => slide(slider, place));
        must(back.digest === first?.digest, "moved back, the answer is another one");
        return "every bit equal after there and back";
      },
    ],
    ["Work is done beside the page, so that it never waits", () => background(shown)],
    [
      "Where that is forbidden the page answers by itself, and the same",
      () => elsewhere("", (digest) => must(digest === golden(10_000), "the answer is another one")),
    ],
    [
      "A link to a changed scenario opens the same scenario",
      async () => {
        const slider = inside<HTMLInputElement>(shown, "input[type=range]");
        const changed = await after(shown, () => slide(slider, String(Number(slider.value) + 10 * Number(slider.step || 1))));
        const link = new URL(await share(shown));
        return elsewhere(link.hash, (digest) => must(digest === changed.digest, "the link shows another answer"));
      },
    ],
  ];
  return {
    title: "The scenario works",
    about: "The scenario at the foot of this page is used as a person would use it.",
    checks: checks.map(([name, check]) => ({ name, check })),
  };
}

/** To be looked at last. */
export function nothingElse(): Group {
  const check = () => {
    const asked = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
    const others = asked.filter(({ protocol, origin }) => protocol.startsWith("http") && origin !== location.origin);
    must(others.length === 0, `asked of others: ${others.join(", ")}`);
    return `${asked.length} files, all from ${location.host}`;
  };
  return {
    title: "Nothing leaves this device",
    about: "All of this was worked out here. The page may fetch its own files, and nothing else.",
    checks: [{ name: "No other place was asked for anything", check }],
  };
}

function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

function inside<T extends Element>(element: Scenario, selector: string): T {
  const found = element.shadowRoot?.querySelector<T>(selector);
  if (!found) throw new Error(`the scenario has no ${selector}`);
  return found;
}

function words(sentence: Element): string {
  const text = sentence.textContent?.trim() ?? "";
  must(text.length > 20 && sentence.getBoundingClientRect().height > 0, "there is no sentence");
  return `“${text}”`;
}

function charts(element: Scenario): string {
  const drawn = [...(element.shadowRoot?.querySelectorAll("svg[role=img]") ?? [])];
  must(drawn.length > 0, "there is no chart");
  for (const chart of drawn) {
    const { width, height } = chart.getBoundingClientRect();
    must(width > 100 && height > 100, "a chart has no size");
    must(width <= element.clientWidth, "a chart is wider than the page");
    must((chart.getAttribute("aria-label") ?? "") !== "", "a chart is not described");
    const labels = [...chart.querySelectorAll("text")].filter((label) => label.getBBox().width > 0);
    must(labels.length > 0 && chart.querySelector("path, line, rect, circle") !== null, "a chart is empty");
  }
  return `${drawn.length} charts`;
}

function styles(element: Scenario): string {
  must((element.shadowRoot?.adoptedStyleSheets.length ?? 0) > 0, "no style sheet is adopted");
  const size = parseFloat(getComputedStyle(inside(element, ".ea-sentence")).fontSize);
  must(size >= 20, `the answer is ${size} px high`);
  must(getComputedStyle(inside(element, ".ea")).backgroundColor !== "rgba(0, 0, 0, 0)", "the colours are missing");
  const buttons = [...(element.shadowRoot?.querySelectorAll(".ea-button") ?? [])];
  const heights = buttons.map((button) => button.getBoundingClientRect().height).filter((height) => height > 0);
  must(heights.length > 0, "there is no button");
  must(Math.min(...heights) > 43, `a button is ${Math.min(...heights)} px high`);
  return "large enough for a thumb, in our colours";
}

/** As the arrow keys or a finger move it. */
function slide(slider: HTMLInputElement, value: string): void {
  slider.value = value;
  slider.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  slider.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Both are right; a person may want to know why the page is slow. */
async function background(element: Scenario): Promise<string> {
  const isOpen = await until(() => element.capabilities?.workers);
  byId("output", "result").dataset.rung = isOpen ? "workers" : "page";
  return isOpen
    ? "in background workers"
    : "this browser does not allow it here: the page does the work itself, which takes longer and gives the same answers";
}

/** The address that the scenario gives to share. */
async function share(element: Scenario): Promise<string> {
  const root = element.shadowRoot;
  const button = [...(root?.querySelectorAll("button") ?? [])].find((one) => one.textContent?.trim() === SHARE);
  if (!root || !button) throw new Error("there is no button for a link");
  button.click();
  return until(() => [...root.querySelectorAll("input")].find(({ value }) => value.includes("#early-action="))?.value);
}

/** Opens a scenario on a page of its own, where workers are forbidden. */
async function elsewhere(fragment: string, judge: (digest: string) => void): Promise<string> {
  const frame = document.createElement("iframe");
  frame.title = "The scenario on another page";
  frame.src = `self-test-frame.html${fragment}`;
  try {
    await new Promise((resolve) => {
      frame.addEventListener("load", resolve, { once: true });
      byId("div", "stage").append(frame);
    });
    const element = frame.contentDocument?.querySelector<Scenario>("early-action-scenario");
    if (!element) throw new Error("the page beside this one cannot be opened");
    judge(element.digest ?? (await after(element, () => {})).digest);
    must(element.capabilities?.workers === false, "that page had workers, against its own rule");
  } finally {
    frame.remove();
  }
  return "every bit equal";
}
