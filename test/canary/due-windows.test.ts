import { describe, expect, it } from '@jest/globals';
import { dueWindows, nextSettleAt, recordWindows } from '../../src/canary/due-windows.ts';
import { judgeWindows } from '../../src/canary/judge/panel.ts';
import { settingsOf } from '../../src/canary/canary-run.ts';
import { isCounted } from '../../src/canary/window.ts';
import { decideEnding } from '../../src/canary/transition.ts';
import { canaryPlan, canaryRun, countedWindow, minute, shifted, t0 } from './canary-runs.ts';

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

  describe('of a soak', () => {
    const plan = canaryPlan({ sloErrorRate: 0.01, keepStableMs: 6 * minute });
    const atHundred = shifted(canaryRun({}, plan), 2, t0 + 10_000);
    const promoted = decideEnding(atHundred, 'promote', 'judge', [], t0);

    it('are those that settle while the old champion is kept', () => {
      const starts = dueWindows(promoted, t0 + 60 * minute).map(({ step, start }) => [
        step,
        (start - t0) / minute,
      ]);
      // Kept until t0 + 6:10, and a window that ends at 5:00 settles at 6:00.
      expect(starts).toEqual([
        [2, 1],
        [2, 2],
        [2, 3],
        [2, 4],
      ]);
      expect(nextSettleAt(promoted)).toBe(t0 + 3 * minute);
      const last = countedWindow(2, 3, t0 + 4 * minute, [0, 100], [0, 0]);
      expect(nextSettleAt(recordWindows(promoted, [last]))).toBeUndefined();
    });

    it('are none without an objective, or where a person promoted', () => {
      const later = t0 + 60 * minute;
      const unpromised = { ...promoted, plan: { ...plan, sloErrorRate: null } };
      expect(dueWindows(unpromised, later)).toEqual([]);
      const byPerson = decideEnding(atHundred, 'promote', 'person', [], t0);
      expect(dueWindows(byPerson, later)).toEqual([]);
    });
  });

  it('are those with all of the traffic where nothing is compared', () => {
    const alone = shifted(canaryRun({}, canaryPlan({ steps: [100] })), 0, t0);
    expect(dueWindows(alone, t0 + 4 * minute)).toEqual([
      { step: 0, index: 0, start: t0 + minute },
      { step: 0, index: 1, start: t0 + 2 * minute },
    ]);
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
    const judged = windows.filter(isCounted);
    expect(live.judge).toEqual(judgeWindows(settingsOf(opened), judged));
  });
});
