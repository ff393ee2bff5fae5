import { clopperPearsonHigh, clopperPearsonLow } from '../../evaluation/binomial.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { LoadEnd } from '../../ports/predictions.ts';
import type { Json, JsonObject } from '../../release/json.ts';
import { type Bucket, LatencyHistogram } from '../../stats/latency-histogram.ts';
import { describeAnswer, readAnswer } from './answer.ts';
import { latencySummary } from './latency.ts';
import { type LoadRate, type LoadSchedule, scheduleLoad } from './load-schedule.ts';

/** Requests of one part of the load. */
export interface LoadPhase {
  requests: number;
  failed: number;
  /** Of requests that were answered with predictions, from the time when they were due. */
  latency: LatencyHistogram;
}

export interface LoadResult {
  rate: LoadRate;
  ramp: LoadPhase;
  /** At the full rate: what limits are about. */
  steady: LoadPhase;
  /** How late requests were sent. */
  late: LatencyHistogram;
  /** Predictions per second at the full rate, until the last of its answers. */
  throughput: number;
  /** How often each reason for a failure was given, the first of them. */
  reasons: ReadonlyMap<string, number>;
}

export interface LoadRequest extends LoadRate {
  endpoint: string;
  timeoutMs: number;
  /** Sent one after the other, and again from the first. */
  instances: readonly Json[];
}

const mostReasons = 20;
const mostBuckets = 60;
const confidence = 0.95;

/** Asks at a given rate, whether or not the endpoint keeps up, and counts what comes. */
export async function runLoadTest(
  request: LoadRequest,
  { ports, signal }: StepContext,
): Promise<LoadResult> {
  const { endpoint, timeoutMs, instances, rate, rampMs, durationMs } = request;
  const schedule = scheduleLoad(request);
  const bodies = instances.map((instance) => JSON.stringify({ instances: [instance] }));
  const tally = new LoadTally(schedule);
  const everySecond = Math.max(1, Math.round(rate));
  await ports.predictions.load(
    {
      endpoint,
      count: schedule.count,
      bodyOf: (index) => bodies[index % bodies.length] ?? '',
      dueMs: schedule.dueMs,
      timeoutMs,
      signal,
    },
    (end) => {
      tally.count(end);
      if (tally.ended % everySecond !== 0) return;
      ports.host.progress(`${tally.ended} of ${schedule.count} requests of the load`);
    },
  );
  return tally.result({ rate, rampMs, durationMs });
}

/** Two-sided, exact: C. Clopper and E. Pearson, Biometrika 26 (1934). */
export function errorInterval({ failed, requests }: LoadPhase) {
  const alpha = (1 - confidence) / 2;
  return {
    low: clopperPearsonLow(failed, requests, alpha),
    high: clopperPearsonHigh(failed, requests, alpha),
    confidence,
  };
}

/** For the record. */
export function loadEvidence(result: LoadResult): JsonObject {
  const { rate, ramp, steady, late, throughput, reasons } = result;
  return {
    ...rate,
    throughput,
    requests: steady.requests,
    failed: steady.failed,
    errorRate: steady.failed / steady.requests,
    errorInterval: errorInterval(steady),
    latency: describe(steady.latency),
    histogram: thin(steady.latency.buckets()).map(({ upToMs, count }) => ({ upToMs, count })),
    ramp: { requests: ramp.requests, failed: ramp.failed, latency: describe(ramp.latency) },
    sentLate: describe(late),
    reasons: [...reasons].map(([reason, count]) => ({ reason, count })),
  };
}

class LoadTally {
  ended = 0;
  readonly #schedule: LoadSchedule;
  readonly #ramp: LoadPhase = emptyPhase();
  readonly #steady: LoadPhase = emptyPhase();
  readonly #late = new LatencyHistogram();
  readonly #reasons = new Map<string, number>();
  #lastMs = 0;

  constructor(schedule: LoadSchedule) {
    this.#schedule = schedule;
  }

  count({ index, latencyMs, lateMs, exchange }: LoadEnd): void {
    const phase = index < this.#schedule.rampCount ? this.#ramp : this.#steady;
    this.ended += 1;
    phase.requests += 1;
    this.#late.record(lateMs);
    this.#lastMs = Math.max(this.#lastMs, this.#schedule.dueMs(index) + latencyMs);
    const answer = readAnswer(exchange);
    if (answer.kind === 'predictions') {
      phase.latency.record(latencyMs);
      return;
    }
    phase.failed += 1;
    const reason = describeAnswer(answer);
    const known = this.#reasons.get(reason);
    if (known === undefined && this.#reasons.size >= mostReasons) return;
    this.#reasons.set(reason, (known ?? 0) + 1);
  }

  result(rate: LoadRate): LoadResult {
    const seconds = Math.max(rate.durationMs, this.#lastMs - rate.rampMs) / 1_000;
    return {
      rate,
      ramp: this.#ramp,
      steady: this.#steady,
      late: this.#late,
      throughput: this.#steady.latency.count / seconds,
      reasons: this.#reasons,
    };
  }
}

function emptyPhase(): LoadPhase {
  return { requests: 0, failed: 0, latency: new LatencyHistogram() };
}

function describe(latency: LatencyHistogram): JsonObject {
  const { mean, max } = latency;
  if (mean === undefined) return {};
  return { ...latencySummary((share) => latency.quantile(share)), max, mean };
}

/** Neighbours put together until a chart can show them. */
function thin(buckets: readonly Bucket[]): Bucket[] {
  const width = Math.ceil(buckets.length / mostBuckets);
  const groups: Bucket[] = [];
  for (let at = 0; at < buckets.length; at += width) {
    const group = buckets.slice(at, at + width);
    const count = group.reduce((sum, bucket) => sum + bucket.count, 0);
    groups.push({ upToMs: group.at(-1)?.upToMs ?? 0, count });
  }
  return groups;
}
