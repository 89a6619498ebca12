// The one instance that maps and plans of a page live in, and what they hold, should it break.
import { glue } from "early-action:glue";
import { guarded } from "../guard";
import { note } from "../note";
import { compile } from "../source";

/** What is mounted: freed, it is gone. */
export interface Mounted {
  free(): void;
  /** The whole file, or `undefined` if there is nothing in it. */
  file(): string | undefined;
  /** Opens a file in place of what is there; what is wrong with it, if it cannot be opened. */
  open(text: string): string | undefined;
}

export interface Bindings {
  initSync(from: { module: WebAssembly.Module }): unknown;
  mount_people(
    kind: string,
    element: HTMLElement,
    place: HTMLElement,
    capabilities: number,
    note: (name: string, text: string) => void,
    file: string | undefined,
  ): Mounted;
  people_styles(kind: string): string;
}

/** Whoever shows something of the instance. */
export interface User {
  /** The instance has broken: all that it showed is gone. */
  stopped(): void;
}

export class Home {
  readonly #url: URL;
  #module: Promise<WebAssembly.Module> | undefined;
  #bindings: Bindings | undefined;
  readonly users = new Set<User>();
  /** What Rust asks to be remembered while the page is open: files by the name of their book, and words. */
  readonly notes: Record<string, string> = Object.create(null) as Record<string, string>;

  constructor(url: URL) {
    this.#url = url;
  }

  async ready(): Promise<Bindings> {
    this.#module ??= compile(this.#url, '[data-early-action="people"]');
    let module;
    try {
      module = await this.#module;
    } catch (error) {
      // Who comes later may have more luck.
      this.#module = undefined;
      throw error;
    }
    return (this.#bindings ??= this.#begin(module));
  }

  #begin(module: WebAssembly.Module): Bindings {
    const begun: Bindings = make(guarded((error) => this.#broke(begun, error)));
    begun.initSync({ module });
    return begun;
  }

  #broke(bindings: Bindings, error: unknown): void {
    if (this.#bindings !== bindings) return;
    this.#bindings = undefined;
    note("early-action: the map has stopped", error);
    for (const user of this.users) user.stopped();
  }
}

/** The bindings of this script's own WebAssembly; the shared type is the scenario's. */
const make = glue as unknown as (webAssembly: typeof WebAssembly) => Bindings;
