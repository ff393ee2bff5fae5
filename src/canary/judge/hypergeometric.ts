import { runningSums } from '../../stats/running-sum.ts';

/**
 * Requests of both arms in one window and how many of them were errors: failed ones, slow ones, or
 * whatever else a process counts. Whole numbers, errors ≤ requests.
 */
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

/** Terms this far below the greatest, in nats, are beyond the precision of a number. */
const negligible = 45;

/**
 * ln Σ weight · odds^(u − least): what makes the weights at these odds sum to one. Terms rise to
 * one greatest and fall from there, so only those around it are added: some √m of m.
 */
export function logPartition({ logWeights }: ErrorAllocation, logOdds: number): number {
  const termAt = (above: number) => (logWeights[above] ?? -Infinity) + above * logOdds;
  const mode = modeOf(logWeights, logOdds);
  const greatest = termAt(mode);
  let sum = 1;
  for (let above = mode - 1; above >= 0; above -= 1) {
    const below = termAt(above) - greatest;
    if (below < -negligible) break;
    sum += Math.exp(below);
  }
  for (let above = mode + 1; above < logWeights.length; above += 1) {
    const below = termAt(above) - greatest;
    if (below < -negligible) break;
    sum += Math.exp(below);
  }
  return greatest + Math.log(sum);
}

/** Where the weights at these odds are greatest, by bisection on their slope. */
function modeOf(logWeights: Float64Array, logOdds: number): number {
  let low = 0;
  let high = logWeights.length - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const slope = (logWeights[middle + 1] ?? 0) - (logWeights[middle] ?? 0) + logOdds;
    if (slope > 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
