import { startMass } from './calendar.ts';
import { logLimit } from './e-process.ts';
import type { ErrorTable } from './hypergeometric.ts';
import type { JudgeSettings } from './panel.ts';
import type { RatioTest } from './ratio-test.ts';
import { pairTempering } from './tempering.ts';

/** The smallest fault that windows like these show with 95 % power. */
export type DetectableFault =
  /** `ratio` of the challenger's error rate to the champion's, which is greater than 0. */
  | { kind: 'ratio'; ratio: number; rate: number }
  /** The champion had no errors: the challenger's error rate itself, in (0, 1]. */
  | { kind: 'rate'; rate: number }
  /** Even a challenger that fails always would not have been found by comparison. */
  | { kind: 'none' };

/** Standard normal quantile of the power, 0.95. */
const powerQuantile = 1.6449;

/**
 * The smallest error rate p of a challenger, faulty in all of these windows, at which the evidence on
 * the best alternative reaches the limit: expected evidence less 1.645 of its standard deviations
 * is at least ln(1 / alpha) plus the price of the alternative's prior and start mass. The evidence of a
 * window is taken as x ln(w / w0) − (x + y) ln((1 − r + r w) / (1 − r + r w0)) with r the challenger's
 * share of requests, x and y binomial at p and at the champion's pooled rate. `onset`: the step in which
 * the fault begins, from 0; its windows and later ones are to be given.
 * Source of the second term, a bound on P(w) for w0 = 1: W. Hoeffding, JASA 58 (1963), Theorem 4. For
 * w0 > 1 and in the normal quantile it is an approximation; it is printed, never judged by.
 */
export function detectableFault(
  settings: JudgeSettings,
  windows: readonly ErrorTable[],
  onset = 0,
): DetectableFault {
  const test = errorsTest(settings);
  const championRequests = sum(windows, (window) => window.championRequests);
  if (test === undefined || championRequests === 0) return { kind: 'none' };
  const rate0 = sum(windows, (window) => window.championErrors) / championRequests;
  const shown = test.oddsRatios.map((_, j) => excessOf(test, windows, onset, j));
  const isFound = (rate: number) => shown.some((excess) => excess(rate, rate0) >= 0);
  if (!isFound(1)) return { kind: 'none' };
  const rate = smallest(isFound, rate0);
  return rate0 === 0 ? { kind: 'rate', rate } : { kind: 'ratio', ratio: rate / rate0, rate };
}

/** How errors are compared, if they are; a judge with history finds no less than this comparison. */
export function errorsTest({ harm }: JudgeSettings): RatioTest | undefined {
  const process = harm.find(({ name }) => name === 'errors');
  if (process?.kind === 'errors') return process.test;
  return process?.kind === 'history' ? { ...process.test.sure, alpha: process.alpha } : undefined;
}

/** What the evidence on one alternative lacks (negative) or has beyond the limit at the rates given. */
function excessOf(test: RatioTest, windows: readonly ErrorTable[], onset: number, j: number) {
  const { alpha, nullOdds, oddsRatios, priors, calendar, correlation } = test;
  const odds = oddsRatios[j] ?? 1;
  const price = -Math.log((priors[j] ?? 1) * startMass(calendar, onset, 0));
  const slope = Math.log(odds / nullOdds);
  let challengerGain = 0;
  let championGain = 0;
  let challengerSpread = 0;
  let championSpread = 0;
  for (const window of windows) {
    const requests = window.challengerRequests + window.championRequests;
    if (requests === 0) continue;
    const share = window.challengerRequests / requests;
    const temper = pairTempering(correlation, window);
    const perError = temper * (Math.log1p(share * (odds - 1)) - Math.log1p(share * (nullOdds - 1)));
    const perChallengerError = temper * slope - perError;
    challengerGain += window.challengerRequests * perChallengerError;
    championGain -= window.championRequests * perError;
    // Correlated counts vary more, by the inflation that tempering divides by.
    challengerSpread += (window.challengerRequests * perChallengerError ** 2) / temper;
    championSpread += (window.championRequests * perError ** 2) / temper;
  }
  return (rate: number, championRate: number): number => {
    const expected = challengerGain * rate + championGain * championRate;
    const variance =
      challengerSpread * rate * (1 - rate) + championSpread * championRate * (1 - championRate);
    return expected - powerQuantile * Math.sqrt(variance) - logLimit(alpha) - price;
  };
}

/** By bisection in (`from`, 1]: the condition fails at `from` and, once it holds, goes on to hold. */
function smallest(holds: (rate: number) => boolean, from: number): number {
  let below = from;
  let above = 1;
  for (let i = 0; i < 60; i += 1) {
    const middle = (below + above) / 2;
    if (holds(middle)) above = middle;
    else below = middle;
  }
  return above;
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
