import { allocateErrors, type ErrorTable, logPartition } from './hypergeometric.ts';

/**
 * E-values of one window against "the challenger's odds of an error are at most `marginOdds` times
 * the champion's", one for each alternative odds ratio. With u errors on the challenger,
 *
 *     e(u) = (w / w0)^u · P(w0) / P(w),   P(w) = Σ C(n_c, u) C(n_b, m − u) w^u
 *
 * Given the totals, its mean is 1 at odds ratio w0 and less below, whatever the champion's rate is.
 * Source: conditional likelihood ratio of Fisher's noncentral hypergeometric distribution (1935);
 * monotone in u, hence valid for every odds ratio up to w0.
 */
export interface WindowEvidence {
  /** Errors of the challenger above the fewest possible, as observed. */
  observed: number;
  /** ln of the probability of each possible number of errors at odds ratio w0, fewest first. */
  logNull: Float64Array;
  /** ln e = base + slope · (errors above the fewest possible), one for each alternative. */
  lines: readonly { base: number; slope: number }[];
}

/** `oddsRatios` must all be greater than `marginOdds`; `marginOdds` ≥ 1. */
export function windowEvidence(
  table: ErrorTable,
  oddsRatios: readonly number[],
  marginOdds: number,
): WindowEvidence {
  const allocation = allocateErrors(table);
  const logMargin = Math.log(marginOdds);
  const logNullTotal = logPartition(allocation, logMargin);
  return {
    observed: table.challengerErrors - allocation.least,
    logNull: allocation.logWeights.map((weight, u) => weight + u * logMargin - logNullTotal),
    lines: oddsRatios.map((odds) => ({
      base: logNullTotal - logPartition(allocation, Math.log(odds)),
      slope: Math.log(odds) - logMargin,
    })),
  };
}

/** ln e-value of each alternative for what was observed. */
export function logEvidence(evidence: WindowEvidence): number[] {
  return evidence.lines.map(({ base, slope }) => base + slope * evidence.observed);
}

/** A window in which nothing failed, or in which one arm served nobody, tells nothing. */
export function tellsNothing(table: ErrorTable): boolean {
  return (
    table.challengerRequests === 0 ||
    table.championRequests === 0 ||
    table.challengerErrors + table.championErrors === 0
  );
}
