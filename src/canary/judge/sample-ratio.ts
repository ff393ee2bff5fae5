import { z } from 'zod';
import { rateAt } from './binomial.ts';
import type { Calendar } from './calendar.ts';
import {
  type EProcessState,
  eProcessState,
  freshProcess,
  hasReached,
  weighWindow,
} from './e-process.ts';
import { rateEvidence } from './evidence.ts';

/**
 * Refutes that requests are divided as the split says: then the two arms are not comparable, which
 * is no fault of the challenger.
 */
export interface SampleRatioTest {
  /** Bound on the probability of ever rejecting a split that is honoured. */
  alpha: number;
  /** The challenger's share of the pair's requests by step, in (0, 1]; 1 is not tested. */
  shares: readonly number[];
  calendar: Calendar;
}

export const sampleRatioState = z.object({ more: eProcessState, fewer: eProcessState });
export type SampleRatioState = z.infer<typeof sampleRatioState>;

export const freshSampleRatio: SampleRatioState = { more: freshProcess, fewer: freshProcess };

/** Odds of a request that are this much greater or less than those of the split are still honoured. */
const toleratedOdds = 1.25;

/** Odds that are bet on, as multiples of what is tolerated. */
const multiples = [1.5, 3, 20];

/** Both processes after one more window; each side has half of the level. */
export function judgeSampleRatio(
  test: SampleRatioTest,
  state: SampleRatioState,
  step: number,
  requests: { challenger: number; champion: number },
): SampleRatioState {
  const share = test.shares[step] ?? 1;
  if (share >= 1 || requests.challenger + requests.champion === 0) return state;
  return {
    more: judgeSide(test, state.more, step, requests, share, 1),
    fewer: judgeSide(test, state.fewer, step, requests, share, -1),
  };
}

/** Whether one side has rejected. */
export function isSplitBroken({ alpha }: SampleRatioTest, state: SampleRatioState): boolean {
  return hasReached(state.more, alpha / 2) || hasReached(state.fewer, alpha / 2);
}

function judgeSide(
  { alpha, calendar }: SampleRatioTest,
  state: EProcessState,
  step: number,
  { challenger, champion }: { challenger: number; champion: number },
  share: number,
  direction: 1 | -1,
): EProcessState {
  const odds = (share / (1 - share)) * toleratedOdds ** direction;
  const evidence = rateEvidence(
    { trials: challenger + champion, successes: challenger },
    multiples.map((multiple) => rateAt(odds * multiple ** direction)),
    rateAt(odds),
  );
  const priors = multiples.map(() => 1 / multiples.length);
  const settings = { alpha: alpha / 2, priors, calendar, boosting: 'off' as const };
  return weighWindow(settings, state, step, evidence);
}
