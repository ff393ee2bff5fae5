import { type CanaryRun, settingsOf, type Shift } from './canary-run.ts';
import { judgeWindows } from './judge/panel.ts';
import { isJudgedAlone, soakEndsAt } from './soak.ts';
import { isCounted, type WindowRecord } from './window.ts';

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

/** When the next window settles, if one is to come; it may be in the past when it is due. */
export function nextSettleAt(run: CanaryRun): number | undefined {
  const { windowMs, settleMs } = run.plan;
  const recorded = run.windows.at(-1)?.start ?? -Infinity;
  const ends = stepSpans(run).flatMap(({ first, end }) => {
    const windowEnd = Math.max(first, recorded + windowMs) + windowMs;
    return windowEnd <= end ? [windowEnd] : [];
  });
  return ends[0] === undefined ? undefined : ends[0] + settleMs;
}

/** The run with these windows recorded and judged. */
export function recordWindows(run: CanaryRun, windows: readonly WindowRecord[]): CanaryRun {
  return {
    ...run,
    windows: [...run.windows, ...windows],
    judge: judgeWindows(settingsOf(run), windows.filter(isCounted), run.judge),
  };
}

/**
 * Of each step that is judged, where its windows may lie: from the first boundary after shift and
 * warm-up to the next change of the split. What a change touches belongs to nobody.
 */
function stepSpans(run: CanaryRun): { step: number; first: number; end: number }[] {
  const { windowMs, warmupMs } = run.plan;
  return run.shifts.flatMap((shift, i) => {
    const { step, percent, at } = shift;
    if (percent >= 100 && !isJudgedAlone(run)) return [];
    const first = Math.ceil((at + warmupMs) / windowMs) * windowMs;
    return [{ step, first, end: run.shifts[i + 1]?.beganAt ?? endOfSpan(run, shift) }];
  });
}

function endOfSpan(run: CanaryRun, shift: Shift): number {
  const isSoaking = shift.percent >= 100 && run.ending?.kind === 'promote';
  return isSoaking ? soakEndsAt(run, shift) - run.plan.settleMs : pendingChangeAt(run);
}

function pendingChangeAt(run: CanaryRun): number {
  if (run.ending?.kind === 'roll_back') return run.ending.at;
  return run.intent?.kind === 'shift' ? run.intent.beganAt : Infinity;
}
