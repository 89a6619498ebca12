// The script of map and plan. One classic script, apart from the scenario's: a page that shows a
// scenario carries nothing of these, and the other way round. A page may hold both scripts.
//
// Each kind is an element <early-action-KIND> and a plain <div data-early-action="KIND">. All of a
// page share one instance, so that map and plan find each other in it.
import { note } from "../note";
import { upgrade } from "../plain";
import { ownAddress } from "../source";
import { elementClass } from "./element";
import { ATTRIBUTES, Holder } from "./holder";
import { Home } from "./home";

/** What `mount_people` in Rust can show. */
const KINDS = ["network", "progress"];

try {
  const mine = KINDS.filter((kind) => !customElements.get(`early-action-${kind}`));
  if (mine.length === 0) {
    note(`Map and plan are defined already; this copy of early-action-people.js (${__VERSION__}) does nothing.`);
  } else {
    const home = new Home(new URL(__WASM_FILE__, ownAddress("early-action-people.js")));
    for (const kind of mine) {
      const name = `early-action-${kind}`;
      const plain = `div[data-early-action="${kind}"], div[data-early-action-${kind}]`;
      const selector = define(home, kind, name) ? plain : `${plain}, ${name}`;
      upgrade(selector, ATTRIBUTES, (host) => new Holder(home, kind, host));
    }
  }
} catch (error) {
  note("early-action: this page cannot show maps and plans, because", error);
}

/** Some pages refuse new elements. Theirs are then taken as they are. */
function define(home: Home, kind: string, name: string): boolean {
  try {
    customElements.define(name, elementClass(home, kind));
    return true;
  } catch {
    return false;
  }
}
