import type { Verdict } from '../../release/verdict.ts';

/** Shares of answers by the name of their percentile, in ascending order. */
export const percentiles = [
  ['p50', 0.5],
  ['p90', 0.9],
  ['p95', 0.95],
  ['p99', 0.99],
  ['p99.9', 0.999],
] as const;

export type PercentileName = (typeof percentiles)[number][0];

/** Upper limits in ms by percentile. */
export type LatencyLimits = { readonly [name in PercentileName]?: number | undefined };

/** Latency in ms that a share of answers does not exceed; undefined when there was none. */
export type Quantile = (share: number) => number | undefined;

/** By nearest rank: the smallest of these latencies that the share does not exceed. */
export function quantileOf(latencies: readonly number[]): Quantile {
  const sorted = latencies.toSorted((a, b) => a - b);
  return (share) => {
    // A product such as 0.07 × 100 is a little above its true value, and would be a rank too many.
    const rank = Math.max(1, Math.ceil(share * sorted.length * (1 - 2 ** -50)));
    return sorted[rank - 1];
  };
}

export interface LatencyCheck {
  percentile: PercentileName;
  value: number;
  limit: number;
  verdict: Verdict;
}

/**
 * Each limit beside its value. Without any answer it is inconclusive; so is a limit that is broken while the
 * sender itself was late by a good part of it: then it is not known who was slow.
 * @param lateMs how late 99 of 100 requests were sent at most.
 */
export function checkLatency(
  quantile: Quantile,
  limits: LatencyLimits,
  lateMs = 0,
): LatencyCheck[] {
  return percentiles.flatMap(([percentile, share]): LatencyCheck[] => {
    const limit = limits[percentile];
    if (limit === undefined) return [];
    const value = quantile(share);
    return [{ percentile, value: value ?? 0, limit, verdict: judge(value, limit, lateMs) }];
  });
}

/** Shares by name, for the record; nothing when there was no answer. */
export function latencySummary(quantile: Quantile): Record<string, number> {
  return Object.fromEntries(
    percentiles.flatMap(([name, share]) => {
      const value = quantile(share);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

const tolerableLateness = 0.1;

function judge(value: number | undefined, limit: number, lateMs: number): Verdict {
  if (value === undefined) return 'inconclusive';
  if (value <= limit) return 'pass';
  return lateMs > tolerableLateness * limit ? 'inconclusive' : 'fail';
}
