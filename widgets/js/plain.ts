// A plain <div data-early-action="scenario" data-model="…">, for pages whose editor removes unknown
// elements. It becomes a scenario where it stands: its children are not moved, so whoever made them
// finds them where they were.
import type { Engine } from "./engine";
import { ATTRIBUTES, Scenario } from "./scenario";

const PREFIX = "data-";

/** Turns all that match `selector` into scenarios, those that come later too. */
export function upgrade(engine: Engine, selector: string): void {
  const scenarios = new Map<HTMLElement, Scenario>();
  /** Those that have gone, too: what a person entered is there again when they come back. */
  const known = new WeakMap<HTMLElement, Scenario>();

  const take = (host: HTMLElement) => {
    if (scenarios.has(host)) return;
    let scenario = known.get(host);
    // A shadow root of somebody else's is left alone.
    if (!scenario && host.shadowRoot) return;
    scenario ??= new Scenario(engine, host);
    known.set(host, scenario);
    scenarios.set(host, scenario);
    scenario.connect();
  };
  const takeWithin = (node: Node) => {
    if (!(node instanceof HTMLElement)) return;
    if (node.matches(selector)) take(node);
    node.querySelectorAll<HTMLElement>(selector).forEach(take);
  };

  const observer = new MutationObserver((records) => {
    for (const [host, scenario] of scenarios) {
      if (host.isConnected) continue;
      scenario.disconnect();
      scenarios.delete(host);
    }
    for (const { type, target, attributeName, addedNodes } of records) {
      if (type === "childList") addedNodes.forEach(takeWithin);
      else scenarios.get(target as HTMLElement)?.changed((attributeName ?? "").replace(PREFIX, ""));
    }
  });
  observer.observe(document, {
    childList: true,
    subtree: true,
    attributeFilter: ATTRIBUTES.flatMap((name) => [name, PREFIX + name]),
  });
  takeWithin(document.documentElement);
}
