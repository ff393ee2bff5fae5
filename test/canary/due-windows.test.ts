import { describe, expect, it } from '@jest/globals';
import { dueWindows, nextSettleAt, recordWindows } from '../../src/canary/due-windows.ts';
import { judgeWindows } from '../../src/canary/judge.ts';
import { settingsOf } from '../../src/canary/canary-run.ts';
import { isCounted, toJudged } from '../../src/canary/window.ts';
import { canaryRun, countedWindow, minute, shifted, t0 } from './canary-runs.ts';

describe('dueWindows', () => {
  const run = shifted(canaryRun(), 0, t0 + 10_000);

  it('begin at the first boundary after shift and warm-up', () => {
    expect(dueWindows(run, t0 + 3 * minute)).toEqual([{ step: 0, index: 0, start: t0 + minute }]);
  });

  it('are due once they have settled, no sooner', () => {
    expect(dueWindows(run, t0 + 3 * minute - 1)).toEqual([]);
  });

  it('leave out the window in which the split changes', () => {
    const next = shifted(run, 1, t0 + 5 * minute + 20_000);
    const starts = dueWindows(next, t0 + 9 * minute).map(({ step, start }) => [
      step,
      (start - t0) / minute,
    ]);
    expect(starts).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
      [0, 4],
      [1, 6],
      [1, 7],
    ]);
  });

  it('end where a change was begun that nobody saw through', () => {
    const intent = {
      kind: 'shift' as const,
      beganAt: t0 + 3 * minute + 1,
      step: 1,
      percent: 50,
      from: run.recordedSplit,
      to: run.recordedSplit,
    };
    expect(dueWindows({ ...run, intent }, t0 + 20 * minute)).toHaveLength(2);
  });

  it('are not read twice', () => {
    const window = countedWindow(0, 0, t0 + minute, [0, 10], [0, 90]);
    const recorded = recordWindows(run, [window]);
    expect(dueWindows(recorded, t0 + 4 * minute)).toEqual([
      { step: 0, index: 1, start: t0 + 2 * minute },
    ]);
    expect(nextSettleAt(recorded)).toBe(t0 + 4 * minute);
  });

  it('are none without a share or with all of it', () => {
    expect(dueWindows(canaryRun(), t0 + 9 * minute)).toEqual([]);
    expect(dueWindows(shifted(canaryRun(), 2, t0), t0 + 9 * minute)).toEqual([]);
  });
});

describe('recordWindows', () => {
  it('judges in pieces as at once', () => {
    const windows = [
      countedWindow(0, 0, t0 + minute, [1, 60], [11, 1140]),
      { kind: 'missing' as const, step: 0, index: 1, start: t0 + 2 * minute },
      countedWindow(0, 2, t0 + 3 * minute, [4, 60], [12, 1140]),
      countedWindow(1, 0, t0 + 9 * minute, [9, 600], [6, 600]),
    ];
    const opened = canaryRun();
    const live = windows.reduce((run, window) => recordWindows(run, [window]), opened);
    expect(live).toEqual(recordWindows(opened, windows));
    const judged = windows.filter(isCounted).map(toJudged);
    expect(live.judge).toEqual(judgeWindows(settingsOf(opened), judged));
  });
});
