// One map or plan in one host: the element, or a <div> that stands for it. All that is seen is in Rust.
import { note } from "../note";
import type { Held } from "../plain";
import { bits, probe, type Place } from "../probe";
import type { Bindings, Home, Mounted, User } from "./home";

export const ATTRIBUTES = ["lang", "mode", "book"];

/** A child that holds a map or plan of the page's own. */
const FILE_CHILD = 'script[type="application/json"]';

// As it was when this script began.
const { attachShadow } = Element.prototype;

export class Holder implements User, Held {
  readonly #home: Home;
  readonly #kind: string;
  readonly #host: HTMLElement;
  #root: ShadowRoot | undefined;
  #mounted: Mounted | undefined;
  #place: Place | undefined;
  /** Set before it was shown. */
  #waiting: string | undefined;
  #isConnected = false;
  /** Counts changes, so that only the last of several that come together mounts. */
  #change = 0;

  constructor(home: Home, kind: string, host: HTMLElement) {
    this.#home = home;
    this.#kind = kind;
    this.#host = host;
  }

  get capabilities(): Place | null {
    return this.#place ?? null;
  }

  get fileText(): string | null {
    return this.#mounted?.file() ?? this.#waiting ?? null;
  }

  set fileText(text: string | null) {
    if (!this.#mounted) {
      this.#waiting = text ?? undefined;
      return;
    }
    const wrong = this.#mounted.open(text ?? "");
    if (wrong) throw new TypeError(wrong);
  }

  connect(): void {
    this.#isConnected = true;
    this.#home.users.add(this);
    void probe();
    void this.#mount();
  }

  disconnect(): void {
    this.#isConnected = false;
    this.#change += 1;
    this.#unmount();
    this.#home.users.delete(this);
  }

  changed(): void {
    if (this.#isConnected) void this.#mount();
  }

  async #mount(): Promise<void> {
    const change = ++this.#change;
    const isCurrent = () => change === this.#change;
    try {
      const bindings = await this.#home.ready();
      await parsed();
      this.#place = await probe();
      if (!isCurrent()) return;
      this.#unmount();
      // Until now what stands between the tags was shown.
      this.#root ??= attachShadow.call(this.#host, { mode: "open" });
      this.#root.adoptedStyleSheets = [sheet(bindings, this.#kind)];
      const place = document.createElement("div");
      this.#root.replaceChildren(place);
      const { notes } = this.#home;
      const book = `file:${this.#host.getAttribute("book") ?? this.#host.dataset.book ?? ""}`;
      const file = notes[book] ?? this.#waiting ?? this.#host.querySelector(FILE_CHILD)?.textContent ?? undefined;
      const remember = (name: string, text: string) => void (notes[name] = text);
      const mounted = bindings.mount_people(this.#kind, this.#host, place, bits(this.#place), remember, file);
      // If that broke the instance, this has been told already.
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
    if (!this.#root) {
      if (this.#isConnected) void this.#mount();
      return;
    }
    const { stopped, reload } = this.#home.notes;
    const slot = document.createElement("slot");
    this.#root.replaceChildren(slot);
    if (stopped && reload) {
      const said = document.createElement("p");
      said.setAttribute("role", "alert");
      said.textContent = stopped;
      const act = document.createElement("button");
      act.type = "button";
      act.textContent = reload;
      act.addEventListener("click", () => void this.#mount());
      this.#root.append(said, act);
    }
    this.#tell("stopped");
  }

  #tell(reason: string): void {
    const detail = { reason };
    this.#host.dispatchEvent(new CustomEvent("early-action-failed", { bubbles: true, composed: true, detail }));
  }
}

/** Children are there once the page is read. */
function parsed(): Promise<void> {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) =>
    document.addEventListener("DOMContentLoaded", () => resolve(), { once: true }),
  );
}

const sheets = new Map<string, CSSStyleSheet>();

function sheet(bindings: Bindings, kind: string): CSSStyleSheet {
  if (!("adoptedStyleSheets" in Document.prototype)) throw new Error("this browser is too old");
  let found = sheets.get(kind);
  if (!found) {
    found = new CSSStyleSheet();
    found.replaceSync(bindings.people_styles(kind));
    sheets.set(kind, found);
  }
  return found;
}
