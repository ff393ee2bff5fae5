import type { CanaryRun } from './canary-run.ts';
import { judgeWindows } from './judge.ts';
import { judgeSettings } from './plan.ts';
import { isCounted, toJudged, type WindowRecord } from './window.ts';

export interface DueWindow {
  step: number;
  index: number;
  start: number;
}

/** Windows that have settled and are not recorded yet, in the order of time. */
export function dueWindows(run: CanaryRun, now: number): DueWindow[] {
  const { windowMs, settleMs } = run.plan;
  const recorded = run.windows.at(-1)?.start ?? -Infinity;
  return stepSpans(run).flatMap(({ step, first, end }) => {
    const last = Math.min(end, now - settleMs);
    const due: DueWindow[] = [];
    for (let start = first; start + windowMs <= last; start += windowMs) {
      if (start > recorded) due.push({ step, index: (start - first) / windowMs, start });
    }
    return due;
  });
}

/** When the next window of the step in force settles; it may be in the past when it is due. */
export function nextSettleAt(run: CanaryRun): number | undefined {
  const { windowMs, settleMs } = run.plan;
  const current = stepSpans(run).at(-1);
  if (current === undefined) return undefined;
  const recorded = run.windows.at(-1)?.start ?? -Infinity;
  return Math.max(current.first, recorded + windowMs) + windowMs + settleMs;
}

/** The run with these windows recorded and judged. */
export function recordWindows(run: CanaryRun, windows: readonly WindowRecord[]): CanaryRun {
  const settings = judgeSettings(run.plan, run.correlation);
  return {
    ...run,
    windows: [...run.windows, ...windows],
    judge: judgeWindows(settings, windows.filter(isCounted).map(toJudged), run.judge),
  };
}

/**
 * Of each step in which both arms serve, where its windows may lie: from the first boundary after
 * shift and warm-up to the next change of the split. What a change touches belongs to nobody.
 */
function stepSpans(run: CanaryRun): { step: number; first: number; end: number }[] {
  const { windowMs, warmupMs } = run.plan;
  return run.shifts.flatMap(({ step, percent, at }, i) => {
    if (percent >= 100) return [];
    const first = Math.ceil((at + warmupMs) / windowMs) * windowMs;
    return [{ step, first, end: run.shifts[i + 1]?.beganAt ?? pendingChangeAt(run) }];
  });
}

function pendingChangeAt(run: CanaryRun): number {
  if (run.ending?.kind === 'roll_back') return run.ending.at;
  return run.intent?.kind === 'shift' ? run.intent.beganAt : Infinity;
}
