import { exposure } from './ours.ts';
import type { Rule } from './rule.ts';
import { type Scenario, simulate } from './scenario.ts';
import { type Share, shareOf } from './wilson.ts';

/** What one rule did in one cell. */
export interface Outcome {
  rule: string;
  /** Replicates in which it rolled back, at all. */
  stops: Share;
  /** Challenger's requests from the onset on, mean of the replicates in which it did not stop before. */
  exposed: number;
  /** Half of the 95 % interval of that mean. */
  margin: number;
}

export interface Cell {
  scenario: Scenario;
  outcomes: Outcome[];
}

/** All rules on the same windows; `rulesOf` may draw what a rule knows of the past for each replicate. */
export function runCell(
  scenario: Scenario,
  rulesOf: (replicate: number) => readonly Rule[],
  replicates: number,
  seed: number,
): Cell {
  const onset = scenario.onset ?? 0;
  const own = seedOf(scenario, seed);
  const tallies = rulesOf(0).map(({ name }) => ({ rule: name, stops: 0, exposed: [] as number[] }));
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const run = simulate(scenario, own, replicate);
    for (const [i, rule] of rulesOf(replicate).entries()) {
      const tally = tallies[i];
      if (tally === undefined) continue;
      const stop = rule.stopsAt(run);
      if (stop !== undefined) tally.stops += 1;
      if (stop === undefined || stop >= onset) tally.exposed.push(exposure(run, stop, onset));
    }
  }
  const outcomes = tallies.map(({ rule, stops, exposed }) => ({
    rule,
    stops: shareOf(stops, replicates),
    exposed: mean(exposed),
    margin: 1.96 * Math.sqrt(variance(exposed) / exposed.length),
  }));
  return { scenario, outcomes };
}

/** Cells do not share their luck. */
function seedOf({ name, traffic, rate }: Scenario, seed: number): number {
  const text = `${name}|${traffic}|${rate}`;
  return [...text].reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0, seed);
}

export function outcomeOf({ outcomes }: Cell, rule: string): Outcome {
  const found = outcomes.find((outcome) => outcome.rule === rule);
  if (found === undefined) throw new Error(`no rule ${rule} in this cell`);
  return found;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(mean(values.map((value) => Math.log(value))));
}

function variance(values: readonly number[]): number {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2));
}
