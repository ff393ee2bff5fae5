import { z } from 'zod';

/** What one deployed model answered in one period. */
export interface PeriodCount {
  /** Milliseconds since the epoch. */
  start: number;
  requests: number;
  errors: number;
}

/** Correlation of the outcomes of two requests in one window, as the champion's own past shows it. */
export const correlation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('estimated'), value: z.number(), windows: z.int() }),
  /** Too little history: judged as if requests were independent, and said. */
  z.object({ kind: z.literal('unknown'), windows: z.int() }),
]);

export type Correlation = z.infer<typeof correlation>;

/** Windows with requests that an estimate needs. */
export const fewestWindows = 240;

/**
 * Intra-window correlation from the champion's successive windows: with rates r_i of n_i requests,
 * p the overall rate and q = p (1 − p),
 *
 *     ρ = max(0, mean[(r_i − r_{i−1})² − q (1 / n_i + 1 / n_{i−1})] / 2q)
 *
 * Differences of neighbours, because a rate that drifts slowly is no correlation. Taken as 0 when it
 * is less than one standard error; neighbouring squared differences share a window, which makes the
 * variance of their mean 3/2 of that of as many independent ones.
 * Source: successive differences, J. von Neumann, Ann. Math. Stat. 12 (1941), with the variance of a
 * beta-binomial count, q (1 / n + ρ (1 − 1 / n)).
 */
export function estimateCorrelation(
  history: readonly PeriodCount[],
  periodMs: number,
): Correlation {
  const served = history
    .filter(({ requests }) => requests > 0)
    .toSorted((a, b) => a.start - b.start);
  const windows = served.length;
  if (windows < fewestWindows) return { kind: 'unknown', windows };
  const excesses = excessesOf(served, periodMs);
  if (excesses.length === 0) return { kind: 'estimated', value: 0, windows };

  const count = excesses.length;
  const mean = excesses.reduce((sum, excess) => sum + excess, 0) / count;
  const variance = excesses.reduce((sum, excess) => sum + (excess - mean) ** 2, 0) / count;
  const standardError = Math.sqrt((1.5 * variance) / count);
  return { kind: 'estimated', value: mean < standardError ? 0 : Math.min(mean, 1), windows };
}

/** The value that the judge works with. */
export function correlationValue(known: Correlation): number {
  return known.kind === 'estimated' ? known.value : 0;
}

/** Of each pair of adjacent windows, what it shows beyond independent requests, over 2q. */
function excessesOf(served: readonly PeriodCount[], periodMs: number): number[] {
  const requests = served.reduce((sum, window) => sum + window.requests, 0);
  const rate = served.reduce((sum, window) => sum + window.errors, 0) / requests;
  const spread = rate * (1 - rate);
  if (spread === 0) return [];
  return served.flatMap((window, i) => {
    const before = served[i - 1];
    if (before === undefined || window.start - before.start !== periodMs) return [];
    const difference = window.errors / window.requests - before.errors / before.requests;
    const independent = spread * (1 / window.requests + 1 / before.requests);
    return [(difference ** 2 - independent) / (2 * spread)];
  });
}
