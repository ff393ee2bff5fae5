import { ReleaseError } from '../../src/errors/error.ts';
import type {
  EventCount,
  LatencyCount,
  MetricDescription,
  Metrics,
  ReplicaCount,
  ReplicaSample,
  ResponseCount,
} from '../../src/ports/metrics.ts';
import type { TrafficSplit } from '../../src/vertex/traffic-split.ts';

export interface FakeTraffic {
  /** Splits in force, in order of time. */
  splits: readonly { at: number; split: TrafficSplit }[];
  requestsPerMs: number;
  /** Error rate of a deployed model, in [0, 1]. */
  errorRate(deployedModelId: string, at: number): number;
  /** Share of responses that are 4xx. */
  clientErrorRate?: number;
  /** Metrics of the service's own, by type. */
  metrics?: Readonly<Record<string, MetricDescription>>;
  /** Share of a deployed model's requests that are counted where a filter asks for "bad". */
  badShare?(deployedModelId: string, at: number): number;
  /** Share of a deployed model's requests that take longer than 100 ms; without it there are no latencies. */
  slowShare?(deployedModelId: string, at: number): number;
}

/** Cloud Monitoring over traffic that follows the splits; counts are rounded, never random. */
export interface FakeMetrics extends Metrics {
  /** Reads fail while this is on. */
  setUnreadable(unreadable: boolean): void;
  /** What sampling shows of a deployed model's servers; nothing until it is called. */
  setReplicas(deployedModelId: string, replicas: number, target: number): void;
  /** What sampling showed over time, by time. */
  sampleReplicas(...samples: readonly ReplicaSample[]): void;
  /** Nothing is recorded in periods that begin in this interval. */
  loseData(start: number, end: number): void;
}

export function fakeMetrics(traffic: FakeTraffic): FakeMetrics {
  let isUnreadable = false;
  const gaps: { start: number; end: number }[] = [];
  const servers = new Map<string, ReplicaCount>();
  const history: ReplicaSample[] = [];
  const isLost = (at: number) => gaps.some((gap) => at >= gap.start && at < gap.end);
  const refuseUnreadable = (endpoint: string) => {
    if (isUnreadable) throw new ReleaseError('EVIDENCE_UNREADABLE', `no metrics of ${endpoint}`);
  };
  return {
    setUnreadable(unreadable) {
      isUnreadable = unreadable;
    },
    loseData(start, end) {
      gaps.push({ start, end });
    },
    async responses(endpoint, { start, end, periodMs }) {
      refuseUnreadable(endpoint);
      const counts: ResponseCount[] = [];
      for (let at = start; at < end; at += periodMs) {
        if (isLost(at)) continue;
        counts.push(...countsOf(traffic, at, periodMs));
      }
      return counts;
    },
    async latencies(endpoint, { start, end, periodMs }) {
      refuseUnreadable(endpoint);
      const counts: LatencyCount[] = [];
      for (let at = start; at < end; at += periodMs) {
        if (!isLost(at)) counts.push(...latenciesOf(traffic, at, periodMs));
      }
      return counts;
    },
    async replicas(endpoint) {
      refuseUnreadable(endpoint);
      return [...servers.values()];
    },
    async replicaHistory(endpoint, { start, end }) {
      refuseUnreadable(endpoint);
      return history.filter(({ at }) => at >= start && at < end);
    },
    async counts(endpoint, { filter }, { start, end, periodMs }) {
      refuseUnreadable(endpoint);
      const { badShare = () => 0 } = traffic;
      const counts: EventCount[] = [];
      for (let at = start; at < end; at += periodMs) {
        for (const [deployedModelId, requests] of requestsIn(traffic, at, periodMs)) {
          const share = filter.includes('"bad"') ? badShare(deployedModelId, at) : 1;
          counts.push({ deployedModelId, start: at, count: Math.round(requests * share) });
        }
      }
      return counts.filter(({ count, start: at }) => count > 0 && !isLost(at));
    },
    async describe(endpoint, metricType) {
      refuseUnreadable(endpoint);
      return traffic.metrics?.[metricType];
    },
    sampleReplicas(...samples) {
      history.push(...samples);
    },
    setReplicas(deployedModelId, replicas, target) {
      servers.set(deployedModelId, { deployedModelId, replicas, target });
    },
  };
}

/** Two kinds of requests: quick ones below 50 ms, slow ones of more than 100 ms. */
function latenciesOf(traffic: FakeTraffic, start: number, periodMs: number): LatencyCount[] {
  const { slowShare } = traffic;
  if (slowShare === undefined) return [];
  return [...requestsIn(traffic, start, periodMs)].map(([deployedModelId, count]) => {
    const slow = Math.round(count * slowShare(deployedModelId, start));
    return { deployedModelId, start, edges: [50, 100], counts: [count - slow, 0, slow] };
  });
}

/** Requests by deployed model. */
function requestsIn(traffic: FakeTraffic, start: number, periodMs: number): Map<string, number> {
  const requests = new Map<string, number>();
  for (const { deployedModelId, count } of countsOf(traffic, start, periodMs)) {
    requests.set(deployedModelId, (requests.get(deployedModelId) ?? 0) + count);
  }
  return requests;
}

function countsOf(traffic: FakeTraffic, start: number, periodMs: number): ResponseCount[] {
  const split = traffic.splits.findLast(({ at }) => at <= start)?.split ?? {};
  const counts: ResponseCount[] = [];
  for (const [deployedModelId, percent] of Object.entries(split)) {
    const perMs = traffic.requestsPerMs * (percent / 100);
    const between = (rate: number) =>
      Math.max(0, upTo(start + periodMs, perMs * rate) - upTo(start, perMs * rate));
    const requests = between(1);
    const errors = Math.min(requests, between(traffic.errorRate(deployedModelId, start)));
    const refused = Math.min(requests - errors, between(traffic.clientErrorRate ?? 0));
    const add = (responseClass: string, count: number) => {
      if (count > 0) counts.push({ deployedModelId, start, responseClass, count });
    };
    add('2xx', requests - errors - refused);
    add('4xx', refused);
    add('5xx', errors);
  }
  return counts;
}

/** Events since some instant long ago; whole, so that no period loses or doubles one. */
function upTo(at: number, perMs: number): number {
  return Math.floor((at % 1e9) * perMs);
}
