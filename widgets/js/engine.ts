// The engine of a page: one compiled module, one instance on the page, one pool of workers.
import { glue } from "early-action:glue";
import { Pool } from "./pool";

export type Bindings = typeof wasm_bindgen;

export class Engine {
  readonly #url: URL;
  #ready: Promise<Bindings> | undefined;
  #module: WebAssembly.Module | undefined;
  #pool: Pool | undefined;
  #elements = 0;

  constructor(url: URL) {
    this.#url = url;
  }

  /** Fetches and compiles once for all elements of the page. */
  ready(): Promise<Bindings> {
    return (this.#ready ??= this.#load());
  }

  async #load(): Promise<Bindings> {
    const [module, bindings] = [await compile(this.#url), glue()];
    await bindings({ module_or_path: module });
    this.#module = module;
    return bindings;
  }

  /** An element has come. The first one starts the workers. */
  async enter(): Promise<Bindings> {
    this.#elements += 1;
    const bindings = await this.ready();
    if (this.#elements > 0 && this.#module) this.#pool ??= new Pool(this.#module, bindings);
    return bindings;
  }

  /** An element has gone. With the last one the workers go too. */
  leave(): void {
    this.#elements -= 1;
    if (this.#elements > 0) return;
    this.#pool?.end();
    this.#pool = undefined;
  }
}

async function compile(url: URL): Promise<WebAssembly.Module> {
  // Without credentials: the file is the same for everybody.
  const response = await fetch(url, { credentials: "omit" });
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  if (response.headers.get("content-type")?.startsWith("application/wasm")) {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}
