import { z } from 'zod';
import { logSumExp } from '../../stats/log-sum.ts';
import { logLimit } from './e-process.ts';

/** Compares what the arms predict, in categories: labels, or bins of a score. */
export interface DriftTest {
  /** Bound on the probability of ever finding that two arms differ which predict alike. */
  alpha: number;
  /** Total variation that is expected of a new model, in [0, 1]: up to it a drift is no news. */
  tolerance: number;
}

/** Predictions of both arms in one window by category; the same categories in every window. */
export interface PredictionCounts {
  challenger: readonly number[];
  champion: readonly number[];
}

/** Plain data: it is stored, and replaying the windows gives it again. */
export const driftState = z.object({
  /** Totals by category; empty before the first window. */
  challenger: z.array(z.number()),
  champion: z.array(z.number()),
  /** Of the champion, each window counted as often as the challenger has predictions in it. */
  matched: z.array(z.number()),
  /** Sum of n_c² / n_b over the windows: how uneven that makes its predictions. */
  unevenness: z.number(),
  windows: z.int(),
  /** ln of the wealth, by how boldly it bets. */
  logWealth: z.array(z.number()),
  /** The greatest that ln of their mean ever was. */
  logPeak: z.number(),
});

export type DriftState = z.infer<typeof driftState>;

/** How boldly what earlier windows showed is bet on; mixed evenly. */
const boldness = [0.25, 0.5, 1] as const;
/** Predictions that the pooled shares count for, beside what each arm was seen to predict. */
const caution = 10;
/** A category counts at most this many times as much as another arm's. */
const largestWeight = 20;

export const freshDrift: DriftState = {
  challenger: [],
  champion: [],
  matched: [],
  unevenness: 0,
  windows: 0,
  logWealth: boldness.map(() => 0),
  logPeak: 0,
};

/**
 * The state after one more window. With x_j of n_c predictions of the challenger in category j, and
 * pooled shares q_j of both arms, the e-value of weights w_j that were fixed before the window is
 *
 *     e = Π w_j^x_j / (Σ q_j w_j)^n_c
 *
 * Given the pooled counts, the challenger's are drawn from them without replacement when both arms
 * predict alike; its mean is then at most what drawing with replacement gives, 1: W. Hoeffding,
 * JASA 58 (1963), Theorem 4. So nothing is assumed of how predictions change from window to window, and
 * the probability that the wealth ever reaches 1 / alpha is at most alpha (Ville). A window in which one
 * arm predicted nothing tells nothing.
 */
export function judgePredictions(state: DriftState, window: PredictionCounts): DriftState {
  const ofChallenger = sum(window.challenger);
  const ofChampion = sum(window.champion);
  if (ofChallenger === 0 || ofChampion === 0) return state;
  const logWealth = boldness.map(
    (exponent, i) => (state.logWealth[i] ?? 0) + logFactor(state, window, exponent),
  );
  const scale = ofChallenger / ofChampion;
  return {
    challenger: added(state.challenger, window.challenger),
    champion: added(state.champion, window.champion),
    matched: added(
      state.matched,
      window.champion.map((count) => count * scale),
    ),
    unevenness: state.unevenness + ofChallenger ** 2 / ofChampion,
    windows: state.windows + 1,
    logWealth,
    logPeak: Math.max(state.logPeak, logSumExp(logWealth) - Math.log(boldness.length)),
  };
}

export interface Drift {
  /** `differs`: proved to differ, and by more than is tolerated. */
  kind: 'alike' | 'differs';
  /** Between the predictions seen, in [0, 1]. */
  totalVariation: number;
  /** A lower bound of the true one: at every look at once it is too high with probability alpha at most. */
  atLeast: number;
  /** ln; proof of a difference takes ln(1 / alpha). */
  logEvidence: number;
}

export function driftIn({ alpha, tolerance }: DriftTest, state: DriftState): Drift {
  const requests = sum(state.challenger);
  const totalVariation =
    state.challenger.reduce(
      (total, count, j) => total + Math.abs(count - (state.matched[j] ?? 0)),
      0,
    ) / Math.max(1, 2 * requests);
  const atLeast = Math.max(0, totalVariation - deviation(alpha, state));
  const isProved = state.logPeak >= logLimit(alpha);
  return {
    kind: isProved && atLeast > tolerance ? 'differs' : 'alike',
    totalVariation,
    atLeast,
    logEvidence: state.logPeak,
  };
}

/**
 * How far the total variation that is seen of two arms may be from the true one: for each of the
 * 2^K − 2 sets of categories, the share of either arm in it is off by t with probability
 * exp(−2 n t²) at most (Hoeffding, Theorem 2), n of the champion being that of its uneven windows,
 * n_c² / Σ (n_ck² / n_bk). The kth look spends alpha / (k (k + 1)) of the level, half for each arm.
 * Source: the union over sets, T. Weissman et al., HP Labs HPL-2003-97.
 */
function deviation(alpha: number, { challenger, unevenness, windows }: DriftState): number {
  const requests = sum(challenger);
  if (requests === 0) return 1;
  const level = alpha / (windows * (windows + 1)) / 2;
  const sets = challenger.length * Math.LN2 + Math.log1p(-(2 ** (1 - challenger.length)));
  const within = (predictions: number) =>
    Math.sqrt(Math.max(0, sets - Math.log(level)) / (2 * predictions));
  return within(requests) + within(requests ** 2 / unevenness);
}

function logFactor(
  state: DriftState,
  { challenger, champion }: PredictionCounts,
  exponent: number,
): number {
  const pooled = added(challenger, champion);
  const all = sum(pooled);
  const logWeights = logWeightsOf(state, pooled.length).map((log) => exponent * log);
  const mean = pooled.reduce(
    (total, count, j) => total + (count / all) * Math.exp(logWeights[j] ?? 0),
    0,
  );
  const gained = challenger.reduce((total, count, j) => total + count * (logWeights[j] ?? 0), 0);
  return gained - sum(challenger) * Math.log(mean);
}

/** ln of how much more of each category the challenger predicted so far than the champion. */
function logWeightsOf({ challenger, champion }: DriftState, categories: number): number[] {
  const [ofChallenger, ofChampion] = [sum(challenger), sum(champion)];
  return Array.from({ length: categories }, (_, j) => {
    const [x, y] = [challenger[j] ?? 0, champion[j] ?? 0];
    const pooled = (x + y + 1 / categories) / (ofChallenger + ofChampion + 1);
    const expected = caution * pooled;
    const log =
      Math.log((x + expected) / (ofChallenger + caution)) -
      Math.log((y + expected) / (ofChampion + caution));
    const limit = Math.log(largestWeight);
    return Math.min(limit, Math.max(-limit, log));
  });
}

function added(a: readonly number[], b: readonly number[]): number[] {
  return b.map((count, j) => count + (a[j] ?? 0));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
