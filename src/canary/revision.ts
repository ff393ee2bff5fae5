import { type CanaryRun, settingsOf } from './canary-run.ts';
import { freshJudge, judgeWindows } from './judge/panel.ts';
import { isCounted, type WindowRecord } from './window.ts';

/** Windows that are read again at each look, to see whether they had settled. */
const checkedWindows = 3;

/** The latest windows of a run, which must read as they were recorded. */
export function windowsToCheck(run: CanaryRun): readonly WindowRecord[] {
  return run.windows.slice(-checkedWindows);
}

/** The first window that does not read as it was recorded: it had not settled, or data was lost. */
export function findRevised(
  recorded: readonly WindowRecord[],
  readAgain: readonly WindowRecord[],
): WindowRecord | undefined {
  return recorded.find((window) => {
    const again = readAgain.find(({ start }) => start === window.start);
    return again !== undefined && countsOf(window) !== countsOf(again);
  });
}

function countsOf(window: WindowRecord): string {
  if (!isCounted(window)) return 'missing';
  const { challenger, champion } = window;
  return [challenger, champion].map((arm) => `${arm.requests}/${arm.errors}`).join(' ');
}

/** The run judged again from its first window, with these read as they are now. */
export function withRevised(run: CanaryRun, all: readonly WindowRecord[]): CanaryRun {
  const { revised: _, ...rest } = run;
  const latest = new Set(run.windows.map(({ start }) => start));
  return {
    ...rest,
    windows: all.filter(({ start }) => latest.has(start)),
    judge: judgeWindows(settingsOf(run), all.filter(isCounted), freshJudge),
  };
}
