// The engine of a page: one compiled module, one instance on the page, one pool of workers.
import { glue } from "early-action:glue";
import { Instance, type User } from "./instance";
import { Pool } from "./pool";

export type Bindings = typeof wasm_bindgen;

export class Engine extends Instance<Bindings> {
  #pool: Pool | undefined;

  constructor(url: URL) {
    super(glue, "early-action: the engine has stopped", url);
  }

  /** Whether work is done in workers; `null` until that is known. */
  get hasWorkers(): boolean | null {
    return this.#pool?.isOpen ?? null;
  }

  /** With the last one the workers go too, unless it was only moved. */
  override leave(user: User): void {
    super.leave(user);
    setTimeout(() => {
      if (this.users.length === 0) this.end();
    });
  }

  /** Workers are on the way as soon as anybody is there. */
  protected serve(module: WebAssembly.Module, bindings: Bindings): void {
    if (this.users.length > 0) this.#pool ??= new Pool(module, bindings);
  }

  protected end(): void {
    this.#pool?.end();
    this.#pool = undefined;
  }
}
