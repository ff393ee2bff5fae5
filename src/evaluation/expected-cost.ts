import type { Confusion } from './confusion.ts';

/** What each kind of decision costs, in any unit; what is not given costs nothing, a gain is negative. */
export interface DecisionCosts {
  fp?: number | undefined;
  fn?: number | undefined;
  tp?: number | undefined;
  tn?: number | undefined;
}

/** Mean cost of an example. @returns undefined when there is none. */
export function expectedCost(
  { truePositives, falsePositives, trueNegatives, falseNegatives }: Confusion,
  { fp = 0, fn = 0, tp = 0, tn = 0 }: DecisionCosts,
): number | undefined {
  const total = truePositives + falsePositives + trueNegatives + falseNegatives;
  if (total === 0) return undefined;
  const cost = fp * falsePositives + fn * falseNegatives + tp * truePositives + tn * trueNegatives;
  return cost / total;
}
