// The functions that all models are built from, bit by bit.
import { glue } from "early-action:glue";
import type { Expected } from "./expected";
import type { Group } from "./report";

type Bindings = typeof wasm_bindgen;

/** The engine without an element. */
export async function load(): Promise<Bindings> {
  if (typeof WebAssembly !== "object") throw new Error("it has no WebAssembly");
  const bindings = glue();
  await bindings({ module_or_path: new URL(__WASM_FILE__, document.baseURI) });
  return bindings;
}

export function arithmetic({ functions }: Expected, bindings: Bindings): Group {
  const check = () => {
    const found = new Map(bindings.math_bits().trim().split("\n").map((line) => line.split(" ") as [string, string]));
    const different = functions.filter(([name, hash]) => found.get(name) !== hash).map(([name]) => name);
    if (different.length > 0) throw new Error(`different: ${different.join(", ")}`);
    return `${functions.length} functions, every bit equal`;
  };
  return {
    title: "The same arithmetic",
    about: "Browsers differ in how they work out logarithms, powers and the like. We use our own, which must not differ anywhere.",
    checks: [{ name: "Logarithms, powers, bell curves and the rest", check }],
  };
}
