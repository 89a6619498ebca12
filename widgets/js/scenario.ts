// One scenario in one host: the element, or a <div> that stands for it. All that is seen is in Rust.
import type { Bindings, Engine, User } from "./engine";
import { note } from "./note";
import { bits, probe, type Capabilities, type Place } from "./probe";

type Mounted = ReturnType<Bindings["mount_scenario"]>;

export const ATTRIBUTES = ["model", "models", "seed", "draws", "set", "lang"];

/** A child that holds a model of the page's own. */
const MODEL_CHILD = 'script[type="application/json"]';

/** An element that waits to be shown tries so often while others break the engine. */
const MOST_STOPS = 2;

// As they were when this script began.
const { attachShadow } = Element.prototype;

export class Scenario implements User {
  readonly #engine: Engine;
  readonly #host: HTMLElement;
  #root: ShadowRoot | undefined;
  #mounted: Mounted | undefined;
  #place: Place | undefined;
  #modelText: string | undefined;
  /** What Rust asks to be remembered, in case its instance breaks: figures, and what is said then. */
  #notes: Record<string, string> = {};
  #stops = 0;
  #isConnected = false;
  /** Counts changes, so that only the last of several that come together mounts. */
  #change = 0;

  constructor(engine: Engine, host: HTMLElement) {
    this.#engine = engine;
    this.#host = host;
  }

  /** The digest of the answer shown, once it has settled. */
  get digest(): string | null {
    return this.#mounted?.digest() ?? null;
  }

  get capabilities(): Capabilities | null {
    return this.#place ? { workers: this.#engine.hasWorkers, ...this.#place } : null;
  }

  /** A model of the page's own, as JSON. */
  get modelText(): string | null {
    return this.#modelText ?? this.#host.querySelector(MODEL_CHILD)?.textContent ?? null;
  }

  set modelText(text: string | null) {
    this.#modelText = text ?? undefined;
    this.changed("model");
  }

  connect(): void {
    this.#isConnected = true;
    this.#engine.enter(this);
    void probe();
    void this.#mount();
  }

  disconnect(): void {
    this.#isConnected = false;
    this.#change += 1;
    this.#unmount();
    this.#engine.leave(this);
  }

  /** The page asks for something else. What a person has entered belongs to what was asked before. */
  changed(attribute: string): void {
    if (attribute !== "lang") delete this.#notes.figures;
    if (this.#isConnected) void this.#mount();
  }

  async #mount(): Promise<void> {
    const change = ++this.#change;
    const isCurrent = () => change === this.#change;
    try {
      const bindings = await this.#engine.ready();
      await parsed();
      this.#place = await probe();
      if (!isCurrent()) return;
      this.#unmount();
      // Until now what stands between the tags was shown.
      this.#root ??= attachShadow.call(this.#host, { mode: "open" });
      this.#root.adoptedStyleSheets = [sheet(bindings)];
      const place = document.createElement("div");
      this.#root.replaceChildren(place);
      const remember = (name: string, text: string) => (this.#notes[name] = text);
      const { figures } = this.#notes;
      const mounted = bindings.mount_scenario(
        this.#host,
        place,
        bits(this.#place),
        remember,
        this.modelText ?? undefined,
        figures,
      );
      // If that broke the engine, this has been told already.
      if (isCurrent()) this.#mounted = mounted;
    } catch (error) {
      if (isCurrent()) this.#fail(error);
    }
  }

  #unmount(): void {
    this.#mounted?.free();
    this.#mounted = undefined;
  }

  /** It cannot be shown here: the fallback stays, and the page around is not troubled. */
  #fail(error: unknown): void {
    if (this.#mounted) return;
    this.#root?.replaceChildren(document.createElement("slot"));
    note("early-action: the content between the tags stays, because", error);
    this.#tell("unavailable");
  }

  stopped(): void {
    this.#change += 1;
    this.#mounted = undefined;
    this.#stops += 1;
    if (!this.#root) {
      // It had not begun: another's fault.
      if (this.#stops <= MOST_STOPS) void this.#mount();
      return;
    }
    const hadFocus = this.#root.activeElement !== null;
    const box = document.createElement("div");
    box.className = "ea ea-stopped";
    const { "stopped-engine": stopped, reload, "start-again": again } = this.#notes;
    if (stopped && reload && again) {
      const said = document.createElement("p");
      said.setAttribute("role", "alert");
      said.textContent = stopped;
      const act = button(reload, () => void this.#mount());
      box.append(said, act);
      // Figures that break the engine would break it again.
      if (this.#stops > 1) {
        box.append(button(again, () => this.changed("set")));
      }
      this.#root.replaceChildren(document.createElement("slot"), box);
      if (hadFocus) act.focus();
    } else {
      this.#root.replaceChildren(document.createElement("slot"));
    }
    this.#tell("stopped");
  }

  #tell(reason: string): void {
    const detail = { reason };
    this.#host.dispatchEvent(new CustomEvent("early-action-failed", { bubbles: true, composed: true, detail }));
  }
}

function button(label: string, act: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ea-button";
  button.textContent = label;
  button.addEventListener("click", act);
  return button;
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
  if (!("adoptedStyleSheets" in Document.prototype)) throw new Error("this browser is too old");
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(bindings.scenario_styles());
  }
  return shared;
}
