// A plain <div data-early-action="scenario" data-model="…">, for pages whose editor removes unknown
// elements. It becomes what it asks for where it stands: its children are not moved, so whoever made
// them finds them where they were.

/** What an element, or a <div> that stands for one, holds. */
export interface Held {
  connect(): void;
  disconnect(): void;
  changed(attribute: string): void;
}

const PREFIX = "data-";

/** Makes something of all that match `selector`, those that come later too. */
export function upgrade(selector: string, attributes: string[], make: (host: HTMLElement) => Held): void {
  const all = new Map<HTMLElement, Held>();
  /** Those that have gone, too: what a person entered is there again when they come back. */
  const known = new WeakMap<HTMLElement, Held>();

  const take = (host: HTMLElement) => {
    if (all.has(host)) return;
    let held = known.get(host);
    // A shadow root of somebody else's is left alone.
    if (!held && host.shadowRoot) return;
    held ??= make(host);
    known.set(host, held);
    all.set(host, held);
    held.connect();
  };
  const takeWithin = (node: Node) => {
    if (!(node instanceof HTMLElement)) return;
    if (node.matches(selector)) take(node);
    node.querySelectorAll<HTMLElement>(selector).forEach(take);
  };

  const observer = new MutationObserver((records) => {
    for (const [host, held] of all) {
      if (host.isConnected) continue;
      held.disconnect();
      all.delete(host);
    }
    for (const { type, target, attributeName, addedNodes } of records) {
      if (type === "childList") addedNodes.forEach(takeWithin);
      else all.get(target as HTMLElement)?.changed((attributeName ?? "").replace(PREFIX, ""));
    }
  });
  observer.observe(document, {
    childList: true,
    subtree: true,
    attributeFilter: attributes.flatMap((name) => [name, PREFIX + name]),
  });
  takeWithin(document.documentElement);
}
