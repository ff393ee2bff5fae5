import { ReleaseError } from '../../src/errors/error.ts';
import type { Metrics, ResponseCount } from '../../src/ports/metrics.ts';
import type { TrafficSplit } from '../../src/vertex/traffic-split.ts';

export interface FakeTraffic {
  /** Splits in force, in order of time. */
  splits: readonly { at: number; split: TrafficSplit }[];
  requestsPerMs: number;
  /** Error rate of a deployed model, in [0, 1]. */
  errorRate(deployedModelId: string, at: number): number;
  /** Share of responses that are 4xx. */
  clientErrorRate?: number;
}

/** Cloud Monitoring over traffic that follows the splits; counts are rounded, never random. */
export interface FakeMetrics extends Metrics {
  /** Reads fail while this is on. */
  setUnreadable(unreadable: boolean): void;
  /** Nothing is recorded in periods that begin in this interval. */
  loseData(start: number, end: number): void;
}

export function fakeMetrics(traffic: FakeTraffic): FakeMetrics {
  let isUnreadable = false;
  const gaps: { start: number; end: number }[] = [];
  return {
    setUnreadable(unreadable) {
      isUnreadable = unreadable;
    },
    loseData(start, end) {
      gaps.push({ start, end });
    },
    async responses(endpoint, { start, end, periodMs }) {
      if (isUnreadable) throw new ReleaseError('EVIDENCE_UNREADABLE', `no metrics of ${endpoint}`);
      const counts: ResponseCount[] = [];
      for (let at = start; at < end; at += periodMs) {
        if (gaps.some((gap) => at >= gap.start && at < gap.end)) continue;
        counts.push(...countsOf(traffic, at, periodMs));
      }
      return counts;
    },
  };
}

function countsOf(traffic: FakeTraffic, start: number, periodMs: number): ResponseCount[] {
  const split = traffic.splits.findLast(({ at }) => at <= start)?.split ?? {};
  return Object.entries(split).flatMap(([deployedModelId, percent]) => {
    const upTo = (at: number, rate: number) =>
      Math.floor((at % 1e9) * traffic.requestsPerMs * (percent / 100) * rate);
    const between = (rate: number) => upTo(start + periodMs, rate) - upTo(start, rate);
    const requests = Math.max(0, between(1));
    const errors = Math.min(
      requests,
      Math.max(0, between(traffic.errorRate(deployedModelId, start))),
    );
    const refused = Math.min(requests - errors, between(traffic.clientErrorRate ?? 0));
    const answered = requests - errors - refused;
    return [
      ['2xx', answered] as const,
      ['4xx', refused] as const,
      ['5xx', errors] as const,
    ].flatMap(([responseClass, count]) =>
      count > 0 ? [{ deployedModelId, start, responseClass, count }] : [],
    );
  });
}
