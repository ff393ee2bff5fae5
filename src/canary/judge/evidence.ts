import { allocateErrors, type ErrorTable, logPartition } from './hypergeometric.ts';
import { binomialLaw } from './binomial.ts';

/** E-values of one window against a null hypothesis, one for each alternative. */
export interface WindowEvidence {
  /** What was observed, counted from the least that was possible. */
  observed: number;
  /** The most that was possible, counted likewise. */
  most: number;
  /** ln e = base + slope · (count above the least); the slopes of all alternatives have one sign. */
  lines: readonly { base: number; slope: number }[];
  /** ln of the probability of each possible count under the null hypothesis, least first. */
  nullLaw: () => Float64Array;
}

/**
 * Against "the challenger's odds of an error are `nullOdds` times the champion's". With u errors on
 * the challenger,
 *
 *     e(u) = (w / w0)^u · P(w0) / P(w),   P(w) = Σ C(n_c, u) C(n_b, m − u) w^u
 *
 * Given the totals, its mean is 1 at odds ratio w0, whatever the champion's rate is; and less on the
 * far side of w0 from the alternatives: `oddsRatios` are all greater than `nullOdds` (harm) or all
 * less (clearing).
 * Source: conditional likelihood ratio of Fisher's noncentral hypergeometric distribution (1935),
 * monotone in u.
 */
export function tableEvidence(
  table: ErrorTable,
  oddsRatios: readonly number[],
  nullOdds: number,
): WindowEvidence {
  const allocation = allocateErrors(table);
  const logNullOdds = Math.log(nullOdds);
  const logNullTotal = logPartition(allocation, logNullOdds);
  return {
    observed: table.challengerErrors - allocation.least,
    most: allocation.logWeights.length - 1,
    lines: oddsRatios.map((odds) => ({
      base: logNullTotal - logPartition(allocation, Math.log(odds)),
      slope: Math.log(odds) - logNullOdds,
    })),
    nullLaw: () =>
      allocation.logWeights.map((weight, u) => weight + u * logNullOdds - logNullTotal),
  };
}

/**
 * Against "each of `trials` is a success with probability `nullRate`": likelihood ratios of the
 * binomial distribution. Valid for every lower rate too when all `rates` are greater, and the other
 * way round. All in (0, 1).
 */
export function rateEvidence(
  { trials, successes }: { trials: number; successes: number },
  rates: readonly number[],
  nullRate: number,
): WindowEvidence {
  return {
    observed: successes,
    most: trials,
    lines: rates.map((rate) => {
      const perFailure = Math.log1p(-rate) - Math.log1p(-nullRate);
      return {
        base: trials * perFailure,
        slope: Math.log(rate) - Math.log(nullRate) - perFailure,
      };
    }),
    nullLaw: () => binomialLaw(trials, nullRate),
  };
}

/** ln e-value of each alternative for what was observed. */
export function logEvidence(evidence: WindowEvidence): number[] {
  return evidence.lines.map(({ base, slope }) => base + slope * evidence.observed);
}

/** A window in which nothing failed, or in which one arm served nobody, tells nothing of a ratio. */
export function tellsNothing(table: ErrorTable): boolean {
  return (
    table.challengerRequests === 0 ||
    table.championRequests === 0 ||
    table.challengerErrors + table.championErrors === 0
  );
}
