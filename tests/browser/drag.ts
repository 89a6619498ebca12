// A slider dragged by a machine as by a hand, and what the page makes of it.
import type { Locator, Page } from "@playwright/test";

export const SECONDS = 3;
const INPUTS_A_SECOND = 60;

/** What a bare page makes of the same hand, that works 15 ms for each answer where it is alone on the machine. */
export interface Bare {
  /** Answers a second. */
  rate: number;
  /** From input to paint, 95 of 100, ms. */
  p95: number;
  /** How much longer the same work takes than at its best, because others use the machine too: a slice of 5 ms at worst. */
  worst: number;
  /** The same of 500 ms in as many workers as there are cores. */
  long: number;
}

export interface Drag {
  /** Answers painted while the hand moved, each once. */
  distinct: number;
  /** Inputs that the page heard while the hand moved. */
  inputs: number;
  /** From each input to the paint of the first answer that knows it, ms, rising. */
  latencies: number[];
  /** Long tasks from the first input until the answer had settled, ms. */
  tasks: number[];
  /** Layout shifts since the page was opened, and what moved. */
  shifts: Shift[];
  /** From letting go to the whole answer, ms. */
  settledAfter: number;
  digest: string;
  /** Where the slider was left. */
  value: string;
  /** Everything that a screen reader was told. */
  spoken: string[];
}

interface Shift {
  value: number;
  what: string;
}

/** What moved: x, y, width and height; all zero where that is not to be seen. */
interface Moved {
  node: Node | null;
  previousRect: DOMRect;
  currentRect: DOMRect;
}

type Answer = [changed: number, painted: number, what: string];

interface Notes {
  inputs: [at: number, handled: number][];
  answers: Answer[];
  tasks: [start: number, duration: number][];
  shifts: Shift[];
  spoken: string[];
}

const notes = (page: Page) => page.evaluate(() => (window as unknown as { notes: Notes }).notes);

/** Notes long tasks and layout shifts from the beginning. Call it before the page is opened. */
export async function observe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if ("notes" in window) return;
    const notes: Notes = { inputs: [], answers: [], tasks: [], shifts: [], spoken: [] };
    Object.assign(window, { notes });
    const each = (type: string, note: (entry: PerformanceEntry) => void) =>
      new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
    each("longtask", ({ startTime, duration }) => notes.tasks.push([startTime, duration]));
    each("layout-shift", (entry) => {
      const { value, sources } = entry as unknown as { value: number; sources: Moved[] };
      const place = ({ x, y, width, height }: DOMRect) => [x, y, width, height].map(Math.round).join(" ");
      // Words of a picture may come and go where others stood.
      const hasMoved = ({ previousRect: before, currentRect: now }: Moved) => place(before) !== place(now);
      if (sources.length > 0 && !sources.some(hasMoved)) return;
      // What stands in a shadow root is told by its place alone.
      const named = sources.map((of) => `${of.node?.nodeName ?? ""} from ${place(of.previousRect)} to ${place(of.currentRect)}`);
      notes.shifts.push({ value, what: named.join(", ") });
    });
  });
}

/** Long tasks, ms, and layout shifts since the page was opened. */
export async function opening(page: Page): Promise<{ tasks: number[]; shifts: Shift[] }> {
  const { tasks, shifts } = await notes(page);
  return { tasks: tasks.map(([, duration]) => duration), shifts };
}

/** What is dragged, and where its answer stands. */
interface Subject {
  /** The element whose shadow root holds it; none where the page itself does. */
  host?: string;
  /** Parts that change when there is an answer. */
  parts: string[];
  /** What of them tells one answer from another. */
  marks: string[];
}

const SCENARIO: Subject = {
  host: "early-action-scenario",
  parts: [".ea-fan svg.ea-picture", ".ea-sentence"],
  marks: [".ea-fan svg.ea-picture", ".ea-sentence"],
};
const BARE: Subject = { parts: ["#answer"], marks: ["#answer"] };

/** Notes inputs, answers with their paints, and what is spoken, from now on. Runs in the page. */
function watch({ host, parts, marks }: Subject): void {
  const { notes } = window as unknown as { notes: Notes };
  const root: ParentNode & Node = host ? document.querySelector(host)!.shadowRoot! : document;
  root.addEventListener("input", (event) => notes.inputs.push([event.timeStamp, performance.now()]), true);
  const shown = () => marks.map((mark) => root.querySelector(mark)?.outerHTML).join("");
  // What follows a frame before all else follows its paint.
  const { scheduler } = window as unknown as { scheduler: { postTask(task: () => void, how: { priority: string }): void } };
  const seen = new MutationObserver(() => {
    const changed = performance.now();
    requestAnimationFrame(() => {
      const what = shown();
      scheduler.postTask(() => notes.answers.push([changed, performance.now(), what]), { priority: "user-blocking" });
    });
  });
  const all = { subtree: true, attributes: true, childList: true, characterData: true };
  for (const part of parts) seen.observe(root.querySelector(part)!, all);
  const status = root.querySelector('[role="status"]');
  if (status) new MutationObserver(() => notes.spoken.push(status.textContent!)).observe(status, all);
}

export function quantile(rising: number[], q: number): number {
  return rising[Math.max(0, Math.ceil(q * rising.length) - 1)] ?? NaN;
}

/**
 * The time from each input to the paint of the first answer that knows it. An answer knows what was entered
 * before its work began: at an input where nothing was under way, else when the answer before it was shown.
 */
function latencies(inputs: Notes["inputs"], answers: Answer[]): number[] {
  const found: number[] = [];
  let known: number[] = [];
  let waiting: number[] = [];
  let isBusy = false;
  const moments = [
    ...inputs.map(([at, handled]) => ({ when: handled, at, painted: undefined })),
    ...answers.map(([changed, painted]) => ({ when: changed, at: 0, painted })),
  ].sort((a, b) => a.when - b.when);
  for (const { at, painted } of moments) {
    if (painted === undefined) {
      (isBusy ? waiting : known).push(at);
      isBusy = true;
    } else {
      found.push(...known.map((input) => painted - input));
      [known, waiting] = [waiting, []];
      isBusy = known.length > 0;
    }
  }
  return found.sort((a, b) => a - b);
}

/** Moves a slider's thumb to and fro with real input, 60 times a second, and lets go; when it has, in the page's time. */
async function move(page: Page, slider: Locator, seconds: number): Promise<{ from: number; released: number }> {
  await slider.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await slider.boundingBox())!;
  const mouse = await page.context().newCDPSession(page);
  const send = (type: "mousePressed" | "mouseMoved" | "mouseReleased", at: number) =>
    mouse.send("Input.dispatchMouseEvent", { type, x: x + width * at, y: y + height / 2, button: "left", buttons: 1, clickCount: 1 });
  const now = () => page.evaluate(() => performance.now());
  const from = await now();
  await send("mousePressed", 0.3);
  const begun = performance.now();
  const inputs = seconds * INPUTS_A_SECOND;
  const sent: Promise<unknown>[] = [];
  for (let input = 1; input <= inputs; input += 1) {
    const due = begun + (input * 1000) / INPUTS_A_SECOND;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    // To the right and back, each in a second.
    const way = input / INPUTS_A_SECOND;
    sent.push(send("mouseMoved", 0.3 + 0.5 * Math.abs(((way + 1) % 2) - 1)));
  }
  await Promise.all(sent);
  const released = await now();
  await send("mouseReleased", 0.8);
  return { from, released };
}

const between = ({ answers }: Notes, released: number) => new Set(answers.filter(([, painted]) => painted <= released).map(([, , what]) => what)).size;

/** Makes `page` a bare one and drags its slider. A page that was behind another is slowed by the browser, so there is one. */
export async function bare(page: Page): Promise<Bare> {
  const BARE_SECONDS = 2;
  await page.goto("about:blank");
  await page.setContent('<input type="range" min="0" max="100000" style="width:300px"><p id="answer">0</p>');
  const work = await page.evaluateHandle(() => {
    Object.assign(window, { notes: { inputs: [], answers: [], tasks: [], shifts: [], spoken: [] } });
    const slider = document.querySelector("input")!;
    const { port1, port2 } = new MessageChannel();
    const SLICES = 3;
    const times: number[] = [];
    const work = (steps: number) => {
      const begun = performance.now();
      let sum = 0;
      for (let at = 0; at < steps; at += 1) sum += Math.sqrt(at);
      return performance.now() - begun + 0 * sum;
    };
    // How many steps take 5 ms where nobody else works.
    const STEPS = 2_000_000;
    let best = Infinity;
    for (let at = 0; at < 20; at += 1) best = Math.min(best, work(STEPS));
    const steps = (STEPS * 5) / best;
    const worker = URL.createObjectURL(new Blob([`const work = ${work}; onmessage = ({ data }) => postMessage(work(data));`]));
    const long = async () => {
      const MS = 500;
      const begun = performance.now();
      const each = () =>
        new Promise((resolve) => {
          const own = new Worker(worker);
          own.onmessage = resolve;
          own.postMessage((steps * MS) / 5);
        });
      await Promise.all(Array.from({ length: navigator.hardwareConcurrency }, each));
      return (performance.now() - begun) / MS;
    };
    let left = 0;
    let wanted: string | undefined;
    let value = "";
    const begin = () => {
      value = wanted!;
      wanted = undefined;
      left = SLICES;
      port2.postMessage(0);
    };
    port1.onmessage = () => {
      times.push(work(steps));
      left -= 1;
      if (left > 0) return port2.postMessage(0);
      document.querySelector("#answer")!.textContent = value;
      if (wanted !== undefined) begin();
    };
    slider.addEventListener("input", () => {
      wanted = slider.value;
      if (left === 0) begin();
    });
    return { times, long };
  });
  await page.evaluate(watch, BARE);
  const { released } = await move(page, page.getByRole("slider"), BARE_SECONDS);
  const noted = await notes(page);
  const rising = await work.evaluate(({ times }) => times.sort((a, b) => a - b));
  return {
    rate: between(noted, released) / BARE_SECONDS,
    p95: quantile(latencies(noted.inputs, noted.answers), 0.95),
    worst: rising.at(-1)! / rising[0]!,
    long: await work.evaluate(({ long }) => long()),
  };
}

/** Drags a slider of the page's scenario, by its name. */
export async function drag(page: Page, name: string): Promise<Drag> {
  const slider = page.getByRole("slider", { name });
  await page.evaluate(watch, SCENARIO);
  const seen = await page.evaluate(() => window.settledScenarios.length);
  const { from, released } = await move(page, slider, SECONDS);
  const settled = await page.waitForFunction(
    (seen) => window.settledScenarios.length > seen && { at: performance.now(), digest: window.settledScenarios.at(-1)!.digest },
    seen,
    { polling: "raf" },
  );
  const { at, digest } = (await settled.jsonValue()) as { at: number; digest: string };
  // What is spoken and shown with the settled answer has been, once two frames are painted.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const noted = await notes(page);
  return {
    distinct: between(noted, released),
    inputs: noted.inputs.length,
    latencies: latencies(noted.inputs, noted.answers),
    tasks: noted.tasks.filter(([start]) => start >= from).map(([, duration]) => duration),
    shifts: noted.shifts,
    settledAfter: at - released,
    digest,
    value: await slider.inputValue(),
    spoken: noted.spoken,
  };
}
