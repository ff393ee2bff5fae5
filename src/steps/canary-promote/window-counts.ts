import type { CanaryRun } from '../../canary/canary-run.ts';
import type { PeriodCount } from '../../canary/correlation.ts';
import type { DueWindow } from '../../canary/due-windows.ts';
import type { ArmCount, WindowRecord } from '../../canary/window.ts';
import type { ResponseCount } from '../../ports/metrics.ts';

/** Counts of both arms in the windows that are due; neither arm in any series: missing. */
export function countWindows(
  run: CanaryRun,
  due: readonly DueWindow[],
  responses: readonly ResponseCount[],
): WindowRecord[] {
  return due.map(({ step, index, start }) => {
    const inWindow = responses.filter((response) => response.start === start);
    const challenger = inWindow.filter(isOf(run.challenger.deployedModelId));
    const champion = inWindow.filter(isOf(run.champion.deployedModelId));
    if (challenger.length + champion.length === 0) return { kind: 'missing', step, index, start };
    return {
      kind: 'counted',
      step,
      index,
      start,
      challenger: countResponses(challenger),
      champion: countResponses(champion),
    };
  });
}

/** What one deployed model answered, period by period. */
export function countPeriods(
  deployedModelId: string,
  responses: readonly ResponseCount[],
): PeriodCount[] {
  const own = Map.groupBy(responses.filter(isOf(deployedModelId)), ({ start }) => start);
  return [...own].map(([start, counts]) => ({ start, ...countResponses(counts) }));
}

function countResponses(responses: readonly ResponseCount[]): ArmCount {
  const count = (responseClass?: string) =>
    responses
      .filter((response) => responseClass === undefined || response.responseClass === responseClass)
      .reduce((sum, response) => sum + response.count, 0);
  return { requests: count(), errors: count('5xx'), clientErrors: count('4xx') };
}

function isOf(deployedModelId: string) {
  return (response: ResponseCount) => response.deployedModelId === deployedModelId;
}
