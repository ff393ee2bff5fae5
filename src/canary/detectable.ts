import { startMass } from './calendar.ts';
import { alternatives, type JudgeSettings, logLimit, tempering } from './judge.ts';
import type { ErrorTable } from './hypergeometric.ts';

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
 * The smallest error rate p of a challenger, faulty since the first window, at which the evidence on
 * the best alternative reaches the limit: expected evidence less 1.645 of its standard deviations
 * is at least ln(1 / alpha) plus the price of the alternative's prior and start mass. The evidence of a
 * window is taken as x ln(w / w0) − (x + y) ln((1 − r + r w) / (1 − r + r w0)) with r the challenger's
 * share of requests, x and y binomial at p and at the champion's pooled rate.
 * Source of the second term, a bound on P(w) for w0 = 1: W. Hoeffding, JASA 58 (1963), Theorem 4. For
 * w0 > 1 and in the normal quantile it is an approximation; it is printed, never judged by.
 */
export function detectableFault(
  settings: JudgeSettings,
  windows: readonly ErrorTable[],
): DetectableFault {
  const championRequests = sum(windows, (window) => window.championRequests);
  if (championRequests === 0) return { kind: 'none' };
  const rate0 = sum(windows, (window) => window.championErrors) / championRequests;
  const shown = alternatives.map((_, j) => evidenceIn(settings, windows, j));
  const isFound = (rate: number) => shown.some((evidence) => evidence(rate, rate0) >= 0);
  if (!isFound(1)) return { kind: 'none' };
  const rate = smallest(isFound, rate0);
  return rate0 === 0 ? { kind: 'rate', rate } : { kind: 'ratio', ratio: rate / rate0, rate };
}

/** What one alternative lacks (negative) or has beyond the limit at the rates given. */
function evidenceIn(settings: JudgeSettings, windows: readonly ErrorTable[], alternative: number) {
  const { odds = 1, prior = 1 } = alternatives[alternative] ?? {};
  const { alpha, marginOdds } = settings;
  const price = -Math.log(prior * startMass(settings.calendar, 0, 0));
  const slope = Math.log(odds);
  let challengerGain = 0;
  let championGain = 0;
  let challengerSpread = 0;
  let championSpread = 0;
  for (const window of windows) {
    const requests = window.challengerRequests + window.championRequests;
    if (requests === 0) continue;
    const share = window.challengerRequests / requests;
    const temper = tempering(settings.correlation, window);
    const perError =
      temper * (Math.log1p(share * (odds * marginOdds - 1)) - Math.log1p(share * (marginOdds - 1)));
    const perChallengerError = temper * slope - perError;
    challengerGain += window.challengerRequests * perChallengerError;
    challengerSpread += window.challengerRequests * perChallengerError ** 2;
    championGain -= window.championRequests * perError;
    championSpread += window.championRequests * perError ** 2;
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
