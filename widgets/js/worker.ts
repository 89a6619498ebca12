// The body of a worker. Its text is taken as it stands: it may use nothing from outside itself.
import type { Bindings } from "./engine";

export function desk(bindings: Bindings): void {
  const SLICE_MS = 12;
  // Between slices the worker hears new orders, among them to stop.
  const next = new MessageChannel();
  let own: InstanceType<Bindings["WorkerDesk"]> | undefined;
  let isWorking = false;

  const turn = () => {
    const end = performance.now() + SLICE_MS;
    let hasMore = true;
    while (own && hasMore && performance.now() < end) {
      hasMore = own.work(1);
      for (let report = own.report(); report; report = own.report()) {
        postMessage(report, { transfer: [report.buffer] });
      }
    }
    isWorking = hasMore;
    if (hasMore) next.port2.postMessage(0);
  };
  next.port1.onmessage = turn;

  onmessage = async ({ data }: MessageEvent<WebAssembly.Module | Uint8Array>) => {
    if (data instanceof WebAssembly.Module) {
      await bindings({ module_or_path: data });
      own = new bindings.WorkerDesk();
      postMessage(0);
    } else if (own) {
      own.receive(data);
      if (!isWorking) {
        isWorking = true;
        next.port2.postMessage(0);
      }
    }
  };
}
