// <early-action-scenario>: what the browser needs of a custom element. All else is in Rust.
import type { Bindings, Engine } from "./engine";

type Mounted = ReturnType<Bindings["mount_scenario"]>;

/** A child that holds a model of the page's own. */
const MODEL_CHILD = 'script[type="application/json"]';

export function scenarioClass(engine: Engine): CustomElementConstructor {
  return class extends HTMLElement {
    static readonly observedAttributes = ["model", "models", "seed", "draws", "set", "lang"];

    #mounted: Mounted | undefined;
    #modelText: string | undefined;
    /** Counts changes, so that only the last of several that come together mounts. */
    #change = 0;

    connectedCallback(): void {
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      // What stands between the tags is shown until there is something better.
      if (!root.firstChild) root.append(document.createElement("slot"));
      void engine.enter().catch(() => this.setAttribute("failed", ""));
      void this.#mount();
    }

    disconnectedCallback(): void {
      this.#change += 1;
      this.#unmount();
      engine.leave();
    }

    attributeChangedCallback(): void {
      if (this.isConnected && this.shadowRoot) void this.#mount();
    }

    /** The digest of the answer shown, once it has settled. */
    get digest(): string | null {
      return this.#mounted?.digest() ?? null;
    }

    /** A model of the page's own, as JSON. */
    get modelText(): string | null {
      return this.#modelText ?? this.querySelector(MODEL_CHILD)?.textContent ?? null;
    }

    set modelText(text: string | null) {
      this.#modelText = text ?? undefined;
      if (this.isConnected) void this.#mount();
    }

    async #mount(): Promise<void> {
      const change = ++this.#change;
      try {
        const [bindings] = await Promise.all([engine.ready(), parsed()]);
        if (change !== this.#change || !this.shadowRoot) return;
        this.#unmount();
        const root = this.shadowRoot;
        root.adoptedStyleSheets = [sheet(bindings)];
        const place = document.createElement("div");
        root.replaceChildren(place);
        this.#mounted = bindings.mount_scenario(this, place, this.modelText ?? undefined);
      } catch {
        // The fallback between the tags stays, and the page around it is not troubled.
        if (!this.#mounted) this.shadowRoot?.replaceChildren(document.createElement("slot"));
      }
    }

    #unmount(): void {
      this.#mounted?.free();
      this.#mounted = undefined;
    }
  };
}

/** Children are there once the page is read. */
function parsed(): Promise<void> {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) =>
    document.addEventListener("DOMContentLoaded", () => resolve(), { once: true }),
  );
}

let shared: CSSStyleSheet | undefined;

function sheet(bindings: Bindings): CSSStyleSheet {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(bindings.scenario_styles());
  }
  return shared;
}
