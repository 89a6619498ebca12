// What Node and the browser compare themselves with.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);

export const inRoot = (path) => fileURLToPath(new URL(path, root));

/** The command that the build has left. */
const command = `${process.env.CARGO_TARGET_DIR ?? inRoot("target")}/release/early-action`;

/** The golden list: model, draws, digest. Empty while there is none. */
export function digests() {
  const path = inRoot("tests/golden/digests.txt");
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() && !line.startsWith("#"))
    .map((line) => line.trim().split(/\s+/))
    .map(([model, draws, digest]) => ({ model, draws: Number(draws), digest, text: text(model) }));
}

/** A published model's text as a page reads it: JSON; a shipped one goes by its id. */
function text(model) {
  const path = inRoot(`tests/models/${model}.toml`);
  if (!existsSync(path)) return model;
  return execFileSync(command, ["json", path], { encoding: "utf8" }).trim();
}

export const mathBits = () => readFileSync(inRoot("engine/tests/golden/math_bits.txt"), "utf8");
