// The shipped WebAssembly in Node gives the bits that every other place gives.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import golden from "./golden.cjs";

const { bindings: script, digests, inRoot, mathBits } = golden;

function load() {
  const bindings = new Function(`${script()}; return wasm_bindgen;`)();
  bindings.initSync({ module: readFileSync(inRoot("dist/web/early-action.wasm")) });
  return bindings;
}

const engine = load();

test("Node computes every function of the engine to the same bits", () => {
  assert.equal(engine.math_bits(), mathBits());
});

test("Node gives every digest of the golden list", () => {
  for (const { model, draws, digest, text } of digests()) {
    assert.equal(engine.run_digest(text, 1, draws), digest, `${model}, ${draws} draws`);
  }
});

test("a bad model is refused in Node with the place of its faults", () => {
  assert.throws(() => engine.run_digest('{ "format": 1,\n "model": { "title": "x",\n "nonsense": 2 } }', 1, 1), /line 3/);
});
