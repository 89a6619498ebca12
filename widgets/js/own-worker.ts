// Workers made from a script's own text.

/**
 * Starts a worker in which `desk` has bindings of its own, made by the text of `make`. Its address
 * is to be revoked once it has answered.
 */
export function ownWorker<B>(make: unknown, desk: (bindings: B) => void): [Worker, string] {
  const url = URL.createObjectURL(new Blob([`(${desk})((${make})());`], { type: "text/javascript" }));
  try {
    return [new Worker(trusted(url) as string), url];
  } catch (error) {
    URL.revokeObjectURL(url);
    throw error;
  }
}

interface Policies {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}
interface Policy {
  createScriptURL(url: string): unknown;
}

let policy: Policy | null | undefined;

/** Where a page requires trusted types, a worker's address needs a policy, which is made once. */
function trusted(url: string): unknown {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  if (policy === undefined) {
    try {
      policy = trustedTypes?.createPolicy("early-action", { createScriptURL: ownBlob }) ?? null;
    } catch {
      // The page does not list it. It may not require it either.
      policy = null;
    }
  }
  return policy ? policy.createScriptURL(url) : url;
}

/** The policy is for this script's own workers and nothing else. */
function ownBlob(url: string): string {
  if (!url.startsWith("blob:")) throw new TypeError("only a worker of its own");
  return url;
}
