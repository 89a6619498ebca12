// One classic script: paste it once, or ten times. It makes scenarios of <early-action-scenario> and
// of <div data-early-action="scenario">. Nothing in here may throw into the page around.
import { elementClass } from "./element";
import { Engine } from "./engine";
import { note } from "./note";
import { upgrade } from "./plain";

const NAME = "early-action-scenario";
const PLAIN = 'div[data-early-action="scenario"]';

/** This page's engine; none where another copy of this script came first. */
export let engine: Engine | undefined;

try {
  if (customElements.get(NAME)) {
    note(`${NAME} is defined already; this copy of early-action.js (${__VERSION__}) does nothing.`);
  } else {
    engine = new Engine(new URL(__WASM_FILE__, ownAddress()));
    upgrade(engine, define(engine) ? PLAIN : `${PLAIN}, ${NAME}`);
  }
} catch (error) {
  note("early-action: this page cannot show scenarios, because", error);
}

/** Where this script came from. Pages that turn it into a module do not say, but still name it. */
function ownAddress(): string {
  const current = document.currentScript as HTMLScriptElement | null;
  const named = document.querySelector<HTMLScriptElement>('script[src*="early-action.js"]');
  return current?.src || named?.src || document.baseURI;
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
