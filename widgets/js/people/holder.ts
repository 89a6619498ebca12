// One map or plan in one host: the element, or a <div> that stands for it.
import { bits, type Place } from "../probe";
import { alert, button, sheetOf, Shown } from "../shown";
import type { Bindings, Home, Mounted } from "./home";

export const ATTRIBUTES = ["lang", "mode", "book"];

export class Holder extends Shown<Bindings, Mounted> {
  readonly #home: Home;
  readonly #kind: string;
  /** Set before it was shown. */
  #waiting: string | undefined;

  constructor(home: Home, kind: string, host: HTMLElement) {
    super(home, host);
    this.#home = home;
    this.#kind = kind;
  }

  get capabilities(): Place | null {
    return this.place ?? null;
  }

  get fileText(): string | null {
    return this.mounted?.file() ?? this.#waiting ?? null;
  }

  set fileText(text: string | null) {
    if (!this.mounted) {
      this.#waiting = text ?? undefined;
      return;
    }
    const wrong = this.mounted.open(text ?? "");
    if (wrong) throw new TypeError(wrong);
  }

  protected sheet(bindings: Bindings): CSSStyleSheet {
    return sheetOf(this.#kind, () => bindings.people_styles(this.#kind));
  }

  protected show(bindings: Bindings, place: HTMLElement, allows: Place): Mounted {
    const { notes } = this.#home;
    const book = `file:${this.host.getAttribute("book") ?? this.host.dataset.book ?? ""}`;
    const file = notes[book] ?? this.#waiting ?? this.own;
    const remember = (name: string, text: string) => void (notes[name] = text);
    return bindings.mount_people(this.#kind, this.host, place, bits(allows), remember, this.#home.keyBeside, file);
  }

  protected mayTryAgain(): boolean {
    return this.isConnected;
  }

  protected sayStopped(root: ShadowRoot): void {
    const { stopped, reload } = this.#home.notes;
    root.replaceChildren(document.createElement("slot"));
    if (stopped && reload) root.append(alert(stopped), button(reload, () => void this.mount()));
  }
}
