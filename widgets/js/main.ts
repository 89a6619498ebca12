// One classic script: paste it once, or ten times. It defines <early-action-scenario>.
import { Engine } from "./engine";
import { scenarioClass } from "./scenario";

const NAME = "early-action-scenario";

if (customElements.get(NAME)) {
  console.info(`${NAME} is defined already; this copy of early-action.js (${__VERSION__}) does nothing.`);
} else {
  const script = document.currentScript as HTMLScriptElement | null;
  const engine = new Engine(new URL(__WASM_FILE__, script?.src || document.baseURI));
  customElements.define(NAME, scenarioClass(engine));
}
