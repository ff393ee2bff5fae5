import type { CanaryRun } from '../../canary/canary-run.ts';
import type { DueWindow } from '../../canary/due-windows.ts';
import type { PeriodCount } from '../../canary/judge/correlation.ts';
import { countSlow, type LatencyPeriod } from '../../canary/judge/latency-edges.ts';
import type { ArmCount, ArmWindow, WindowRecord } from '../../canary/window.ts';
import type { LatencyCount, ResponseCount } from '../../ports/metrics.ts';
import { type RatioEvents, ratiosAt } from './ratio-events.ts';

/** What was read of all deployed models of the endpoint. */
export interface Counts {
  responses: readonly ResponseCount[];
  latencies: readonly LatencyCount[];
  events: RatioEvents;
}

/** Counts of both arms in the windows that are due; neither arm in any series: missing. */
export function countWindows(
  run: CanaryRun,
  due: readonly DueWindow[],
  counts: Counts,
): WindowRecord[] {
  return due.map(({ step, index, start }) => {
    const challenger = armWindow(run, run.challenger.deployedModelId, start, counts);
    const champion = armWindow(run, run.champion.deployedModelId, start, counts);
    if (challenger === undefined && champion === undefined) {
      return { kind: 'missing', step, index, start };
    }
    const both = { challenger: challenger ?? nothing, champion: champion ?? nothing };
    return { kind: 'counted', step, index, start, ...both };
  });
}

const nothing: ArmWindow = { requests: 0, errors: 0, clientErrors: 0 };

function armWindow(
  run: CanaryRun,
  deployedModelId: string,
  start: number,
  { responses, latencies, events }: Counts,
): ArmWindow | undefined {
  const isOwn = (one: { deployedModelId: string; start: number }) =>
    one.deployedModelId === deployedModelId && one.start === start;
  const own = responses.filter(isOwn);
  if (own.length === 0) return undefined;
  const counts = { ...countResponses(own), ...ratiosAt(deployedModelId, start, events) };
  const latency = latencies.find(isOwn);
  const edges = run.baseline.edges.map(({ edgeMs }) => edgeMs);
  if (latency === undefined || edges.length === 0) return counts;
  return { ...counts, latency: countSlow(periodOf(latency), edges) };
}

/** What one deployed model answered, period by period. */
export function countPeriods(
  deployedModelId: string,
  responses: readonly ResponseCount[],
): PeriodCount[] {
  const own = responses.filter((response) => response.deployedModelId === deployedModelId);
  const periods = Map.groupBy(own, ({ start }) => start);
  return [...periods].map(([start, counts]) => ({ start, ...countResponses(counts) }));
}

/** How long one deployed model took, period by period, in the order of time. */
export function latencyPeriods(
  deployedModelId: string,
  latencies: readonly LatencyCount[],
): LatencyPeriod[] {
  return latencies
    .filter((latency) => latency.deployedModelId === deployedModelId)
    .toSorted((a, b) => a.start - b.start)
    .map(periodOf);
}

function periodOf({ start, edges, counts }: LatencyCount): LatencyPeriod {
  return { start, edgesMs: edges, counts };
}

function countResponses(responses: readonly ResponseCount[]): ArmCount {
  const count = (responseClass?: string) =>
    responses
      .filter((response) => responseClass === undefined || response.responseClass === responseClass)
      .reduce((sum, response) => sum + response.count, 0);
  return { requests: count(), errors: count('5xx'), clientErrors: count('4xx') };
}
