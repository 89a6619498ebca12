// A key takes a second or so to work out. A worker does it, so that the page answers meanwhile.
import { glue } from "early-action:glue";
import { ownWorker } from "../own-worker";
import type { Bindings } from "./home";

/** A blocked worker is refused soon or is silent. */
const GREETING_MS = 3000;
/** Whoever takes longer than any phone is taken for lost. */
const MOST_MS = 60_000;

/** The body of the worker. Its text is taken as it stands: it may use nothing from outside itself. */
function desk(bindings: Bindings): void {
  onmessage = ({ data: [module, order] }: MessageEvent<[WebAssembly.Module, Uint8Array]>) => {
    bindings.initSync({ module });
    postMessage(bindings.work_out_key(order));
  };
  postMessage(0);
}

/** The key, or `undefined` where no worker may be made or it was lost: then the page does it itself. */
export async function keyBeside(module: WebAssembly.Module, order: Uint8Array): Promise<Uint8Array | undefined> {
  let worker: Worker | undefined;
  let url = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<Uint8Array | undefined>((resolve, reject) => {
      [worker, url] = ownWorker(glue, desk);
      timer = setTimeout(reject, GREETING_MS);
      worker.onerror = (event) => {
        event.preventDefault();
        reject();
      };
      worker.onmessage = ({ data }: MessageEvent<Uint8Array | 0 | undefined>) => {
        if (data !== 0) return resolve(data);
        clearTimeout(timer);
        timer = setTimeout(reject, MOST_MS);
        worker!.postMessage([module, order]);
      };
    });
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
    worker?.terminate();
    URL.revokeObjectURL(url);
  }
}
