// The script of the workshop's pages: all that the ordinary script brings, and <early-action-workshop>.
import type { Bindings, Engine } from "./engine";
import type { User } from "./instance";
import { engine } from "./main";
import { bits, probe } from "./probe";

interface Mounted {
  free(): void;
}

/** What the workshop's WebAssembly gives beside the ordinary one's. */
type WorkshopBindings = Bindings & {
  mount_workshop(element: HTMLElement, place: HTMLElement, capabilities: number, note: () => void): Mounted;
  workshop_styles(): string;
};

const NAME = "early-action-workshop";

function workshopClass(engine: Engine): CustomElementConstructor {
  return class extends HTMLElement implements User {
    #mounted: Mounted | undefined;
    #root: ShadowRoot | undefined;

    connectedCallback(): void {
      engine.enter(this);
      this.#mount().catch((error) => console.info("early-action: the content between the tags stays, because", error));
    }

    disconnectedCallback(): void {
      this.#mounted?.free();
      this.#mounted = undefined;
      engine.leave(this);
    }

    /** The engine's instance has broken: what stands between the tags is shown. */
    stopped(): void {
      this.#mounted = undefined;
      this.#root?.replaceChildren(document.createElement("slot"));
    }

    async #mount(): Promise<void> {
      const bindings = (await engine.ready()) as WorkshopBindings;
      const place = await probe();
      if (!this.isConnected || this.#mounted) return;
      this.#root ??= this.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(bindings.workshop_styles());
      this.#root.adoptedStyleSheets = [sheet];
      const view = document.createElement("div");
      this.#root.replaceChildren(view);
      this.#mounted = bindings.mount_workshop(this, view, bits(place), () => undefined);
    }
  };
}

if (engine && !customElements.get(NAME)) customElements.define(NAME, workshopClass(engine));
