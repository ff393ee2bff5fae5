import { byAscendingValue } from './score-order.ts';

/**
 * Placement values of a scored set: for every positive the share of negatives below it, and for every
 * negative the share of positives above it, ties counting half. The mean of either is the AUC.
 */
export interface Placements {
  auc: number;
  ofPositives: Float64Array;
  ofNegatives: Float64Array;
}

/**
 * Source: E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, Biometrics 44 (1988), by midranks in
 * O(n log n) as X. Sun and W. Xu, IEEE Signal Processing Letters 21 (2014).
 * Undefined unless there are two examples of each class, without which there is no variance.
 */
export function placementsOf(
  labels: ArrayLike<number>,
  scores: Float64Array,
): Placements | undefined {
  const positives = scores.filter((_, place) => labels[place] === 1);
  const negatives = scores.filter((_, place) => labels[place] !== 1);
  const [m, n] = [positives.length, negatives.length];
  if (m < 2 || n < 2) return undefined;
  const all = new Float64Array(m + n);
  all.set(positives);
  all.set(negatives, m);
  const rankAll = midranks(all);
  const rankPositives = midranks(positives);
  const rankNegatives = midranks(negatives);
  const ofPositives = rankPositives.map((rank, i) => ((rankAll[i] ?? 0) - rank) / n);
  const ofNegatives = rankNegatives.map((rank, j) => 1 - ((rankAll[m + j] ?? 0) - rank) / m);
  return { auc: meanOf(ofPositives), ofPositives, ofNegatives };
}

/** Variance of the AUC. */
export function aucVariance({ ofPositives, ofNegatives }: Placements): number {
  return (
    sampleVariance(ofPositives) / ofPositives.length +
    sampleVariance(ofNegatives) / ofNegatives.length
  );
}

/** Variance of the difference of two AUCs on the same examples in the same order. */
export function aucDifferenceVariance(a: Placements, b: Placements): number {
  return aucVariance({
    auc: a.auc - b.auc,
    ofPositives: differences(a.ofPositives, b.ofPositives),
    ofNegatives: differences(a.ofNegatives, b.ofNegatives),
  });
}

function differences(x: Float64Array, y: Float64Array): Float64Array {
  return x.map((value, i) => value - (y[i] ?? 0));
}

/** Ranks from 1, equal values sharing the mean of theirs. */
function midranks(values: Float64Array): Float64Array {
  const order = byAscendingValue(values);
  const ranks = new Float64Array(values.length);
  let start = 0;
  while (start < order.length) {
    let end = start + 1;
    while (end < order.length && values[order[end] ?? 0] === values[order[start] ?? 0]) end += 1;
    const rank = (start + 1 + end) / 2;
    for (let i = start; i < end; i += 1) ranks[order[i] ?? 0] = rank;
    start = end;
  }
  return ranks;
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sampleVariance(values: Float64Array): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
