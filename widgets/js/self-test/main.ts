// Tests the shipped element in this browser, on this device, and says the result in plain words.
import { answers } from "./answers";
import { arithmetic, load } from "./arithmetic";
import { expected } from "./expected";
import { Report, byId, node, reason } from "./report";
import { nothingElse, use } from "./use";

document.addEventListener("DOMContentLoaded", () => void run(), { once: true });

async function run(): Promise<void> {
  const report = new Report();
  fact("Version", __VERSION__);
  fact("Engine", __WASM_FILE__);
  fact("Browser", navigator.userAgent);
  fact("Processors", String(navigator.hardwareConcurrency));
  try {
    const [wanted, bindings] = [await expected(), await load()];
    await report.run([use(wanted), ...answers(wanted), arithmetic(wanted, bindings), nothingElse()]);
    report.end();
  } catch (error) {
    report.stop(reason(error));
  }
}

function fact(name: string, value: string): void {
  byId("dl", "facts").append(node("div", "", node("dt", "", name), node("dd", "", value)));
}
