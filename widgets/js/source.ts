// Where the WebAssembly comes from.

/**
 * A page may carry it instead of a file beside the script, so that one HTML file runs from a disk:
 *
 *     <script type="application/wasm+base64">AGFzbQEAAAA…</script>
 *
 * anywhere before the script. A browser takes a script of such a type for data.
 */
const INLINED = 'script[type="application/wasm+base64"]';

/** Where this script came from. Pages that turn it into a module do not say, but still name it. */
export function ownAddress(name: string): string {
  const current = document.currentScript as HTMLScriptElement | null;
  const named = document.querySelector<HTMLScriptElement>(`script[src*="${name}"]`);
  return current?.src || named?.src || document.baseURI;
}

/** `which` tells the files apart that one page may carry; the scenario's has no mark. */
export async function compile(url: URL, which = ":not([data-early-action])"): Promise<WebAssembly.Module> {
  const inlined = document.querySelector(INLINED + which);
  if (inlined) return WebAssembly.compile(decode(inlined.textContent ?? ""));
  // Without credentials: the file is the same for everybody.
  const response = await fetch(url, { credentials: "omit" });
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  // Browsers compile while they load only what is called exactly this.
  if (response.headers.get("content-type") === "application/wasm") {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
