// The checks as a person reads them, and the result as a program does.

/** What was found, in words, and perhaps all of it below. A check that has not passed throws. */
type Found = string | readonly [words: string, all: Element];

export interface Group {
  title: string;
  about: string;
  checks: { name: string; check: () => Found | Promise<Found> }[];
}

/** The part of an error that a person can use. */
export const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));

export function node<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, ...inside: (string | Node)[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...inside);
  return made;
}

export function byId<K extends keyof HTMLElementTagNameMap>(tag: K, id: string): HTMLElementTagNameMap[K] {
  const found = document.querySelector<HTMLElementTagNameMap[K]>(`${tag}#${id}`);
  if (!found) throw new Error(`this page has no ${tag} #${id}`);
  return found;
}

export class Report {
  readonly #result = byId("output", "result");
  readonly #progress = byId("progress", "progress");
  readonly #begun = performance.now();
  readonly #count = { passed: 0, failed: 0 };

  constructor() {
    this.#say("running", "Checking this device …", "This takes about half a minute, and longer on a telephone.");
    this.#progress.hidden = false;
  }

  /** Runs every check in order; none stops the others. */
  async run(groups: Group[]): Promise<void> {
    this.#progress.max = groups.reduce((sum, group) => sum + group.checks.length, 0);
    for (const { title, about, checks } of groups) {
      const list = node("ul", "checks");
      byId("div", "checks").append(node("section", "", node("h2", "", title), node("p", "about", about), list));
      for (const { name, check } of checks) {
        const item = node("li", "", node("span", "what", name));
        list.append(item);
        await this.#check(item, check);
        this.#progress.value += 1;
      }
    }
  }

  async #check(item: HTMLLIElement, check: Group["checks"][number]["check"]): Promise<void> {
    let state: "passed" | "failed" = "passed";
    let found: Found;
    try {
      found = await check();
    } catch (error) {
      [state, found] = ["failed", reason(error)];
    }
    this.#count[state] += 1;
    const [words, all] = typeof found === "string" ? [found, undefined] : found;
    item.dataset.state = state;
    item.prepend(node("span", "mark", state));
    item.append(node("span", "told", words));
    if (all) item.append(node("details", "", node("summary", "", "All figures"), all));
  }

  /** Says the result. */
  end(): void {
    const { passed, failed } = this.#count;
    const seconds = Math.ceil((performance.now() - this.#begun) / 1000);
    if (failed === 0) {
      this.#say("passed", "Yes. This device gives the same answers as ours.", `All ${passed} checks passed in ${seconds} seconds.`);
    } else {
      this.#say(
        "failed",
        "No. Something is different on this device.",
        `${failed} of ${passed + failed} checks failed; they are marked below. Do not rely on the answers that this ` +
          "browser shows. Reload this page once; if it fails again, try another browser, and send us what stands under " +
          "“Technical details”.",
      );
    }
    this.#close();
  }

  /** Nothing can be checked. */
  stop(why: string): void {
    this.#say(
      "failed",
      "No. The scenarios cannot run here.",
      `This browser says: ${why}. Try another browser, or a newer version of this one. If this device belongs to an ` +
        "organisation, its settings may forbid it: the people who look after it can read under “Technical details” what to allow.",
    );
    this.#close();
  }

  #close(): void {
    this.#progress.hidden = true;
    const { state } = this.#result.dataset;
    document.title = `${state === "passed" ? "Passed" : "Failed"}: ${document.title}`;
    document.dispatchEvent(new Event("early-action-self-tested"));
  }

  #say(state: "running" | "passed" | "failed", heading: string, more: string): void {
    this.#result.dataset.state = state;
    this.#result.replaceChildren(node("strong", "", heading), node("span", "", more));
  }
}
