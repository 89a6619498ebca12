// The one instance that maps and plans of a page live in, and what they hold, should it break.
import { glue } from "early-action:glue";
import { Instance } from "../instance";
import { keyBeside } from "./keys";

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
    beside: (order: Uint8Array) => Promise<Uint8Array | undefined>,
    file: string | undefined,
  ): Mounted;
  people_styles(kind: string): string;
  /** A key, in a worker; `undefined` for want of memory. */
  work_out_key(order: Uint8Array): Uint8Array | undefined;
}

export class Home extends Instance<Bindings> {
  /** What Rust asks to be remembered while the page is open: files by the name of their book, and words. */
  readonly notes: Record<string, string> = Object.create(null) as Record<string, string>;

  #module: WebAssembly.Module | undefined;

  constructor(url: URL) {
    super(make, "early-action: the map has stopped", url, '[data-early-action="people"]');
  }

  readonly keyBeside = async (order: Uint8Array): Promise<Uint8Array | undefined> =>
    this.#module && keyBeside(this.#module, order);

  protected serve(module: WebAssembly.Module): void {
    this.#module = module;
  }

  protected end(): void {}
}

/** The bindings of this script's own WebAssembly; the shared type is the scenario's. */
const make = glue as unknown as (webAssembly: typeof WebAssembly) => Bindings;
