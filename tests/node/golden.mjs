// What Node and the browser compare themselves with.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);

export const inRoot = (path) => fileURLToPath(new URL(path, root));

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

/** A published model's text; a shipped one goes by its id. */
function text(model) {
  const path = inRoot(`tests/models/${model}.toml`);
  return existsSync(path) ? readFileSync(path, "utf8") : model;
}

export const mathBits = () => readFileSync(inRoot("engine/tests/golden/math_bits.txt"), "utf8");
