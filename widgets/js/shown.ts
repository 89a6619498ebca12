// What stands in one host, the element or a <div> that stands for it: when it begins, and what is
// there when it cannot. All that is seen is in Rust.
import type { Instance, User } from "./instance";
import { note } from "./note";
import type { Held } from "./plain";
import { probe, type Place } from "./probe";

/** A child that holds a model, map or plan of the page's own. */
const OWN_CHILD = 'script[type="application/json"]';

// As it was when this script began.
const { attachShadow } = Element.prototype;

export abstract class Shown<B extends { initSync(from: { module: WebAssembly.Module }): unknown }, M extends { free(): void }>
  implements User, Held
{
  protected mounted: M | undefined;
  protected place: Place | undefined;
  protected isConnected = false;
  #root: ShadowRoot | undefined;
  /** Counts changes, so that only the last of several that come together mounts. */
  #change = 0;

  constructor(
    protected readonly instance: Instance<B>,
    protected readonly host: HTMLElement,
  ) {}

  /** What the page gave between the tags. */
  protected get own(): string | undefined {
    return this.host.querySelector(OWN_CHILD)?.textContent ?? undefined;
  }

  connect(): void {
    this.isConnected = true;
    this.instance.enter(this);
    void probe();
    void this.mount();
  }

  disconnect(): void {
    this.isConnected = false;
    this.#change += 1;
    this.#unmount();
    this.instance.leave(this);
  }

  changed(_attribute: string): void {
    if (this.isConnected) void this.mount();
  }

  protected async mount(): Promise<void> {
    const change = ++this.#change;
    const isCurrent = () => change === this.#change;
    try {
      const bindings = await this.instance.ready();
      await parsed();
      this.place = await probe();
      if (!isCurrent()) return;
      this.#unmount();
      // Until now what stands between the tags was shown.
      this.#root ??= attachShadow.call(this.host, { mode: "open" });
      this.#root.adoptedStyleSheets = [this.sheet(bindings)];
      const place = document.createElement("div");
      this.#root.replaceChildren(place);
      const mounted = this.show(bindings, place, this.place);
      // If that broke the instance, this has been told already.
      if (isCurrent()) this.mounted = mounted;
    } catch (error) {
      if (isCurrent()) this.#fail(error);
    }
  }

  #unmount(): void {
    this.mounted?.free();
    this.mounted = undefined;
  }

  /** It cannot be shown here: the fallback stays, and the page around is not troubled. */
  #fail(error: unknown): void {
    if (this.mounted) return;
    this.#root?.replaceChildren(document.createElement("slot"));
    note("early-action: the content between the tags stays, because", error);
    this.#tell("unavailable");
  }

  stopped(): void {
    this.#change += 1;
    this.mounted = undefined;
    if (!this.#root) {
      // It had not begun: another's fault.
      if (this.mayTryAgain()) void this.mount();
      return;
    }
    this.sayStopped(this.#root);
    this.#tell("stopped");
  }

  #tell(reason: string): void {
    const detail = { reason };
    this.host.dispatchEvent(new CustomEvent("early-action-failed", { bubbles: true, composed: true, detail }));
  }

  protected abstract sheet(bindings: B): CSSStyleSheet;
  protected abstract show(bindings: B, place: HTMLElement, allows: Place): M;
  /** Whether to begin once more after another broke the instance before this was shown. */
  protected abstract mayTryAgain(): boolean;
  /** Puts what is said in place of what has stopped, with the fallback. */
  protected abstract sayStopped(root: ShadowRoot): void;
}

/** What stands where something has stopped: why, and a way to begin again. */
export function alert(text: string): HTMLElement {
  const said = document.createElement("p");
  said.setAttribute("role", "alert");
  said.textContent = text;
  return said;
}

export function button(label: string, act: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.addEventListener("click", act);
  return button;
}

const sheets = new Map<string, CSSStyleSheet>();

/** The sheet of this name, made once for a page. */
export function sheetOf(name: string, styles: () => string): CSSStyleSheet {
  if (!("adoptedStyleSheets" in Document.prototype)) throw new Error("this browser is too old");
  let found = sheets.get(name);
  if (!found) {
    found = new CSSStyleSheet();
    found.replaceSync(styles());
    sheets.set(name, found);
  }
  return found;
}

/** Children are there once the page is read. */
function parsed(): Promise<void> {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) =>
    document.addEventListener("DOMContentLoaded", () => resolve(), { once: true }),
  );
}
