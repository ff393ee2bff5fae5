import { z } from 'zod';
import { anyNumber, anyText, anyVerdict, entriesOf, listOf, read } from './reading.ts';
import type { StepView } from './record-view.ts';

const latencyCheck = z.object({
  percentile: z.string(),
  value: anyNumber,
  limit: anyNumber,
  verdict: anyVerdict,
});

const failure = z.object({
  name: z.string(),
  kind: anyText,
  verdict: anyVerdict,
  where: anyText,
  misses: listOf(z.string()),
});

const group = z.object({
  slice: z.string(),
  verdict: anyVerdict,
  cases: anyNumber,
  passed: anyNumber,
  minPassShare: anyNumber,
});

const row = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  offline: anyNumber,
  served: anyNumber,
  difference: anyNumber,
});

const offline = z.object({
  name: z.string(),
  verdict: anyVerdict,
  rows: anyNumber,
  agreeing: anyNumber,
  tolerance: anyNumber,
  minShare: anyNumber,
  maxDifference: anyNumber,
  worst: listOf(row),
});

const anyLatency = z.number().min(0).optional().catch(undefined);

/** Milliseconds by percentile, and what else is told of latencies. */
const summary = entriesOf(z.number()).transform((all) => new Map(all));

const bucket = z.object({ upToMs: z.number().positive(), count: z.number().min(0) });

/** What was due in a part of the load; parts without requests are left out. */
const part = z.object({
  fromMs: z.number().min(0),
  requests: z.number().min(0),
  failed: z.number().min(0),
  p50: anyLatency,
  p99: anyLatency,
});

const load = z.object({
  rate: anyNumber,
  rampMs: z.number().min(0).catch(0),
  durationMs: anyNumber,
  throughput: anyNumber,
  requests: anyNumber,
  failed: anyNumber,
  errorRate: anyNumber,
  errorInterval: z
    .object({ low: z.number(), high: z.number(), confidence: z.number() })
    .optional()
    .catch(undefined),
  latency: summary,
  histogram: listOf(bucket),
  ramp: z
    .object({ requests: anyNumber, failed: anyNumber, latency: summary })
    .optional()
    .catch(undefined),
  sentLate: summary,
  timeline: listOf(part),
  reasons: listOf(z.object({ reason: z.string(), count: z.number() })),
});

/** A limit that was judged over many requests, in words. */
const limit = z.object({ name: z.string(), verdict: anyVerdict, said: z.string() });

const replicas = z.object({
  kind: anyText,
  why: anyText,
  timeline: listOf(z.object({ atMs: z.number(), replicas: anyNumber, target: anyNumber })),
});

const evidence = z.object({
  cases: anyNumber,
  /** Absent in records of versions that had golden cases alone. */
  kinds: entriesOf(z.object({ cases: z.number(), passed: z.number() })),
  requests: anyNumber,
  errorRate: anyNumber,
  latency: listOf(latencyCheck),
  failures: listOf(failure),
  slices: listOf(group),
  offline: listOf(offline),
  /** Of an endpoint that was asked nothing yet, with counts among the latencies. */
  cold: summary,
  load: load.optional().catch(undefined),
  limits: listOf(limit),
  replicas: replicas.optional().catch(undefined),
  shadow: z.unknown().optional(),
});

export type TestEvidence = z.infer<typeof evidence>;
export type LoadView = z.infer<typeof load>;
export type FailureView = z.infer<typeof failure>;
export type OfflineView = z.infer<typeof offline>;
export type LatencySummary = z.infer<typeof summary>;

/** What `integration-test` saw; undefined when it saw nothing. */
export function readTest(step: StepView | undefined): TestEvidence | undefined {
  return step?.evidence === undefined ? undefined : read(evidence, step.evidence);
}
