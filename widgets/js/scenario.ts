// One scenario in one host: the element, or a <div> that stands for it.
import type { Bindings, Engine } from "./engine";
import { bits, type Capabilities, type Place } from "./probe";
import { alert, button, sheetOf, Shown } from "./shown";

type Mounted = ReturnType<Bindings["mount_scenario"]>;

export const ATTRIBUTES = ["model", "models", "seed", "draws", "set", "lang"];

/** An element that waits to be shown tries so often while others break the engine. */
const MOST_STOPS = 2;

export class Scenario extends Shown<Bindings, Mounted> {
  readonly #engine: Engine;
  #modelText: string | undefined;
  /** What Rust asks to be remembered, in case its instance breaks: figures, and what is said then. */
  #notes: Record<string, string> = {};
  #stops = 0;

  constructor(engine: Engine, host: HTMLElement) {
    super(engine, host);
    this.#engine = engine;
  }

  /** The digest of the answer shown, once it has settled. */
  get digest(): string | null {
    return this.mounted?.digest() ?? null;
  }

  get capabilities(): Capabilities | null {
    return this.place ? { workers: this.#engine.hasWorkers, ...this.place } : null;
  }

  /** A model of the page's own, as JSON. */
  get modelText(): string | null {
    return this.#modelText ?? this.own ?? null;
  }

  set modelText(text: string | null) {
    this.#modelText = text ?? undefined;
    this.changed("model");
  }

  /** The page asks for something else. What a person has entered belongs to what was asked before. */
  override changed(attribute: string): void {
    if (attribute !== "lang") delete this.#notes.figures;
    super.changed(attribute);
  }

  protected sheet(bindings: Bindings): CSSStyleSheet {
    return sheetOf("scenario", () => bindings.scenario_styles());
  }

  protected show(bindings: Bindings, place: HTMLElement, allows: Place): Mounted {
    const remember = (name: string, text: string) => (this.#notes[name] = text);
    const { figures } = this.#notes;
    return bindings.mount_scenario(this.host, place, bits(allows), remember, this.modelText ?? undefined, figures);
  }

  override stopped(): void {
    this.#stops += 1;
    super.stopped();
  }

  protected mayTryAgain(): boolean {
    return this.#stops <= MOST_STOPS;
  }

  protected sayStopped(root: ShadowRoot): void {
    const hadFocus = root.activeElement !== null;
    const box = document.createElement("div");
    box.className = "ea ea-stopped";
    const { "stopped-engine": stopped, reload, "start-again": again } = this.#notes;
    if (!(stopped && reload && again)) {
      root.replaceChildren(document.createElement("slot"));
      return;
    }
    const act = button(reload, () => void this.mount());
    box.append(alert(stopped), act);
    // Figures that break the engine would break it again.
    if (this.#stops > 1) box.append(button(again, () => this.changed("set")));
    for (const child of box.querySelectorAll("button")) child.className = "ea-button";
    root.replaceChildren(document.createElement("slot"), box);
    if (hadFocus) act.focus();
  }
}
