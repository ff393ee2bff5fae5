import type { JudgedWindow } from '../window.ts';
import { rateAt } from './binomial.ts';
import type { Calendar } from './calendar.ts';
import { type EProcessState, freshProcess, logLimit } from './e-process.ts';
import type { ErrorTable } from './hypergeometric.ts';
import { judgeRate, type RateTest } from './rate-test.ts';
import { harmTest, judgeTable, type RatioTest } from './ratio-test.ts';

/**
 * Errors judged with the champion's last day as a witness, which finds late faults sooner. Harm is
 * what `sure` finds, or what `absolute` and `key` both find while the champion itself keeps to its
 * history:
 *
 * - `sure`, level alpha / 10: the comparison with the live champion;
 * - `absolute`, level 0.8 alpha: the challenger alone against an upper bound of the champion's rate,
 *   fixed before the release, which is too low with probability alpha / 10;
 * - `key`, level 4.9 alpha: the comparison again, with even bets on all steps.
 *
 * Together at most alpha while the champion stays below its bound, and at most 5 alpha whatever
 * rates do: then only `sure` and `key` bind.
 */
export interface HistoryTest {
  alpha: number;
  sure: RatioTest;
  key: RatioTest;
  absolute: RateTest;
  /** Upper bound of the champion's error rate. */
  bound: number;
}

export function historyTest(
  alpha: number,
  marginOdds: number,
  bound: number,
  calendar: Calendar,
): HistoryTest {
  const even = { ...calendar, firstStep: 1 / calendar.steps };
  const sure = harmTest(alpha / 10, marginOdds, 0, calendar);
  const nullOdds = marginOdds * (bound / (1 - bound));
  return {
    alpha,
    sure,
    key: harmTest(Math.min(0.5, 4.9 * alpha), marginOdds, 0, even),
    absolute: {
      alpha: 0.8 * alpha,
      nullRate: rateAt(nullOdds),
      rates: sure.oddsRatios.map((ratio) => rateAt((ratio / marginOdds) * nullOdds)),
      priors: sure.priors,
      correlation: 0,
      boosting: 'on',
      calendar,
    },
    bound,
  };
}

/** `parts` are sure, key and absolute; `guard` its four sums, empty before the first window. */
export interface HistoryState {
  parts: readonly EProcessState[];
  guard: readonly number[];
}

/** Multiples of the bound at which the champion is watched for leaving it. */
const watched = [1.25, 1.5, 2, 4];
const forgetting = 0.98;
/** Sums of likelihood ratios above this switch the absolute process off for the rest of the release. */
const guardLimit = 5;

export function judgeWithHistory(
  test: HistoryTest,
  { parts, guard }: HistoryState,
  window: JudgedWindow,
  table: ErrorTable,
): { parts: EProcessState[]; guard: number[] } {
  const { step, challenger, champion } = window;
  const [sure = freshProcess, key = freshProcess, absolute = freshProcess] = parts;
  return {
    parts: [
      judgeTable(test.sure, sure, step, table),
      judgeTable(test.key, key, step, table),
      judgeRate(test.absolute, absolute, step, challenger),
    ],
    guard: isTripped(guard) ? [...guard] : watch(test.bound, guard, champion),
  };
}

/**
 * Evidence in terms of the limit ln(1 / alpha): at it or beyond exactly where harm is found. Of the two
 * that must agree the lesser counts.
 */
export function historyEvidence(test: HistoryTest, { parts, guard }: HistoryState): number {
  const [sure = freshProcess, key = freshProcess, absolute = freshProcess] = parts;
  const against = (part: EProcessState, alpha: number) =>
    logLimit(test.alpha) + part.logPeak - logLimit(alpha);
  const ofSure = against(sure, test.sure.alpha);
  if (isTripped(guard)) return ofSure;
  const agreed = Math.min(against(key, test.key.alpha), against(absolute, test.absolute.alpha));
  return Math.max(ofSure, agreed);
}

function watch(
  bound: number,
  guard: readonly number[],
  { requests, errors }: { requests: number; errors: number },
): number[] {
  const fresh = 1 / watched.length;
  return watched.map((multiple, i) => {
    const rate = Math.min(multiple * bound, (1 + bound) / 2);
    const logRatio =
      errors * Math.log(rate / bound) +
      (requests - errors) * (Math.log1p(-rate) - Math.log1p(-bound));
    // Far beyond the limit the exact value does not matter, but it has to stay a number.
    const ratio = Math.exp(Math.min(logRatio, 100));
    return forgetting * (guard[i] ?? fresh) * ratio + (1 - forgetting) * fresh;
  });
}

function isTripped(guard: readonly number[]): boolean {
  return guard.reduce((sum, value) => sum + value, 0) > guardLimit;
}
