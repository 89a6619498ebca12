// An element that has gone leaves nothing behind, however often one comes and goes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { SCRIPT, expect, test, type Host } from "./hosts";

const SMALL = readFileSync(join(__dirname, "../../widgets/tests/small.json"), "utf8");
/** Bytes a mount that compiled code and the engine's own lists may grow by. A kept closure and what it holds is more. */
const HEAP_SLACK = 250;

/** What lives on the page once garbage has been collected. */
interface Living {
  nodes: number;
  listeners: number;
  workers: number;
  memories: number;
  wasmBytes: number;
  heap: number;
}

/** Mounts an element, waits for its answer and removes it, so many times; `keep` may hold on to something. */
const comeAndGo = (page: Page, times: number, keep = "") =>
  page.evaluate(
    async ([times, model, keep]) => {
      const plant = new Function("element", keep) as (element: HTMLElement) => void;
      for (let time = 0; time < times; time += 1) {
        const element = document.createElement("early-action-scenario");
        element.setAttribute("draws", "300");
        Object.assign(element, { modelText: model });
        const settled = new Promise((resolve) => element.addEventListener("early-action-settled", resolve, { once: true }));
        document.body.append(element);
        await settled;
        plant(element);
        element.remove();
        // What the test remembers is no leak.
        window.settledScenarios.length = 0;
      }
    },
    [times, SMALL, keep] as const,
  );

/** Through the browser's debugging protocol: what scripts are told is rounded. */
async function living(page: Page): Promise<Living> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  for (let round = 0; round < 3; round += 1) await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const metric = (name: string) => metrics.find((metric) => metric.name === name)!.value;
  const { result: prototype } = await session.send("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype" });
  const { objects } = await session.send("Runtime.queryObjects", { prototypeObjectId: prototype.objectId! });
  const { result } = await session.send("Runtime.callFunctionOn", {
    objectId: objects.objectId!,
    functionDeclaration: "function () { return this.map((memory) => memory.buffer.byteLength); }",
    returnByValue: true,
  });
  await session.detach();
  const memories = result.value as number[];
  return {
    nodes: metric("Nodes"),
    listeners: metric("JSEventListeners"),
    workers: page.workers().length,
    memories: memories.length,
    wasmBytes: memories.reduce((sum, bytes) => sum + bytes, 0),
    heap: metric("JSHeapUsedSize"),
  };
}

/** What there is more of after so many mounts. */
function grown(before: Living, after: Living, mounts: number): string[] {
  const slack = (name: string) => (name === "heap" ? HEAP_SLACK * mounts : 0);
  return (Object.keys(before) as (keyof Living)[]).filter((name) => after[name] > before[name] + slack(name));
}

async function open(host: Host): Promise<void> {
  await host.open({ head: SCRIPT });
  await host.page.evaluate(() => customElements.whenDefined("early-action-scenario"));
}

test("500 elements that come and go leave no node, listener, worker, byte of WebAssembly or object behind", async ({ host, page }) => {
  test.setTimeout(180_000);
  await open(host);
  await comeAndGo(page, 100);
  await expect.poll(() => page.workers().length).toBe(0);
  const at100 = await living(page);
  await comeAndGo(page, 400);
  await expect.poll(() => page.workers().length).toBe(0);
  const at500 = await living(page);
  expect(grown(at100, at500, 400)).toEqual([]);
  expect(at500.memories).toBe(1);
});

// Each leaks a little at every mount.
const PLANTS = {
  nodes: "(window.kept ??= []).push(element.shadowRoot.querySelector('button').cloneNode());",
  listeners: "window.addEventListener('resize', () => element.id);",
  workers: "(window.kept ??= []).push(new Worker(URL.createObjectURL(new Blob([]))));",
  memories: "(window.kept ??= []).push(new WebAssembly.Memory({ initial: 0 }));",
  wasmBytes: "(window.kept ??= [new WebAssembly.Memory({ initial: 1 })])[0].grow(1);",
  heap: "(window.kept ??= []).push(new Array(100).fill(0.5));",
};

for (const [what, plant] of Object.entries(PLANTS)) {
  test(`the same check finds a planted leak of ${what}`, async ({ host, page }) => {
    await open(host);
    await comeAndGo(page, 5, plant);
    const before = await living(page);
    await comeAndGo(page, 10, plant);
    const after = await living(page);
    expect(grown(before, after, 10)).toContain(what);
  });
}
