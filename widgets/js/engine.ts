// The engine of a page: one compiled module, one instance on the page, one pool of workers.
import { glue } from "early-action:glue";
import { guarded } from "./guard";
import { note } from "./note";
import { Pool } from "./pool";
import { compile } from "./source";

export type Bindings = typeof wasm_bindgen;

/** Whoever shows something of the engine. */
export interface User {
  /** The instance has broken: all that it showed is gone. */
  stopped(): void;
}

export class Engine {
  readonly #url: URL;
  #module: Promise<WebAssembly.Module> | undefined;
  #bindings: Bindings | undefined;
  #pool: Pool | undefined;
  #users: User[] = [];

  constructor(url: URL) {
    this.#url = url;
  }

  /** Whether work is done in workers; `null` until that is known. */
  get hasWorkers(): boolean | null {
    return this.#pool?.isOpen ?? null;
  }

  enter(user: User): void {
    this.#users.push(user);
  }

  /** With the last one the workers go too, unless it was only moved. */
  leave(user: User): void {
    this.#users = this.#users.filter((other) => other !== user);
    setTimeout(() => {
      if (this.#users.length === 0) this.#endPool();
    });
  }

  #endPool(): void {
    this.#pool?.end();
    this.#pool = undefined;
  }

  /** An instance that works, and workers on the way: the file is fetched and compiled once. */
  async ready(): Promise<Bindings> {
    this.#module ??= compile(this.#url);
    let module;
    try {
      module = await this.#module;
    } catch (error) {
      // Who comes later may have more luck.
      this.#module = undefined;
      throw error;
    }
    this.#bindings ??= this.#begin(module);
    if (this.#users.length > 0) this.#pool ??= new Pool(module, this.#bindings);
    return this.#bindings;
  }

  #begin(module: WebAssembly.Module): Bindings {
    const bindings = glue(guarded((error) => this.#broke(bindings, error)));
    bindings.initSync({ module });
    return bindings;
  }

  #broke(bindings: Bindings, error: unknown): void {
    if (this.#bindings !== bindings) return;
    this.#bindings = undefined;
    this.#endPool();
    note("early-action: the engine has stopped", error);
    for (const user of this.#users) user.stopped();
  }
}
