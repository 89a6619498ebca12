// No digit beyond its error: every figure that a page says of an answer is a quantity of that
// answer, said to a step of which its Monte Carlo error is half or less.
import { execFileSync } from "node:child_process";
// @ts-expect-error plain JavaScript, shared with the tests in Node
import { command } from "../../node/golden.cjs";
import type { Finding } from "./rules";


/** A quantity of the answer and its Monte Carlo standard error. */
export interface Quantity {
  value: number;
  error: number;
}

/** The quantities of an answer, by what they count. */
export interface Answer {
  money: Quantity[];
  /** Of 100. */
  shares: Quantity[];
  people: Quantity[];
}

interface Summary {
  mean: number;
  p05: number;
  p50: number;
  p95: number;
  error: number;
  quantile_errors: [number, number, number];
}
type Named = Record<string, Summary>;
interface Run {
  digest: string;
  strategies: { outcomes: Named }[];
  comparisons: {
    net_cost: Summary;
    by_payer: Named;
    cumulative: Summary[];
    outcomes: Named;
    chance_of_saving: Quantity;
    break_even: { by_year: number[]; never: number };
  }[];
}

/** The same answer from the command, with its digest. */
export function answerOf(model: string, draws: number): Answer & { digest: string } {
  const run = JSON.parse(execFileSync(command, ["run", model, "--draws", String(draws), "--json"], { encoding: "utf8" })) as Run;
  const each = (s: Summary): Quantity[] => {
    const [low, middle, high] = s.quantile_errors;
    return [
      { value: s.mean, error: s.error },
      { value: s.p05, error: low },
      { value: s.p50, error: middle },
      { value: s.p95, error: high },
    ];
  };
  const all = (named: Named) => Object.values(named).flatMap(each);
  const rest = ({ value, error }: Quantity): Quantity[] => [
    { value: 100 * value, error: 100 * error },
    { value: 100 - 100 * value, error: 100 * error },
  ];
  return {
    digest: run.digest,
    money: run.comparisons.flatMap((c) => [...each(c.net_cost), ...all(c.by_payer), ...c.cumulative.flatMap(each)]),
    shares: run.comparisons.flatMap((c) => {
      const { error } = c.chance_of_saving;
      return [c.chance_of_saving, ...[...c.break_even.by_year, c.break_even.never].map((value) => ({ value, error }))].flatMap(rest);
    }),
    people: [...run.strategies, ...run.comparisons].flatMap(({ outcomes }) => all(outcomes)),
  };
}

/** The smallest step of `of` that is at least twice the error. */
function step(error: number, of: number[]): number {
  if (!(error > 1e-12)) return 0;
  const place = 10 ** Math.floor(Math.log10(2 * error));
  return of.map((step) => step * place).find((step) => step >= 2 * error * (1 - 1e-6))!;
}

const isMultiple = (value: number, of: number) => of === 0 || Math.abs(value / of - Math.round(value / of)) < 1e-6;

/** Whether a figure says a quantity, and no more of it than is known. */
export function says(figure: number, { value, error }: Quantity, steps = [1, 2, 5, 10], least = 0): boolean {
  const known = step(error, steps);
  const size = Math.abs(value);
  // Nobody says more than two digits.
  const second = size > 0 ? 10 ** (Math.floor(Math.log10(size)) - 1) : 0;
  return isMultiple(figure, known) && Math.abs(figure - size) <= Math.max(known, second, least) * 0.5000001;
}

const UNITS: Record<string, number> = { k: 1e3, m: 1e6, million: 1e6, bn: 1e9, billion: 1e9 };
const number = (text: string) => Number(text.replaceAll(",", ""));

/** What is no figure of the answer: what a range is, and what stands for more or less than it says. */
const OTHER = [
  /\b(In |dark: |light: |line: )?(50|90) of 100 (simulated )?futures( lie between| it (saves|costs) between|[.;:])/g,
  /\b(fewer|more) than \d+ of 100|less than £[\d,.]+( million)?/g,
  /1 of 100 equally likely/g,
];

/** Figures in a text of the answer that say more than is known, or what nobody worked out. */
export function digits(text: string, answer: Answer, where: string): Finding[] {
  const rest = OTHER.reduce((text, other) => text.replace(other, " "), text);
  const found: Finding[] = [];
  const check = (said: string, figure: number, quantities: Quantity[], steps?: number[]) => {
    if (!quantities.some((quantity) => says(figure, quantity, steps))) found.push({ rule: "digits", where, what: `“${said}” in “${text}”` });
  };
  for (const [said, size, unit] of rest.matchAll(/£(\d[\d,]*(?:\.\d+)?)(?: ?(million|billion|k|m|bn)\b)?/g)) {
    check(said, number(size!) * (UNITS[unit ?? ""] ?? 1), answer.money);
  }
  for (const [said, size] of rest.matchAll(/(\d+) of 100\b/g)) check(said, Number(size), answer.shares, [1, 5, 10]);
  return found;
}

/** People, days and years are said to one decimal at most. */
const TENTH = 0.1;

/** Figures in a table of what changes for people. */
export function people(cell: string, answer: Answer, where: string): Finding[] {
  const found = [...cell.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map(([said]) => said);
  return found
    .filter((said) => !answer.people.some((quantity) => says(number(said), quantity, undefined, TENTH)))
    .map((said) => ({ rule: "digits", where, what: `“${said}” in “${cell}”` }));
}
