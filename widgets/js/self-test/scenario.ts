// An element as a page uses it: made, listened to, taken away.

/** What `early-action-settled` tells. */
export interface Answer {
  digest: string;
  draws: number;
  strategies: { name: string; cost: number; outcomes: Record<string, number> }[];
}

export interface Scenario extends HTMLElement {
  readonly digest: string | null;
  readonly capabilities: { readonly workers: boolean | null } | null;
  modelText: string | null;
}

/** The slowest telephone that we know needs a tenth of this for the longest run. */
const LIMIT_S = 180;

/** An element that is not on the page yet. */
export function scenario(attributes: Record<string, string>): Scenario {
  const element = document.createElement("early-action-scenario") as Scenario;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** Does something and waits for the answer that follows. */
export async function after(element: Scenario, act: () => void): Promise<Answer> {
  const listening = new AbortController();
  const { signal } = listening;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<Answer>((resolve, reject) => {
      element.addEventListener("early-action-settled", (event) => resolve((event as CustomEvent<Answer>).detail), { signal });
      element.addEventListener("early-action-refused", () => reject(new Error("the model was refused")), { signal });
      element.addEventListener("early-action-failed", (event) => reject(new Error(`the scenario is ${(event as CustomEvent<{ reason: string }>).detail.reason}`)), { signal });
      timer = setTimeout(() => reject(new Error(`no answer within ${LIMIT_S} seconds`)), LIMIT_S * 1000);
      act();
    });
  } finally {
    listening.abort();
    clearTimeout(timer);
  }
}

/** Waits until something is there. */
export async function until<T>(find: () => T | null | undefined): Promise<T> {
  for (const begun = performance.now(); performance.now() - begun < 10_000; ) {
    const found = find();
    if (found !== null && found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("nothing came within 10 seconds");
}
