import { z } from 'zod';
import { type Block, paragraph, table } from './block.ts';
import { count, duration, figure, share } from './figures.ts';
import { cell, dash, enumerate, nothing, phrase, type Phrase, text } from './phrase.ts';
import { anyNumber, anyText, listOf, read } from './reading.ts';

const mostChanges = 12;

const latencies = z
  .object({ p50: anyNumber, p90: anyNumber, p99: anyNumber, 'p99.9': anyNumber })
  .optional()
  .catch(undefined);
const phase = z
  .object({ requests: anyNumber, failed: anyNumber, latency: latencies })
  .optional()
  .catch(undefined);

const loadEvidence = z.object({
  rate: anyNumber,
  durationMs: anyNumber,
  throughput: anyNumber,
  requests: anyNumber,
  failed: anyNumber,
  errorRate: anyNumber,
  errorInterval: z.object({ low: anyNumber, high: anyNumber }).optional().catch(undefined),
  latency: latencies,
  ramp: phase,
});
const coldEvidence = z.object({
  requests: anyNumber,
  failed: anyNumber,
  p50: anyNumber,
  p90: anyNumber,
  p99: anyNumber,
  'p99.9': anyNumber,
});
const replicaEvidence = z.object({
  kind: anyText,
  why: anyText,
  timeline: listOf(z.object({ atMs: z.number(), replicas: anyNumber, target: anyNumber })),
});

type Latencies = z.infer<typeof latencies>;

/** What an endpoint bore, its first answers, its ramp and its full rate apart, and how it scaled. */
export function loadBlocks(evidence: {
  cold?: unknown;
  load?: unknown;
  replicas?: unknown;
}): Block[] {
  const load = read(loadEvidence, evidence.load);
  if (load?.rate === undefined) return [];
  const cold = read(coldEvidence, evidence.cold);
  const rows = [
    row('first answers', cold, cold),
    row('ramp', load.ramp, load.ramp?.latency),
    row('full rate', load, load.latency),
  ];
  const right = (title: Phrase) => ({ title, align: 'right' as const });
  return [
    paragraph(sentence(load)),
    table(
      [
        { title: phrase`under load` },
        right(phrase`requests`),
        right(phrase`failed`),
        right(phrase`p50`),
        right(phrase`p90`),
        right(phrase`p99`),
        right(phrase`p99.9`),
      ],
      rows.flat(),
    ),
    ...replicaBlocks(evidence.replicas),
  ];
}

function sentence(load: z.infer<typeof loadEvidence>): Phrase {
  const { low, high } = load.errorInterval ?? {};
  const range =
    low === undefined || high === undefined
      ? nothing
      : phrase` (95 % confidence: ${share(low)} to ${share(high)})`;
  return phrase`${figure(load.rate)} requests a second for ${duration(load.durationMs)}: ${share(load.errorRate)} failed${range}, ${figure(load.throughput)} predictions a second.`;
}

function row(
  name: string,
  counts: { requests?: number | undefined; failed?: number | undefined } | undefined,
  times: Latencies,
): Phrase[][] {
  if (counts?.requests === undefined || counts.requests === 0) return [];
  const { p50, p90, p99, 'p99.9': p999 } = times ?? {};
  return [
    [cell(name), count(counts.requests), count(counts.failed), ...[p50, p90, p99, p999].map(time)],
  ];
}

function time(ms: number | undefined): Phrase {
  return ms === undefined ? dash : duration(Math.round(ms * 10) / 10);
}

function replicaBlocks(evidence: unknown): Block[] {
  const replicas = read(replicaEvidence, evidence);
  if (replicas?.kind === 'unreadable') {
    return [paragraph(phrase`Replicas could not be read: ${text(replicas.why ?? '', 300)}`)];
  }
  if (replicas === undefined || replicas.timeline.length === 0) return [];
  const changes = replicas.timeline.slice(0, mostChanges).map(({ atMs, replicas: now, target }) => {
    const when = atMs < 0 ? phrase`before` : phrase`after ${duration(atMs)}`;
    return phrase`${count(now)} of ${count(target)} ${when}`;
  });
  return [paragraph(phrase`Replicas: ${enumerate(changes)}.`)];
}
