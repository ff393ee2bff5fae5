import type { CanaryRun } from '../../canary/canary-run.ts';
import type { DueWindow } from '../../canary/due-windows.ts';
import type { Metrics } from '../../ports/metrics.ts';
import { readRatioEvents } from './ratio-events.ts';
import type { Counts } from './window-counts.ts';

const nothing: Counts = { responses: [], latencies: [], events: {} };

/** What the metrics have of the windows given, for all deployed models. @throws EVIDENCE_UNREADABLE */
export async function readCounts(
  metrics: Metrics,
  endpoint: string,
  run: CanaryRun,
  windows: readonly DueWindow[],
): Promise<Counts> {
  const [first, last] = [windows[0], windows.at(-1)];
  if (first === undefined || last === undefined) return nothing;
  const { windowMs } = run.plan;
  const interval = { start: first.start, end: last.start + windowMs, periodMs: windowMs };
  const responses = await metrics.responses(endpoint, interval);
  const isLatencyWanted = run.baseline.edges.length > 0;
  const latencies = isLatencyWanted ? await metrics.latencies(endpoint, interval) : [];
  const events = await readRatioEvents(metrics, endpoint, run.plan.ratios, interval);
  return { responses, latencies, events };
}
