import { describe, expect, it } from '@jest/globals';
import { assess } from '../../src/canary/assessment.ts';
import type { CanaryRun } from '../../src/canary/canary-run.ts';
import { recordWindows } from '../../src/canary/due-windows.ts';
import { replay } from '../../src/canary/replay.ts';
import { canaryRun, countedWindow, minute, shifted, t0 } from './canary-runs.ts';

const opened = shifted(canaryRun(), 0, t0);
const windows = [1, 2, 3, 4].map((i) =>
  countedWindow(0, i - 1, t0 + i * minute, [i < 3 ? 0 : 6, 60], [5, 540]),
);
const run = recordWindows(opened, windows);

describe('replay', () => {
  it('gives the looks that were', () => {
    let live: CanaryRun = opened;
    const [shift] = opened.shifts;
    if (shift === undefined) throw new Error('no shift');
    const looks = windows.map((window) => {
      live = recordWindows(live, [window]);
      return assess(live, shift, 'readable', window.start + 2 * minute);
    });
    expect(replay(run)).toEqual(looks);
  });

  it('gives those that would have been with other settings', () => {
    expect(replay(run, { alpha: 0.5 }).map(({ decision }) => decision)).toContain('roll_back');
    expect(replay(run, { marginOdds: 20 }).map(({ decision }) => decision)).not.toContain(
      'roll_back',
    );
  });

  it('ends with the first that rolls back', () => {
    const looks = replay(run, { alpha: 0.2 });
    expect(looks.at(-1)?.decision).toBe('roll_back');
    expect(looks.filter(({ decision }) => decision === 'roll_back')).toHaveLength(1);
  });

  it('replays a run that has ended', () => {
    const ended: CanaryRun = {
      ...run,
      ending: { kind: 'roll_back', by: 'person', at: t0 + 9 * minute, reason: 'asked' },
      restoredAt: t0 + 10 * minute,
    };
    expect(replay(ended)).toEqual(replay(run));
  });

  it('leaves the run as it is', () => {
    const before = JSON.stringify(run);
    replay(run, { alpha: 0.3 });
    expect(JSON.stringify(run)).toBe(before);
  });
});
