// One classic script: paste it once, or ten times. It makes scenarios of <early-action-scenario> and
// of <div data-early-action="scenario">. Nothing in here may throw into the page around.
import { elementClass } from "./element";
import { Engine } from "./engine";
import { note } from "./note";
import { upgrade } from "./plain";
import { ATTRIBUTES, Scenario } from "./scenario";
import { ownAddress } from "./source";

const NAME = "early-action-scenario";
const PLAIN = 'div[data-early-action="scenario"]';

/** This page's engine; none where another copy of this script came first. */
export let engine: Engine | undefined;

try {
  if (customElements.get(NAME)) {
    note(`${NAME} is defined already; this copy of early-action.js (${__VERSION__}) does nothing.`);
  } else {
    const made = (engine = new Engine(new URL(__WASM_FILE__, ownAddress("early-action.js"))));
    const selector = define(made) ? PLAIN : `${PLAIN}, ${NAME}`;
    upgrade(selector, ATTRIBUTES, (host) => new Scenario(made, host));
  }
} catch (error) {
  note("early-action: this page cannot show scenarios, because", error);
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
