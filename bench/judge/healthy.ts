import { normalQuantile } from '../../src/stats/normal.ts';
import { type Cell, runCell } from './cell.ts';
import { estimated, ours, untempered, withHistory, withMargin } from './ours.ts';
import type { Rule } from './rule.ts';
import { type Scenario, simulateHistory } from './scenario.ts';
import { type Share, shareOf } from './wilson.ts';

const day = 1_440;
/** A day is drawn anew for every so many replicates: it costs as much as all of them. */
const replicatesPerDay = 20;

/** Healthy releases of independent requests. */
export function independentCells(replicates: number, seed: number): Cell[] {
  const steady = [0, 0.001, 0.01, 0.04].flatMap((rate) =>
    [12, 120, 1_200, 12_000].map((traffic): Scenario => ({ name: 'steady', traffic, rate })),
  );
  const diurnal = [120, 1_200, 12_000].map((traffic): Scenario => ({
    name: 'diurnal',
    traffic,
    rate: 0.01,
    isDiurnal: true,
  }));
  return [...steady, ...diurnal].map((scenario) =>
    runCell(scenario, () => [ours, withMargin], replicates, seed),
  );
}

/** The same where the champion's day is a witness, and where both arms leave it. */
export function historyCells(replicates: number, seed: number): Cell[] {
  const outage = (rate: number) => (window: number, usual: number) =>
    window >= 12 && window < 15 ? rate : usual;
  const scenarios: Scenario[] = [120, 1_200, 12_000].flatMap((traffic) => [
    { name: 'steady', traffic, rate: 0.01 },
    { name: 'outage of both, 20 % for 3 minutes', traffic, rate: 0.01, sharedRate: outage(0.2) },
    {
      name: 'both ×3 from minute 12',
      traffic,
      rate: 0.01,
      sharedRate: (w, r) => (w < 12 ? r : 3 * r),
    },
  ]);
  return scenarios.map((scenario) => {
    const witnesses = Array.from({ length: Math.ceil(replicates / replicatesPerDay) }, (_, i) =>
      withHistory(simulateHistory(scenario, day, seed, i)),
    );
    const witnessOf = (replicate: number) =>
      witnesses[Math.floor(replicate / replicatesPerDay)] ?? ours;
    return runCell(scenario, (replicate) => [ours, witnessOf(replicate)], replicates, seed);
  });
}

/** Healthy releases whose requests fail together; the judge learns how much from the champion's past. */
export function correlatedCells(replicates: number, seed: number): Cell[] {
  return [0.002, 0.005, 0.02].flatMap((correlation) =>
    [120, 1_200, 12_000].map((traffic) => {
      const name = `correlation ${correlation}`;
      const scenario: Scenario = { name, traffic, rate: 0.01, correlation };
      return runCell(scenario, rulesAfter(scenario, seed), replicates, seed);
    }),
  );
}

/** What tempering costs: a fault that is really there, among requests that fail together. */
export function temperedFaultCells(replicates: number, seed: number): Cell[] {
  return [0, 0.002, 0.005, 0.02].flatMap((correlation) =>
    [2, 5, 10].map((ratio) => {
      const scenario: Scenario = {
        name: `correlation ${correlation}, ×${ratio}`,
        traffic: 1_200,
        rate: 0.01,
        correlation,
        challengerRate: (_, rate) => ratio * rate,
      };
      return runCell(scenario, rulesAfter(scenario, seed), replicates, seed);
    }),
  );
}

function rulesAfter(scenario: Scenario, seed: number): (replicate: number) => Rule[] {
  return (replicate) => {
    const history = simulateHistory(scenario, day, seed, replicate);
    return [
      named(estimated(history), afterDay),
      named(estimated(history.slice(-240)), afterHours),
      untempered,
    ];
  };
}

export const afterDay = 'this judge after a day';
export const afterHours = 'this judge after 4 hours';

function named(rule: Rule, name: string): Rule {
  return { ...rule, name };
}

/**
 * Wrong roll backs of the worst of the cells. The worst of many is bad by chance: its interval is
 * Bonferroni's, 95 % for all of them together.
 */
export function worst(cells: readonly Cell[], rules: readonly string[]): Share {
  const shares = cells
    .flatMap((cell) => cell.outcomes)
    .filter(({ rule }) => rules.includes(rule))
    .map(({ stops }) => stops);
  return worstOf(shares);
}

export function worstOf(shares: readonly Share[]): Share {
  const [first] = shares.toSorted((a, b) => b.value - a.value);
  if (first === undefined) throw new Error('no cell');
  return shareOf(first.count, first.trials, normalQuantile(1 - 0.025 / shares.length));
}
