// <early-action-network> and its like: what the browser needs of a custom element.
import type { Place } from "../probe";
import { ATTRIBUTES, Holder } from "./holder";
import type { Home } from "./home";

export function elementClass(home: Home, kind: string): CustomElementConstructor {
  return class extends HTMLElement {
    static readonly observedAttributes = ATTRIBUTES;

    readonly #holder = new Holder(home, kind, this);

    connectedCallback(): void {
      this.#holder.connect();
    }

    disconnectedCallback(): void {
      this.#holder.disconnect();
    }

    attributeChangedCallback(name: string): void {
      this.#holder.changed(name);
    }

    /** What this place allows, once that is known. */
    get capabilities(): Place | null {
      return this.#holder.capabilities;
    }

    /** The whole file, map and plan, as JSON; set, it is opened in place of what is there. */
    get fileText(): string | null {
      return this.#holder.fileText;
    }

    set fileText(text: string | null) {
      this.#holder.fileText = text;
    }
  };
}
