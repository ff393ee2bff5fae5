import type { Verdict } from '../release/verdict.ts';
import type { GateRule } from './gate.ts';
import type { Interval } from './interval.ts';

/** One rule of a gate on one set of examples. Numbers are finite; those that do not exist are absent. */
export interface Judgement {
  verdict: Verdict;
  /** Examples it rests on. */
  examples: number;
  challenger?: number;
  champion?: number;
  /** Challenger minus champion. */
  change?: number;
  /** Of the challenger's value for `min`, `max` and `max_drop`, of the change for the other rules. */
  interval?: Interval;
  limit: number;
  /** How far inside (positive) or outside (negative) the limit the value lies. */
  margin?: number;
  /** One-sided, of `max_regression`: chance of this loss between equally good models. */
  pValue?: number;
  /** The loss that would fail four times in five: the limit and what chance hides. */
  smallestDetectable?: number;
  /** Of rules that fail by significance: with how many others it shares its error rate, itself counted. */
  among?: number;
  reason: string;
}

export function noChampion(rule: GateRule, limit: number, examples: number): Judgement {
  return {
    verdict: 'pass',
    examples,
    limit,
    reason: `no champion yet: ${rule} has nothing to compare with`,
  };
}

/** Differences of two numbers that were given with a few digits are not exact: 0.8 − 0.79 > 0.01. */
const rounding = 1e-12;

/** Whether a margin that was computed from values of about this size is not negative. */
export function isKept(margin: number, ...values: readonly number[]): boolean {
  return margin >= -rounding * Math.max(1, ...values.map(Math.abs));
}
