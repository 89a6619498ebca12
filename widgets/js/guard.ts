// An instance whose end is noticed. What is left in its memory after a trap means nothing, so
// nothing calls it again: neither this script nor a listener, timer or observer that it once made.

/**
 * `WebAssembly` as the bindings of one instance see it. Whatever throws out of the instance has
 * cut its work short: `onTrap` hears of it, and the page around does not.
 */
export function guarded(onTrap: (error: unknown) => void): typeof WebAssembly {
  class Instance {
    readonly exports: WebAssembly.Exports;
    constructor(module: WebAssembly.Module, imports: WebAssembly.Imports) {
      this.exports = watched(new WebAssembly.Instance(module, imports).exports, onTrap);
    }
  }
  return { Module: WebAssembly.Module, Instance } as unknown as typeof WebAssembly;
}

function watched(exports: WebAssembly.Exports, onTrap: (error: unknown) => void): WebAssembly.Exports {
  let isBroken = false;
  const all: WebAssembly.Exports = { __proto__: null } as unknown as WebAssembly.Exports;
  for (const name in exports) {
    const value = exports[name]!;
    if (typeof value !== "function") {
      all[name] = value;
      continue;
    }
    all[name] = (...args: unknown[]) => {
      // Nothing, in whatever form the bindings expect it.
      if (isBroken) return 0;
      try {
        return value(...args);
      } catch (error) {
        isBroken = true;
        onTrap(error);
        return 0;
      }
    };
  }
  return all;
}
