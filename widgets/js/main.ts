// One classic script: paste it once, or ten times. It makes scenarios of <early-action-scenario> and
// of <div data-early-action="scenario">. Nothing in here may throw into the page around.
import { elementClass } from "./element";
import { Engine } from "./engine";
import { upgrade } from "./plain";

const NAME = "early-action-scenario";
const PLAIN = 'div[data-early-action="scenario"]';

try {
  if (customElements.get(NAME)) {
    console.info(`${NAME} is defined already; this copy of early-action.js (${__VERSION__}) does nothing.`);
  } else {
    const script = document.currentScript as HTMLScriptElement | null;
    const engine = new Engine(new URL(__WASM_FILE__, script?.src || document.baseURI));
    upgrade(engine, define(engine) ? PLAIN : `${PLAIN}, ${NAME}`);
  }
} catch (error) {
  console.info("early-action: this page cannot show scenarios, because", error);
}

/** Some pages refuse new elements. Theirs are then taken as they are. */
function define(engine: Engine): boolean {
  try {
    customElements.define(NAME, elementClass(engine));
    return true;
  } catch {
    return false;
  }
}
