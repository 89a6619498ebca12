// What Node and the browser compare themselves with.
const { execFileSync } = require("node:child_process");
const { existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

/** @param {string} path */
const inRoot = (path) => join(__dirname, "../..", path);

/** The command that the build has left. */
const command = join(process.env.CARGO_TARGET_DIR ?? inRoot("target"), "release/early-action");

/** A published model's text as a page reads it: JSON; a shipped one goes by its id. */
function text(model) {
  const path = inRoot(`tests/models/${model}.toml`);
  if (!existsSync(path)) return model;
  return execFileSync(command, ["json", path], { encoding: "utf8" }).trim();
}

/** People one by one: a model as `proof/` reads it, and the digest that the command gives of it. */
function persons(model, draws, number, subgroup) {
  const published = inRoot(`tests/models/${model}.toml`);
  const args = ["run", existsSync(published) ? published : model, "--json"];
  args.push("--draws", `${draws}`, "--individual", `${number}`, ...(subgroup ? ["--subgroup", subgroup] : []));
  const answer = execFileSync(command, args, { encoding: "utf8" });
  return { text: text(model), subgroup, draws, persons: number, digest: JSON.parse(answer).digest };
}

/** What stands in for all ways of following people: by tables, one draw with many persons, in lanes. */
const followed = () => [
  persons("hip-replacement-psa", 32, 200, "women_60"),
  persons("sick-sicker", 1, 20_000),
  persons("family-group-conference", 20, 100),
];

/** The WebAssembly that follows people, and its bindings. */
const proof = () => ({
  script: readFileSync(inRoot("dist/web/early-action-proof.js"), "utf8"),
  wasm: readFileSync(inRoot("dist/web/early-action-proof.wasm")),
});

/** The digest that the command gives of a shipped model, some of whose figures may be changed. */
function commandDigest(model, draws, ...changed) {
  const args = ["run", model, "--draws", `${draws}`, "--json", ...changed.flatMap((figure) => ["--set", figure])];
  const answer = execFileSync(command, args, { encoding: "utf8" });
  return JSON.parse(answer).digest;
}

/** The golden list: model, draws, digest. */
function digests() {
  const lines = readFileSync(inRoot("tests/golden/digests.txt"), "utf8").split("\n");
  return lines
    .filter((line) => line.trim() && !line.startsWith("#"))
    .map((line) => line.trim().split(/\s+/))
    .map(([model, draws, digest]) => ({ model, draws: Number(draws), digest, text: text(model) }));
}

/** The bit table of the engine's functions. */
const mathBits = () => readFileSync(inRoot("engine/tests/golden/math_bits.txt"), "utf8");

/** The bindings before they become part of the page's script: a classic script that defines one global. */
const bindings = () => readFileSync(inRoot("dist/web/early-action.js"), "utf8");

module.exports = { inRoot, command, commandDigest, digests, followed, proof, text, mathBits, bindings };
