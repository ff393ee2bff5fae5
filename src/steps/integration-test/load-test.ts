import type { StepContext } from '../../ports/ports.ts';
import type { LoadEnd } from '../../ports/predictions.ts';
import type { Json, JsonObject } from '../../release/json.ts';
import { type Bucket, LatencyHistogram } from '../../stats/latency-histogram.ts';
import { describeAnswer, readAnswer } from './answer.ts';
import { latencySummary } from './latency.ts';
import { type LoadRate, type LoadSchedule, scheduleLoad } from './load-schedule.ts';
import type { LoadTime } from './autoscaling.ts';
import { LoadTimeline } from './load-timeline.ts';
import { type Share, shareEvidence } from './share-limit.ts';

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
  timeline: LoadTimeline;
  time: LoadTime;
}

export interface LoadRequest extends LoadRate {
  endpoint: string;
  /** Host name of a dedicated endpoint. */
  host?: string;
  timeoutMs: number;
  /** Sent one after the other, and again from the first. */
  instances: readonly Json[];
}

const mostReasons = 20;
const mostBuckets = 60;

/** Asks at a given rate, whether or not the endpoint keeps up, and counts what comes. */
export async function runLoadTest(
  request: LoadRequest,
  { ports, signal }: StepContext,
): Promise<LoadResult> {
  const { endpoint, host, timeoutMs, instances, rate, rampMs, durationMs } = request;
  const schedule = scheduleLoad(request);
  const bodies = instances.map((instance) => JSON.stringify({ instances: [instance] }));
  const tally = new LoadTally(schedule);
  const start = ports.clock.now();
  const everySecond = Math.max(1, Math.round(rate));
  await ports.predictions.load(
    {
      endpoint,
      ...(host === undefined ? {} : { host }),
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
  return tally.result({ rate, rampMs, durationMs }, { start, end: ports.clock.now() });
}

/** Requests of a phase that failed. */
export function failedShare({ failed, requests }: LoadPhase): Share {
  return { count: failed, of: requests };
}

/** For the record. */
export function loadEvidence(result: LoadResult): JsonObject {
  const { rate, ramp, steady, late, throughput, reasons, timeline } = result;
  const { share, interval } = shareEvidence(failedShare(steady));
  return {
    ...rate,
    throughput,
    requests: steady.requests,
    failed: steady.failed,
    errorRate: share,
    errorInterval: interval,
    latency: describe(steady.latency),
    histogram: thin(steady.latency.buckets()).map(({ upToMs, count }) => ({ upToMs, count })),
    ramp: { requests: ramp.requests, failed: ramp.failed, latency: describe(ramp.latency) },
    sentLate: describe(late),
    timeline: timeline.evidence(),
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
  readonly #timeline: LoadTimeline;
  #lastMs = 0;

  constructor(schedule: LoadSchedule) {
    this.#schedule = schedule;
    this.#timeline = new LoadTimeline(schedule.dueMs(schedule.count - 1));
  }

  count({ index, latencyMs, lateMs, exchange }: LoadEnd): void {
    const phase = index < this.#schedule.rampCount ? this.#ramp : this.#steady;
    this.ended += 1;
    phase.requests += 1;
    this.#late.record(lateMs);
    const dueMs = this.#schedule.dueMs(index);
    this.#lastMs = Math.max(this.#lastMs, dueMs + latencyMs);
    const answer = readAnswer(exchange);
    this.#timeline.count(dueMs, answer.kind === 'predictions' ? latencyMs : undefined);
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

  result(rate: LoadRate, time: LoadTime): LoadResult {
    const seconds = Math.max(rate.durationMs, this.#lastMs - rate.rampMs) / 1_000;
    return {
      rate,
      ramp: this.#ramp,
      steady: this.#steady,
      late: this.#late,
      throughput: this.#steady.latency.count / seconds,
      reasons: this.#reasons,
      timeline: this.#timeline,
      time,
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
