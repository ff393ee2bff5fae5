import { metricTypeOf } from '../../canary/counted-ratio.ts';
import type { CanaryPlan } from '../../canary/plan.ts';
import { planProblems } from '../../canary/plan-problems.ts';
import { refuseProblems, ReleaseError } from '../../errors/error.ts';
import type { Ports } from '../../ports/ports.ts';
import { formatDuration } from '../../units/duration.ts';
import { onlineMetrics } from '../../vertex/online-metrics.ts';

/**
 * The plan, with `settle` as long as Cloud Monitoring says that points may take until they can be
 * read (`metadata.ingestDelay` of a descriptor): a window read before that would change afterwards.
 * @throws ReleaseError INPUT_INVALID when the plan has no room for that.
 */
export async function leaveTimeForLatePoints(
  plan: CanaryPlan,
  endpoint: string,
  ports: Pick<Ports, 'metrics' | 'host'>,
): Promise<CanaryPlan> {
  let latest = { metricType: '', delayMs: 0 };
  for (const metricType of typesRead(plan)) {
    const delayMs = await delayOf(metricType, endpoint, ports);
    if (delayMs > latest.delayMs) latest = { metricType, delayMs };
  }
  const { metricType, delayMs } = latest;
  if (delayMs <= plan.settleMs) return plan;
  ports.host.say(
    `points of ${metricType} may come ${formatDuration(delayMs)} late, as Cloud Monitoring states: windows are left alone that long, not ${formatDuration(plan.settleMs)}`,
  );
  const patient = { ...plan, settleMs: delayMs };
  refuseProblems('canary_promote', planProblems(patient));
  return patient;
}

function typesRead({ latency, ratios }: CanaryPlan): Set<string> {
  const counted = ratios.flatMap(({ all, bad }) => [metricTypeOf(all), metricTypeOf(bad)]);
  return new Set([
    onlineMetrics.responses,
    ...(latency === 'off' ? [] : [onlineMetrics.latencies]),
    ...counted.filter((type) => type !== undefined),
  ]);
}

/** 0 where nothing is stated, or nobody may read it: then `settle` stands as it is given. */
async function delayOf(
  metricType: string,
  endpoint: string,
  { metrics, host }: Pick<Ports, 'metrics' | 'host'>,
): Promise<number> {
  try {
    return (await metrics.describe(endpoint, metricType))?.ingestDelayMs ?? 0;
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.code === 'CANCELLED') throw error;
    host.warn(`how late points of ${metricType} may be is not known: ${error.message}`);
    return 0;
  }
}
