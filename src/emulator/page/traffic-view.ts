import {
  type Distribution,
  emptyDistribution,
  mergeDistributions,
} from '../series/distribution.ts';
import { percentileOf } from '../series/distribution.ts';
import type { DeployedModelSeries } from '../series/recorder.ts';
import type { Counts } from '../series/seconds.ts';
import { toTimestamp } from '../store/time.ts';
import type { TrafficSummary, TrafficView } from './overview.ts';

const stepMs = 5_000;
const stepCount = 60;
const minuteMs = 60_000;

/** Five minutes of one deployed model, up to the last step that is over, and the last minute of them. */
export function readTraffic(
  series: DeployedModelSeries | undefined,
  now: number,
): { traffic: TrafficView; lastMinute: TrafficSummary } {
  // Steps begin at round times, so that one that was seen does not change any more.
  const end = Math.floor(now / stepMs) * stepMs;
  const begin = end - stepCount * stepMs;
  const seconds = series?.recent(begin) ?? [];
  const within = (from: number, to: number): Counts[] =>
    seconds.filter(({ start }) => start >= from && start < to);
  const steps = Array.from({ length: stepCount }, (_unused, index) => {
    const from = begin + index * stepMs;
    return summarise(within(from, from + stepMs));
  });
  return {
    traffic: { end: toTimestamp(end), stepSeconds: stepMs / 1000, steps },
    lastMinute: summarise(within(now - minuteMs, now)),
  };
}

function summarise(seconds: readonly Counts[]): TrafficSummary {
  const latencies = seconds.map(({ total }) => total).reduce(mergeDistributions, emptyDistribution);
  const errors = seconds.reduce((sum, second) => sum + second.errors, 0);
  return {
    requests: latencies.count,
    errors,
    p50: percentile(latencies, 50),
    p95: percentile(latencies, 95),
  };
}

function percentile(latencies: Distribution, percent: number): number | null {
  if (latencies.count === 0) return null;
  return Math.round(percentileOf(latencies, percent) * 10) / 10;
}
