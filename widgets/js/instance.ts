// A module compiled once for a page, the instance of it that works, and whoever shows something of it.
import { guarded } from "./guard";
import { note } from "./note";
import { compile } from "./source";

/** Whoever shows something of an instance. */
export interface User {
  /** The instance has broken: all that it showed is gone. */
  stopped(): void;
}

interface Beginning {
  initSync(from: { module: WebAssembly.Module }): unknown;
}

export abstract class Instance<B extends Beginning> {
  readonly #compile: () => Promise<WebAssembly.Module>;
  readonly #make: (webAssembly: typeof WebAssembly) => B;
  readonly #saidWhenBroken: string;
  #module: Promise<WebAssembly.Module> | undefined;
  #bindings: B | undefined;
  protected users: User[] = [];

  /** `which` tells the modules apart that one page may carry. */
  constructor(make: (webAssembly: typeof WebAssembly) => B, saidWhenBroken: string, url: URL, which?: string) {
    this.#make = make;
    this.#saidWhenBroken = saidWhenBroken;
    this.#compile = () => compile(url, which);
  }

  enter(user: User): void {
    this.users.push(user);
  }

  leave(user: User): void {
    this.users = this.users.filter((other) => other !== user);
  }

  /** An instance that works: the file is fetched and compiled once. */
  async ready(): Promise<B> {
    this.#module ??= this.#compile();
    let module;
    try {
      module = await this.#module;
    } catch (error) {
      // Who comes later may have more luck.
      this.#module = undefined;
      throw error;
    }
    this.#bindings ??= this.#begin(module);
    this.serve(module, this.#bindings);
    return this.#bindings;
  }

  #begin(module: WebAssembly.Module): B {
    const bindings: B = this.#make(guarded((error) => this.#broke(bindings, error)));
    bindings.initSync({ module });
    return bindings;
  }

  #broke(bindings: B, error: unknown): void {
    if (this.#bindings !== bindings) return;
    this.#bindings = undefined;
    this.end();
    note(this.#saidWhenBroken, error);
    for (const user of this.users) user.stopped();
  }

  /** What goes with a working instance. */
  protected abstract serve(module: WebAssembly.Module, bindings: B): void;

  /** That ends with it. */
  protected abstract end(): void;
}
