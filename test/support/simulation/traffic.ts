import { Random } from '../../../bench/judge/random.ts';
import type { Metrics, ResponseCount } from '../../../src/ports/metrics.ts';
import type { TrafficSplit } from '../../../src/vertex/traffic-split.ts';
import { championId } from '../canary-world.ts';

const day = 86_400_000;

/** What people ask of the endpoint, what the models answer and what of it is measured when. */
export interface TrafficPlan {
  /** Mean over a day. */
  requestsPerMinute: number;
  /** In [0, 1]: how far the rate goes up and down in the course of a day. */
  diurnal: number;
  championErrors: number;
  challengerErrors: number;
  /** The challenger answers as the champion does until it is this old. */
  faultAfterMs: number;
  /** A period is seen this long after its end; half of it at once. */
  delayMs: number;
  /** Share of the periods that are never seen. */
  gaps: number;
  /** Before it nobody asked. */
  since: number;
}

interface Served {
  splits: readonly { at: number; split: TrafficSplit }[];
  now(): number;
}

/** Cloud Monitoring over Poisson counts, which depend on the seed, the period and the split alone. */
export function poissonMetrics(seed: number, plan: TrafficPlan, served: Served): Metrics {
  const periods = new Map<string, ResponseCount[]>();

  const drawn = (start: number, periodMs: number): ResponseCount[] => {
    const shares = servedIn(served.splits, start, start + periodMs);
    const key = `${start} ${JSON.stringify([...shares])}`;
    const known = periods.get(key);
    if (known !== undefined) return known;
    const random = new Random(seed, Math.floor(start / 1_000));
    const isLost = random.uniform() < plan.gaps;
    const counts =
      isLost || start < plan.since
        ? []
        : [...shares].flatMap(([id, share]) =>
            answers(random, id, start, (share * rateAt(plan, start) * periodMs) / 60_000),
          );
    periods.set(key, counts);
    return counts;
  };

  const answers = (random: Random, deployedModelId: string, start: number, mean: number) => {
    const requests = random.poisson(mean);
    const errors = random.binomial(requests, errorRate(deployedModelId, start));
    return [
      { deployedModelId, start, responseClass: '2xx', count: requests - errors },
      { deployedModelId, start, responseClass: '5xx', count: errors },
    ].filter(({ count }) => count > 0);
  };

  const errorRate = (id: string, at: number) => {
    const born = served.splits.find(({ split }) => (split[id] ?? 0) > 0)?.at ?? at;
    const isFaulty = id !== championId && at >= born + plan.faultAfterMs;
    return isFaulty ? plan.challengerErrors : plan.championErrors;
  };

  const seenAt = (counts: ResponseCount[], end: number): ResponseCount[] => {
    const age = served.now() - end;
    if (age >= plan.delayMs) return counts;
    return counts
      .map((count) => ({ ...count, count: Math.floor(count.count / 2) }))
      .filter(({ count }) => count > 0);
  };

  return {
    async responses(_, { start, end, periodMs }) {
      const starts = Array.from(
        { length: (end - start) / periodMs },
        (_v, i) => start + i * periodMs,
      );
      return starts
        .filter((at) => at >= plan.since)
        .flatMap((at) => seenAt(drawn(at, periodMs), at + periodMs));
    },
    latencies: async () => [],
    replicas: async () => [],
    replicaHistory: async () => [],
    counts: async () => [],
    describe: async () => undefined,
  };
}

function rateAt({ requestsPerMinute, diurnal }: TrafficPlan, at: number): number {
  return requestsPerMinute * (1 + diurnal * Math.sin((2 * Math.PI * (at % day)) / day));
}

/** By deployed model, its part of the traffic between two moments. */
function servedIn(splits: Served['splits'], start: number, end: number): Map<string, number> {
  const shares = new Map<string, number>();
  const first = Math.max(
    0,
    splits.findLastIndex(({ at }) => at <= start),
  );
  for (let i = first; i < splits.length; i += 1) {
    const { at = 0, split = {} } = splits[i] ?? {};
    if (at >= end) break;
    const lasts = Math.min(end, splits[i + 1]?.at ?? end) - Math.max(start, at);
    for (const [id, percent] of Object.entries(split)) {
      shares.set(id, (shares.get(id) ?? 0) + (percent / 100) * (lasts / (end - start)));
    }
  }
  return shares;
}
