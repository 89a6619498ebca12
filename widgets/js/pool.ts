// Classic workers made from this script's own text. Where a page forbids them, the page works alone.
import { glue } from "early-action:glue";
import type { Bindings } from "./engine";
import { desk } from "./worker";

const MOST_WORKERS = 4;
/** A blocked worker is silent; after this long the page does the work itself. */
const HANDSHAKE_MS = 3000;

export class Pool {
  readonly #bindings: Bindings;
  #workers: Worker[] = [];
  #isOver = false;
  /** Whether workers work; `null` until that is known. */
  isOpen: boolean | null = null;

  constructor(module: WebAssembly.Module, bindings: Bindings) {
    this.#bindings = bindings;
    void this.#start(module);
  }

  async #start(module: WebAssembly.Module): Promise<void> {
    const count = Math.min(Math.max(navigator.hardwareConcurrency || 1, 1), MOST_WORKERS);
    const url = URL.createObjectURL(new Blob([`(${desk})((${glue})());`], { type: "text/javascript" }));
    try {
      // The first one finds out whether this page allows workers; a browser notes each refusal.
      const hire = () => {
        const worker = new Worker(url);
        this.#workers.push(worker);
        return greet(worker, module);
      };
      await hire();
      if (this.#isOver) return;
      await Promise.all(Array.from({ length: count - 1 }, hire));
      if (this.#isOver) return;
      this.#workers.forEach((worker, index) => this.#listen(worker, index));
      this.isOpen = true;
      this.#bindings.workers_ready(this.#workers.length, (index: number, message: Uint8Array) => {
        this.#workers[index]?.postMessage(message, [message.buffer]);
      });
    } catch {
      this.#fail();
    } finally {
      URL.revokeObjectURL(url);
    }
  }

  #listen(worker: Worker, index: number): void {
    worker.onmessage = ({ data }: MessageEvent<Uint8Array>) => this.#bindings.worker_said(index, data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail();
    };
  }

  /** One that is broken is not to be trusted with the others' results: the page goes on alone. */
  #fail(): void {
    if (this.#isOver) return;
    this.end();
    this.isOpen = false;
    this.#bindings.workers_failed();
  }

  end(): void {
    this.#isOver = true;
    for (const worker of this.#workers) worker.terminate();
    this.#workers = [];
    this.#bindings.workers_gone();
  }
}

function greet(worker: Worker, module: WebAssembly.Module): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(reject, HANDSHAKE_MS);
    worker.onerror = (event) => {
      event.preventDefault();
      clearTimeout(timer);
      reject();
    };
    worker.onmessage = () => {
      clearTimeout(timer);
      resolve();
    };
    worker.postMessage(module);
  });
}
