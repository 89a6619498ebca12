// Workers made from this script's own text. One that is lost is replaced; a seat that loses its
// replacement too stays empty. Where none is left, or the page forbids them, the page works alone.
import type { Bindings } from "./engine";
import { Seat } from "./seat";

const MOST_WORKERS = 4;
/** The page begins by itself if no worker has answered by then. */
const PATIENCE_MS = 3000;

export class Pool {
  readonly #module: WebAssembly.Module;
  readonly #bindings: Bindings;
  readonly #seats: Seat[] = [];
  #arriving = 0;
  #clock: ReturnType<typeof setInterval> | undefined;
  #isOver = false;
  /** Whether workers do the work; `null` until the first one has answered or was refused. */
  isOpen: boolean | null = null;

  constructor(module: WebAssembly.Module, bindings: Bindings) {
    this.#module = module;
    this.#bindings = bindings;
    bindings.workers_begin((index: number, order: Uint8Array<ArrayBuffer>, patience: number) => {
      this.#seats[index]?.post(order, patience);
      this.#clock ??= setInterval(() => this.#tick(), 1000);
    });
    void this.#start();
  }

  async #start(): Promise<void> {
    const late = setTimeout(() => this.#bindings.workers_failed(), PATIENCE_MS);
    // The first one finds out whether this page allows workers; a browser notes each refusal.
    const isAllowed = await this.#hire(0);
    clearTimeout(late);
    if (!isAllowed || this.#isOver) return;
    const count = Math.min(Math.max(navigator.hardwareConcurrency || 1, 1), MOST_WORKERS);
    for (let index = 1; index < count; index += 1) void this.#hire(index);
  }

  /** Whether a worker has come to a seat. */
  async #hire(index: number): Promise<boolean> {
    const seat = (this.#seats[index] ??= new Seat({
      said: (bytes) => this.#bindings.worker_said(index, bytes),
      lost: () => this.#lost(index),
    }));
    this.#arriving += 1;
    try {
      await seat.take(this.#module);
    } catch {
      // Seats that stay empty are counted below.
    }
    this.#arriving -= 1;
    if (this.#isOver) {
      seat.leave();
    } else if (seat.isTaken) {
      this.isOpen = true;
      this.#bindings.worker_joined(index);
    } else {
      this.#settle();
    }
    return seat.isTaken;
  }

  #lost(index: number): void {
    this.#bindings.worker_lost(index);
    if (this.#seats[index]!.losses < 2) void this.#hire(index);
    this.#settle();
  }

  /** The page takes over where nobody works and nobody is on the way. */
  #settle(): void {
    if (this.#isOver || this.#arriving > 0) return;
    for (const seat of this.#seats) if (seat.isTaken) return;
    this.isOpen = false;
    this.#bindings.workers_failed();
  }

  #tick(): void {
    let isOwing = false;
    for (const seat of this.#seats) {
      seat.tick();
      isOwing ||= seat.isOwing;
    }
    // An idle page has no clock.
    if (!isOwing) this.#stopClock();
  }

  #stopClock(): void {
    clearInterval(this.#clock);
    this.#clock = undefined;
  }

  end(): void {
    this.#isOver = true;
    this.#stopClock();
    this.#seats.forEach((seat, index) => {
      seat.leave();
      this.#bindings.worker_lost(index);
    });
    this.#bindings.workers_gone();
  }
}
