// People one by one, in Node: the persons that the command follows, in steps that can be stopped.
import assert from "node:assert/strict";
import { test } from "node:test";
import golden from "./golden.cjs";

const { script, wasm } = golden.proof();
const bindings = new Function(`${script}; return wasm_bindgen;`)();
bindings.initSync({ module: wasm });

test("Node follows the same persons as the command", () => {
  for (const { text, subgroup, draws, persons, digest } of golden.followed()) {
    const run = new bindings.Persons(text, subgroup, draws, persons);
    while (run.left() > 0) run.step();
    assert.equal(run.digest(), digest, text.slice(0, 60));
    run.free();
  }
});

test("a draw of 100,000 persons goes on in steps, and stops after any", () => {
  const run = new bindings.Persons(golden.text("sick-sicker"), undefined, 1, 100_000);
  const steps = run.left();
  assert.ok(steps >= 20, `${steps} steps`);
  run.step();
  assert.equal(run.left(), steps - 1);
  const before = run.digest();
  run.step();
  assert.notEqual(run.digest(), before);
  run.free();
});
