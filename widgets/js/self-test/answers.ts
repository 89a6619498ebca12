// Every model in the element: the same digests as everywhere, and what others have published.
import type { Case, Expected, Figure, Model } from "./expected";
import { type Group, byId, node } from "./report";
import { type Answer, after, scenario } from "./scenario";

/** Answers by model and number of futures. */
type Found = Map<string, Answer>;

const key = (model: string, draws: number) => `${model} ${draws}`;

export function answers({ models, published }: Expected): Group[] {
  const found: Found = new Map();
  const runs = models.reduce((sum, model) => sum + model.digests.length, 0);
  const figures = published.reduce((sum, { figures }) => sum + figures.length, 0);
  const title = (id: string) => models.find((model) => model.id === id)?.title ?? id;
  return [
    {
      title: "The same answers as ours",
      about: `Each model is run in the scenario with few futures and with many, ${runs} answers in all. Each must equal ours to the last bit.`,
      checks: models.map((model) => ({ name: model.title, check: () => digests(model, found) })),
    },
    {
      title: "The same results as published",
      about: `${figures} figures that others have published, in textbooks and tutorials, must come out within their last printed digit, or within four standard errors where both sides simulate.`,
      checks: published.map((one) => ({ name: `${title(one.model)}. ${one.source}`, check: () => compare(one, found) })),
    },
  ];
}

/** One scenario for each number of futures, side by side as on a page of many. */
async function digests(model: Model, found: Found): Promise<string> {
  const one = async ({ draws, digest }: Model["digests"][number]) => {
    const element = scenario({ draws: String(draws), ...(model.text === null && { model: model.id }) });
    element.modelText = model.text;
    try {
      const answer = await after(element, () => byId("div", "stage").append(element));
      found.set(key(model.id, draws), answer);
      return { line: `${model.id} ${draws} ${answer.digest}\n`, wrong: answer.digest !== digest && `${draws} futures: ${answer.digest} instead of ${digest}` };
    } finally {
      element.remove();
    }
  };
  const all = await Promise.all(model.digests.map(one));
  byId("pre", "found").append(...all.map(({ line }) => line));
  const wrong = all.map(({ wrong }) => wrong).filter(Boolean);
  if (wrong.length > 0) throw new Error(wrong.join("; "));
  return `${all.length} answers, every bit equal`;
}

function compare({ model, draws, figures }: Case, found: Found): readonly [string, Element] {
  const answer = found.get(key(model, draws));
  if (!answer) throw new Error("there is no answer to compare");
  const rows = figures.map((figure) => ({ ...figure, here: value(answer, figure) }));
  const outside = rows.filter(({ here, is, within }) => !(Math.abs(here - is) <= within));
  if (outside.length > 0) {
    throw new Error(outside.map(({ strategy, of, here, is }) => `${strategy}, ${of}: ${here} instead of ${is}`).join("; "));
  }
  const cells = rows.map(({ strategy, of, is, here, within }) => [strategy, of, `${is}`, `${here}`, `${within}`]);
  return [`${figures.length} figures as published`, table(["Strategy", "Figure", "Published", "Here", "May differ by"], cells)];
}

function value(answer: Answer, { strategy, of }: Figure): number {
  const found = answer.strategies.find(({ name }) => name === strategy);
  return (of === "cost" ? found?.cost : found?.outcomes[of]) ?? NaN;
}

function table(heads: string[], rows: string[][]): Element {
  const row = (tag: "th" | "td", cells: string[]) => node("tr", "", ...cells.map((cell) => node(tag, "", cell)));
  const parts = [node("thead", "", row("th", heads)), node("tbody", "", ...rows.map((cells) => row("td", cells)))];
  const box = node("div", "scroll", node("table", "", ...parts));
  box.tabIndex = 0;
  return box;
}
