import type { JsonObject } from '../../release/json.ts';
import { LatencyHistogram } from '../../stats/latency-histogram.ts';

const mostParts = 60;
/** Lengths of a part in ms, so that bounds are round. */
const lengths = [
  100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
  1_800_000, 3_600_000,
];

interface Part {
  requests: number;
  failed: number;
  latency: LatencyHistogram;
}

/** Counts requests by the part of the load in which they were due; at most 60 parts. */
export class LoadTimeline {
  readonly #everyMs: number;
  readonly #parts: Part[];

  /** @param totalMs of the whole load, ramp and all. */
  constructor(totalMs: number) {
    const least = totalMs / mostParts;
    this.#everyMs = lengths.find((length) => length >= least) ?? Math.ceil(least);
    this.#parts = Array.from({ length: Math.max(1, Math.ceil(totalMs / this.#everyMs)) }, () => ({
      requests: 0,
      failed: 0,
      latency: new LatencyHistogram(),
    }));
  }

  /** @param latencyMs undefined when no prediction came. */
  count(dueMs: number, latencyMs: number | undefined): void {
    const last = this.#parts.length - 1;
    const part = this.#parts[Math.min(last, Math.floor(dueMs / this.#everyMs))];
    if (part === undefined) return;
    part.requests += 1;
    if (latencyMs === undefined) part.failed += 1;
    else part.latency.record(latencyMs);
  }

  /** For the record: latencies in ms, absent where nothing was answered. */
  evidence(): JsonObject {
    return {
      everyMs: this.#everyMs,
      parts: this.#parts.map(({ requests, failed, latency }) => {
        const [p50, p99] = [latency.quantile(0.5), latency.quantile(0.99)];
        const known = p50 === undefined || p99 === undefined ? {} : { p50, p99 };
        return { requests, failed, ...known };
      }),
    };
  }
}
