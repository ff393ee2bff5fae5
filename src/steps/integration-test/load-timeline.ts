import type { JsonObject } from '../../release/json.ts';
import { LatencyHistogram } from '../../stats/latency-histogram.ts';

/** No shorter, so that a slice has requests to tell of. */
const shortestMs = 1_000;
const mostSlices = 30;

interface Slice {
  requests: number;
  failed: number;
  latency: LatencyHistogram;
}

/** A load from its start to its end in slices of one length, each request in the slice in which it was due. */
export class LoadTimeline {
  readonly #sliceMs: number;
  readonly #slices: (Slice | undefined)[] = [];

  /** @param lastDueMs when the last request is due, in ms from the start. */
  constructor(lastDueMs: number) {
    this.#sliceMs = Math.max(shortestMs, Math.ceil((lastDueMs + 1) / mostSlices));
  }

  /** @param latencyMs undefined for a request without a prediction. */
  count(dueMs: number, latencyMs: number | undefined): void {
    const at = Math.floor(dueMs / this.#sliceMs);
    const slice = this.#slices[at] ?? { requests: 0, failed: 0, latency: new LatencyHistogram() };
    this.#slices[at] = slice;
    slice.requests += 1;
    if (latencyMs === undefined) slice.failed += 1;
    else slice.latency.record(latencyMs);
  }

  /** For the record: `fromMs` is from the start of the load. */
  evidence(): JsonObject[] {
    return this.#slices.flatMap((slice, at): JsonObject[] => {
      if (slice === undefined) return [];
      const { requests, failed, latency } = slice;
      const [p50, p99] = [latency.quantile(0.5), latency.quantile(0.99)];
      const times = p50 === undefined || p99 === undefined ? {} : { p50, p99, max: latency.max };
      return [{ fromMs: at * this.#sliceMs, requests, failed, ...times }];
    });
  }
}
