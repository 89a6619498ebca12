// One worker's seat: who sits there may be lost and replaced.
import { glue } from "early-action:glue";
import { ownWorker } from "./own-worker";
import { desk } from "./worker";

/** A blocked worker is refused soon or is silent; a slow device may take this long to start one. */
const HANDSHAKE_MS = 15_000;

export interface Hears {
  /** A worker reports. */
  said(bytes: Uint8Array): void;
  /** The worker is lost: it was refused, it broke, or it hangs. */
  lost(): void;
}

export class Seat {
  readonly #hears: Hears;
  #worker: Worker | undefined;
  /** Ends the waiting for a greeting. */
  #refuse = () => {};
  #posted = 0;
  #done = 0;
  /** Seconds since the last sign. */
  #silent = 0;
  /** Seconds without a sign that its longest step may take. */
  #patience = 0;
  /** Losses since a worker here was last done with its work. */
  losses = 0;

  constructor(hears: Hears) {
    this.#hears = hears;
  }

  get isTaken(): boolean {
    return this.#worker !== undefined;
  }

  /** Starts a worker and waits for its greeting. */
  async take(module: WebAssembly.Module): Promise<void> {
    let timer;
    let url = "";
    try {
      await new Promise<void>((resolve, reject) => {
        this.#refuse = () => reject(new Error("no worker came"));
        timer = setTimeout(this.#refuse, HANDSHAKE_MS);
        let worker: Worker;
        [worker, url] = ownWorker(glue, desk);
        this.#worker = worker;
        worker.onerror = (event) => {
          event.preventDefault();
          this.#refuse();
        };
        worker.onmessage = () => {
          this.#listen(worker);
          resolve();
        };
        worker.postMessage(module);
      });
    } catch (error) {
      this.leave();
      throw error;
    } finally {
      clearTimeout(timer);
      URL.revokeObjectURL(url);
    }
  }

  #listen(worker: Worker): void {
    worker.onmessage = ({ data }: MessageEvent<Uint8Array | number | null>) => {
      this.#silent = 0;
      if (typeof data === "number") {
        this.#done = data;
        if (!this.isOwing) this.losses = 0;
      } else if (data) {
        this.#hears.said(data);
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.#lose();
    };
  }

  /** Whether orders were given that are not done. */
  get isOwing(): boolean {
    return this.#done < this.#posted;
  }

  post(order: Uint8Array<ArrayBuffer>, patience: number): void {
    this.#patience = this.isOwing ? Math.max(this.#patience, patience) : patience;
    this.#posted += 1;
    this.#worker?.postMessage(order, [order.buffer]);
  }

  /**
   * A second has passed. A worker at work gives a sign twice in each, between its steps; one that is
   * silent for long is taken for lost, which costs only time, as another does its work. Seconds are
   * counted, not read from a clock: a device that slept, or a page that was busy, is not mistaken
   * for a worker that hangs.
   */
  tick(): void {
    if (!this.isOwing) this.#silent = 0;
    else if (++this.#silent > this.#patience) this.#lose();
  }

  #lose(): void {
    this.losses += 1;
    this.leave();
    this.#hears.lost();
  }

  /** Sends the worker away, the one who has not greeted yet too. */
  leave(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#posted = this.#done = this.#silent = 0;
    this.#refuse();
    if (!worker) return;
    worker.onmessage = worker.onerror = null;
    worker.terminate();
  }
}
