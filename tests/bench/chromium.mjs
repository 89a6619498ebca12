// How fast the built site is in Chromium. Started by `cargo xtask bench`, which serves the site and finds the browser.
//
// Medians of seven after a warm-up, and the cold first run: a browser that has just started, with nothing cached.
import { chromium } from "@playwright/test";
import golden from "../node/golden.cjs";

const RUNS = 7;
const DRAWS = 10_000;
const BATCHES = Math.ceil(DRAWS / 256);
/** As in engine/benches/engine.rs, so that the two can be compared. */
const MODELS = ["family-group-conference", "family-group-conference-now", "sick-sicker-psa", "hip-replacement-psa"];
/** As in engine/benches/individual.rs: name, model, subgroup, draws, persons in each. */
const PERSONS = [
  ["hip replacement, 1,000 draws x 1,000 persons x 2", "hip-replacement-psa", "women_60", 1000, 1000],
  ["Sick-Sicker, 100,000 persons x 75 cycles x 4", "sick-sicker", undefined, 1, 100_000],
];

const site = process.env.EARLY_ACTION_URL;
const print = (what, value, unit, rest = "") =>
  console.log(`  ${what.padEnd(44)} ${value.toFixed(unit === "ms" ? 0 : 1).padStart(10)} ${unit}${rest}`);

/** Prints the cold time and the median of what follows a warm-up; returns the median. */
function report(what, [cold, , ...times]) {
  const median = times.sort((a, b) => a - b)[(RUNS - 1) / 2];
  print(what, median, "ms", `   cold ${cold.toFixed(0).padStart(6)} ms`);
  return median;
}

async function repeat(measure) {
  const found = [];
  for (let run = 0; run < RUNS + 2; run += 1) found.push(await measure(run));
  return found;
}

/** Runs in the page before all else: notes when an answer is painted and when it has settled. */
function observe() {
  const text = (name) =>
    document.querySelector("early-action-scenario")?.shadowRoot?.querySelector(name)?.textContent ?? "";
  /** The time after the frame in which something holds. */
  const painted = (holds) =>
    new Promise((resolve) => {
      const look = () => {
        if (!holds()) return requestAnimationFrame(look);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(0);
      };
      requestAnimationFrame(look);
    });
  const settled = () =>
    new Promise((resolve) => {
      const heard = ({ detail }) => resolve({ at: performance.now(), draws: detail.draws });
      document.addEventListener("early-action-settled", heard, { once: true });
    });
  // There is no verdict before there is an answer.
  window.opening = Promise.all([painted(() => text(".ea-verdict") !== ""), settled()]);
  window.nextStep = () => {
    const before = text(".ea-sentence");
    const pressed = new Promise((resolve) => addEventListener("keydown", (e) => resolve(e.timeStamp), { once: true }));
    window.step = Promise.all([pressed, painted(() => text(".ea-sentence") !== before), settled()]);
  };
}

function inTime([answer, { at, draws }], begun = 0) {
  if (draws !== DRAWS) throw new Error(`settled after ${draws} draws`);
  return { answer: answer - begun, whole: at - begun };
}

async function visits(browser) {
  const context = await browser.newContext({ locale: "en-GB" });
  await context.addInitScript(observe);
  const found = await repeat(async () => {
    const page = await context.newPage();
    await page.goto(site);
    const times = inTime(await page.evaluate(() => window.opening));
    await page.close();
    return times;
  });
  console.log("the site in Chromium, with its workers");
  report("navigation to the first answer, painted", found.map((f) => f.answer));
  report("navigation to all 10,000 draws", found.map((f) => f.whole));

  const page = await context.newPage();
  await page.goto(site);
  await page.evaluate(() => window.opening);
  await page.getByRole("slider", { name: "Families entering pre-proceedings in a year" }).focus();
  const steps = await repeat(async (run) => {
    await page.evaluate(() => window.nextStep());
    await page.keyboard.press(run % 2 ? "PageDown" : "PageUp");
    const [begun, ...rest] = await page.evaluate(() => window.step);
    return inTime(rest, begun);
  });
  report("slider step: to a new answer, painted", steps.map((s) => s.answer));
  report("slider step: to all 10,000 draws", steps.map((s) => s.whole));
  await context.close();
}

/** One thread, and nothing of the site but its WebAssembly. */
async function engine(browser) {
  const manifest = new URL("manifest.json", site);
  const files = Object.keys(await (await fetch(manifest)).json());
  const wasm = files.find((name) => name.endsWith(".wasm"));
  const published = new Map(golden.digests().map(({ model, text }) => [model, text]));
  for (const model of MODELS) {
    // A page of its own, where no other model has run; that of a file, which does nothing by itself.
    const page = await browser.newPage();
    await page.goto(manifest.href);
    await page.evaluate(
      async ([script, wasm]) => {
        const bindings = new Function(`${script}; return wasm_bindgen;`)();
        await bindings({ module_or_path: wasm });
        window.engine = bindings;
      },
      [golden.bindings(), wasm],
    );
    const measure = (name, number) =>
      repeat(() =>
        page.evaluate(([name, ...args]) => window.engine[name](...args), [name, published.get(model) ?? model, number]),
      );
    console.log(model);
    const median = report("10,000 draws, one thread", await measure("bench_batches", BATCHES));
    print("batches", (BATCHES / median) * 1e3, "a second");
    report("appraise 10,000 draws", await measure("bench_appraisal", DRAWS));
    await page.close();
  }
}

/** People one by one, which no page of the site carries. */
async function persons(browser) {
  const { script, wasm } = golden.proof();
  const page = await browser.newPage();
  await page.evaluate(
    ([script, wasm]) => {
      const bindings = new Function(`${script}; return wasm_bindgen;`)();
      bindings.initSync({ module: Uint8Array.from(atob(wasm), (letter) => letter.charCodeAt(0)) });
      window.follow = (...what) => {
        const begun = performance.now();
        const run = new bindings.Persons(...what);
        while (run.left() > 0) run.step();
        run.free();
        return performance.now() - begun;
      };
    },
    [script, wasm.toString("base64")],
  );
  for (const [name, model, subgroup, draws, number] of PERSONS) {
    const what = [golden.text(model), subgroup, draws, number];
    console.log(name);
    const times = await repeat(() => page.evaluate((what) => window.follow(...what), what));
    report("one thread", [...times]);
    print("persons", ((draws * number) / Math.min(...times)) * 1e3, "a second");
  }
  await page.close();
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  // As the tests have it.
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  console.log(`Chromium ${browser.version()}`);
  await visits(browser);
  await engine(browser);
  await persons(browser);
} finally {
  await browser.close();
}
