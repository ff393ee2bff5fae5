import { z } from 'zod';
import type { JudgedWindow } from '../window.ts';
import { eProcessState, freshProcess, hasReached, logLimit } from './e-process.ts';
import { errorsOf } from './tables.ts';
import { judgeRate, type RateTest } from './rate-test.ts';
import { judgeTable, type RatioTest } from './ratio-test.ts';

/**
 * What `gate: evidence` asks for: proof that the challenger is not worse than what is tolerated. Either
 * process may bring it, each at its part of beta:
 *
 * - the ratio process refutes "odds of an error at least `max_odds_ratio` times the champion's"; where
 *   neither arm has errors it learns nothing, so alone it never clears a service without errors;
 * - the rate process refutes "an error rate of at least `max_error_rate`".
 *
 * Both start afresh at each step with all of their level: a step is cleared by what was seen in it. A
 * promotion needs clearing in the last compared step, so a challenger that is bad there is promoted
 * with probability at most beta, and one that is bad throughout all the less.
 */
export interface ClearingTest {
  /** Absent where nothing is compared. */
  ratio?: RatioTest;
  /** Absent without a tolerated rate. */
  rate?: RateTest;
}

/** Of the step of the last window. */
export const clearingState = z.object({
  step: z.int(),
  ratio: eProcessState,
  rate: eProcessState,
});
export type ClearingState = z.infer<typeof clearingState>;

export const freshClearing: ClearingState = { step: 0, ratio: freshProcess, rate: freshProcess };

/** Both processes after one more window; the first window of a step starts them afresh. */
export function judgeClearing(
  { ratio, rate }: ClearingTest,
  state: ClearingState,
  window: JudgedWindow,
): ClearingState {
  const { step, challenger } = window;
  const before = step === state.step ? state : { ...freshClearing, step };
  return {
    step,
    ratio:
      ratio === undefined ? before.ratio : judgeTable(ratio, before.ratio, 0, errorsOf(window)),
    rate: rate === undefined ? before.rate : judgeRate(rate, before.rate, 0, challenger),
  };
}

/** Which process cleared the step, if one did. */
export function clearedBy(
  { ratio, rate }: ClearingTest,
  state: ClearingState,
  step: number,
): 'ratio' | 'rate' | undefined {
  if (state.step !== step) return undefined;
  if (ratio !== undefined && hasReached(state.ratio, ratio.alpha)) return 'ratio';
  if (rate !== undefined && hasReached(state.rate, rate.alpha)) return 'rate';
  return undefined;
}

/** How far the process that is nearest has come, in (−∞, 1] of its limit. */
export function clearingProgress(
  { ratio, rate }: ClearingTest,
  state: ClearingState,
  step: number,
): number {
  if (state.step !== step) return 0;
  const ofRatio = ratio === undefined ? 0 : state.ratio.logPeak / logLimit(ratio.alpha);
  const ofRate = rate === undefined ? 0 : state.rate.logPeak / logLimit(rate.alpha);
  return Math.min(1, Math.max(ofRatio, ofRate));
}
