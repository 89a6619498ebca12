// <early-action-scenario>: what the browser needs of a custom element.
import type { Engine } from "./engine";
import type { Capabilities } from "./probe";
import { ATTRIBUTES, Scenario } from "./scenario";

export function elementClass(engine: Engine): CustomElementConstructor {
  return class extends HTMLElement {
    static readonly observedAttributes = ATTRIBUTES;

    readonly #scenario = new Scenario(engine, this);

    connectedCallback(): void {
      this.#scenario.connect();
    }

    disconnectedCallback(): void {
      this.#scenario.disconnect();
    }

    attributeChangedCallback(name: string): void {
      this.#scenario.changed(name);
    }

    /** The digest of the answer shown, once it has settled. */
    get digest(): string | null {
      return this.#scenario.digest;
    }

    /** What this place allows, once that is known. */
    get capabilities(): Capabilities | null {
      return this.#scenario.capabilities;
    }

    /** A model of the page's own, as JSON. */
    get modelText(): string | null {
      return this.#scenario.modelText;
    }

    set modelText(text: string | null) {
      this.#scenario.modelText = text;
    }
  };
}
