import { logSumExp } from '../stats/log-sum.ts';
import { runningSums } from '../stats/running-sum.ts';

/** Requests and failed requests of both arms in one window. Whole numbers, errors ≤ requests. */
export interface ErrorTable {
  challengerRequests: number;
  challengerErrors: number;
  championRequests: number;
  championErrors: number;
}

/**
 * How the errors of a window can fall on the challenger once their total is known: the support
 * of Fisher's noncentral hypergeometric distribution and its weights at equal odds.
 * Source: R. A. Fisher, The Logic of Inductive Inference, JRSS 98 (1935).
 */
export interface ErrorAllocation {
  /** Fewest errors that the challenger can have. */
  least: number;
  /**
   * ln C(n_c, u) C(n_b, m − u) for u = least, least + 1, …, up to one constant that cancels in every
   * ratio; the first is 0.
   */
  logWeights: Float64Array;
}

/** Steps from each allocation to the next are added up, so that no factorial is ever computed. */
export function allocateErrors(table: ErrorTable): ErrorAllocation {
  const { challengerRequests, championRequests } = table;
  const errors = table.challengerErrors + table.championErrors;
  const least = Math.max(0, errors - championRequests);
  const most = Math.min(errors, challengerRequests);
  const ratios = new Float64Array(most - least + 1);
  for (let u = least; u < most; u += 1) {
    const more = (challengerRequests - u) * (errors - u);
    const fewer = (u + 1) * (championRequests - errors + u + 1);
    ratios[u - least + 1] = Math.log(more / fewer);
  }
  return { least, logWeights: runningSums(ratios) };
}

/** ln Σ weight · odds^(u − least): what makes the weights at these odds sum to one. */
export function logPartition(allocation: ErrorAllocation, logOdds: number): number {
  return logSumExp(allocation.logWeights.map((weight, above) => weight + above * logOdds));
}
