// The body of a worker. Its text is taken as it stands: it may use nothing from outside itself.
//
// In come the compiled module, once, then orders as bytes. Out go reports as bytes; `null` for "at
// work"; a number for "done with so many orders", 0 of them being the greeting.
import type { Bindings } from "./engine";

export function desk(bindings: Bindings): void {
  const SLICE_MS = 12;
  /** Whoever says nothing for long is taken for lost. */
  const SIGN_MS = 500;
  // Between slices the worker hears new orders, among them to stop.
  const next = new MessageChannel();
  let own: InstanceType<Bindings["WorkerDesk"]> | undefined;
  let isWorking = false;
  let received = 0;
  let said = 0;

  const say = (what: Uint8Array | number | null, transfer: Transferable[] = []) => {
    said = performance.now();
    postMessage(what, { transfer });
  };
  const turn = () => {
    const end = performance.now() + SLICE_MS;
    let hasMore = true;
    while (own && hasMore && performance.now() < end) {
      hasMore = own.work(1);
      for (let report = own.report(); report; report = own.report()) say(report, [report.buffer]);
    }
    isWorking = hasMore;
    if (!hasMore) return say(received);
    if (performance.now() - said > SIGN_MS) say(null);
    next.port2.postMessage(0);
  };
  next.port1.onmessage = turn;

  onmessage = ({ data }: MessageEvent<WebAssembly.Module | Uint8Array>) => {
    if (data instanceof WebAssembly.Module) {
      bindings.initSync({ module: data });
      own = new bindings.WorkerDesk();
      say(received);
    } else if (own) {
      received += 1;
      own.receive(data);
      if (!isWorking) {
        isWorking = true;
        next.port2.postMessage(0);
      }
    }
  };
}
