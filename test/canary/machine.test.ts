import { describe, expect, it } from '@jest/globals';
import type { CanaryRun } from '../../src/canary/canary-run.ts';
import { deadlineOf, splitOfStep } from '../../src/canary/canary-run.ts';
import { recordWindows } from '../../src/canary/due-windows.ts';
import { nextAction, type Observed } from '../../src/canary/machine.ts';
import { decideEnding, intend } from '../../src/canary/transition.ts';
import { canaryPlan, canaryRun, countedWindow, minute, shifted, t0 } from './canary-runs.ts';

const opened = canaryRun();
const atTen = shifted(opened, 0, t0);
const atHundred = shifted(promoting(atTen), 2, t0 + 40 * minute);

/** The endpoint as the run last wrote it. */
function observe(run: CanaryRun, change: Partial<Observed> = {}): Observed {
  return {
    split: run.shifts.at(-1)?.split ?? run.recordedSplit,
    deployed: ['70', '71', '72'],
    metrics: 'readable',
    ...change,
  };
}

function promoting(run: CanaryRun, by: 'judge' | 'person' = 'judge'): CanaryRun {
  return decideEnding(run, 'promote', by, [], t0);
}

function rollingBack(run: CanaryRun, by: 'judge' | 'person' = 'judge'): CanaryRun {
  return decideEnding(run, 'roll_back', by, [], t0);
}

function besides(run: CanaryRun, step: number, requests: number): readonly [number, number] {
  const percent = run.plan.steps[step] ?? 100;
  const rest = Math.round((requests * (100 - percent)) / percent);
  return [Math.round(rest / 100), rest];
}

/** Windows 0 and following of a step, all alike; the champion gets the rest of the split. */
function seen(
  run: CanaryRun,
  step: number,
  count: number,
  challenger: readonly [number, number],
  champion = besides(run, step, challenger[1]),
): CanaryRun {
  const since = run.shifts.find((shift) => shift.step === step)?.at ?? t0;
  const windows = Array.from({ length: count }, (_, i) =>
    countedWindow(step, i, since + (i + 1) * minute, challenger, champion),
  );
  return recordWindows(run, windows);
}

describe('nextAction', () => {
  it('deploys first, without traffic', () => {
    const observed = observe(opened, { deployed: ['70', '71'] });
    expect(nextAction(opened, observed, t0)).toEqual({ kind: 'deploy' });
  });

  it('gives the first share of what the champion has; others keep theirs', () => {
    expect(nextAction(opened, observe(opened), t0)).toEqual({
      kind: 'shift',
      step: 0,
      percent: 10,
      from: { '70': 20, '71': 80 },
      to: { '70': 20, '71': 72, '72': 8 },
    });
  });

  it('waits for the first window to settle', () => {
    expect(nextAction(atTen, observe(atTen), t0 + 1)).toMatchObject({
      kind: 'wait',
      until: t0 + 3 * minute,
      why: 'the next window settles',
    });
  });

  it('reads the windows that have settled', () => {
    expect(nextAction(atTen, observe(atTen), t0 + 4 * minute)).toEqual({
      kind: 'look',
      windows: [
        { step: 0, index: 0, start: t0 + minute },
        { step: 0, index: 1, start: t0 + 2 * minute },
      ],
    });
  });

  it('bakes at least as long as asked', () => {
    const run = seen(atTen, 0, 2, [0, 60]);
    expect(nextAction(run, observe(run), t0 + 4 * minute + 1)).toMatchObject({
      kind: 'wait',
      look: {
        decision: 'continue',
        reasons: [{ kind: 'baking' }, { kind: 'correlation_unknown' }],
      },
    });
  });

  it('goes to the next share without harm, saying what it could have found', () => {
    const run = seen(atTen, 0, 3, [0, 60]);
    const action = nextAction(run, observe(run), t0 + 5 * minute);
    expect(action).toMatchObject({
      kind: 'shift',
      step: 1,
      to: { '70': 20, '71': 40, '72': 40 },
      look: { decision: 'advance', windows: { settled: 3, served: 3, missing: 0 } },
    });
    const reason = 'look' in action ? action.look?.reasons[0] : undefined;
    expect(reason?.figures['detectableRatio']).toBeGreaterThan(2);
  });

  it('does not go on while metrics cannot be read', () => {
    const run = seen(atTen, 0, 3, [0, 60]);
    const now = t0 + 6 * minute;
    expect(nextAction(run, observe(run, { metrics: 'unreadable' }), now)).toMatchObject({
      kind: 'wait',
      until: now + minute,
      look: {
        reasons: [
          { kind: 'unreadable' },
          { kind: 'late_windows' },
          { kind: 'correlation_unknown' },
        ],
      },
    });
  });

  it('rolls back on harm', () => {
    const run = seen(atTen, 0, 1, [12, 60]);
    expect(nextAction(run, observe(run), t0 + 3 * minute)).toMatchObject({
      kind: 'roll_back',
      reasons: [{ kind: 'harm', figures: { percent: 10 } }],
      look: { decision: 'roll_back' },
    });
  });

  it.each([
    [19, 'wait'],
    [20, 'roll_back'],
  ])('takes %i failures of as many requests as %s, with a champion that fails alike', (n, kind) => {
    const run = seen(atTen, 0, 1, [n, n], [100, 100]);
    expect(nextAction(run, observe(run), t0 + 3 * minute).kind).toBe(kind);
  });

  it('rolls back when the deadline passes', () => {
    expect(nextAction(atTen, observe(atTen), deadlineOf(atTen))).toMatchObject({
      kind: 'roll_back',
      reasons: [{ kind: 'deadline' }],
    });
  });

  it.each([
    ['hold', { kind: 'hold', look: { decision: 'hold' } }],
    ['promote', { kind: 'shift', step: 1, look: { decision: 'advance' } }],
    ['roll_back', { kind: 'roll_back', look: { decision: 'roll_back' } }],
  ] as const)('does as told when a step stays inconclusive: %s', (onInconclusive, expected) => {
    const plan = canaryPlan({ onInconclusive });
    const run = seen(shifted(canaryRun({}, plan), 0, t0), 0, 27, [0, 0]);
    expect(nextAction(run, observe(run), t0 + 29 * minute)).toMatchObject({ kind: 'wait' });
    const action = nextAction(seen(run, 0, 28, [0, 0]), observe(run), t0 + 30 * minute);
    expect(action).toMatchObject(expected);
    expect('look' in action && action.look?.reasons.map((reason) => reason.kind)).toEqual([
      'bake_exceeded',
      'few_windows',
      'correlation_unknown',
    ]);
  });

  it('promotes after the last share below 100', () => {
    const run = seen(shifted(atTen, 1, t0 + 10 * minute), 1, 3, [0, 600]);
    expect(nextAction(run, observe(run), t0 + 15 * minute)).toMatchObject({ kind: 'promote' });
  });

  it.each([
    ['split', { split: { '71': 100 } }, 'its traffic split went 70 20→0, 71 72→100, 72 8→0'],
    ['a model is new', { deployed: ['70', '71', '72', '73'] }, 'deployed model 73 is new'],
    ['a model is gone', { deployed: ['71', '72'] }, 'deployed model 70 is gone'],
  ])('holds when somebody else changed the endpoint: %s', (_, change, difference) => {
    expect(nextAction(atTen, observe(atTen, change), t0 + minute)).toMatchObject({
      kind: 'hold',
      reasons: [{ text: `somebody else changed the endpoint: ${difference}` }],
    });
  });

  it('tells of harm when it holds on a foreign change', () => {
    const run = seen(atTen, 0, 1, [12, 60]);
    const observed = observe(run, { split: { '71': 100 } });
    expect(nextAction(run, observed, t0 + 3 * minute)).toMatchObject({
      kind: 'hold',
      reasons: [{ kind: 'foreign_change' }, { kind: 'harm' }],
    });
  });

  it('holds on a foreign change even when the deadline has passed', () => {
    const observed = observe(atTen, { split: { '71': 100 } });
    expect(nextAction(atTen, observed, deadlineOf(atTen)).kind).toBe('hold');
  });
});

describe('nextAction with a change begun', () => {
  const to = splitOfStep(opened, 10);
  const intent = {
    kind: 'shift' as const,
    beganAt: t0,
    step: 0,
    percent: 10,
    from: opened.recordedSplit,
    to,
  };
  const shifting = intend(opened, intent);

  it('confirms what is in force', () => {
    expect(nextAction(shifting, observe(shifting, { split: to }), t0)).toEqual({ kind: 'confirm' });
  });

  it('begins again what is not', () => {
    expect(nextAction(shifting, observe(shifting), t0)).toMatchObject({ kind: 'shift', to });
  });

  it('holds at a split that is neither before nor after', () => {
    expect(nextAction(shifting, observe(shifting, { split: { '70': 100 } }), t0).kind).toBe('hold');
  });

  it('sees a deployment through whose operation is known', () => {
    const run = intend(opened, { kind: 'deploy', beganAt: t0, operation: 'operations/9' });
    const observed = observe(run, { deployed: ['70', '71'] });
    expect(nextAction(run, observed, t0)).toEqual({ kind: 'await', operation: 'operations/9' });
    expect(nextAction(run, observe(run), t0)).toEqual({ kind: 'confirm' });
  });
});

describe('nextAction of a promotion', () => {
  it('gives the challenger all that the champion had', () => {
    const run = promoting(atTen);
    expect(nextAction(run, observe(run), t0)).toMatchObject({
      kind: 'shift',
      percent: 100,
      to: { '70': 20, '72': 80 },
    });
  });

  it('keeps the old champion for a while, then undeploys it, then moves the aliases', () => {
    const since = t0 + 40 * minute;
    const late = recordWindows(atHundred, [countedWindow(0, 38, since - minute, [0, 6], [0, 60])]);
    expect(nextAction(late, observe(late), since + 9 * minute)).toMatchObject({ kind: 'wait' });
    const after = since + 10 * minute;
    expect(nextAction(late, observe(late), after)).toEqual({
      kind: 'undeploy',
      deployedModelId: '71',
    });
    const alone = observe(late, { deployed: ['70', '72'] });
    expect(nextAction(late, alone, after)).toEqual({ kind: 'move_aliases' });
    const moved = { ...late, aliases: 'moved' as const };
    expect(nextAction(moved, alone, after)).toEqual({ kind: 'done', outcome: 'promoted' });
    const asked = { ...moved, plan: canaryPlan({ alertPolicy: 'create' }) };
    expect(nextAction(asked, alone, after)).toEqual({ kind: 'follow_up' });
    expect(nextAction({ ...asked, followUp: 'done' }, alone, after).kind).toBe('done');
  });

  it('rolls back when the last windows show harm', () => {
    const window = countedWindow(0, 38, t0 + 39 * minute, [30, 60], [0, 60]);
    const run = recordWindows(atHundred, [window]);
    expect(nextAction(run, observe(run), t0 + 41 * minute)).toMatchObject({ kind: 'roll_back' });
  });

  describe('with an objective', () => {
    const plan = canaryPlan({ sloErrorRate: 0.01 });
    const kept = shifted(promoting(shifted(canaryRun({}, plan), 0, t0)), 2, t0 + 40 * minute);
    const since = t0 + 40 * minute;
    const soaked = (errors: number) =>
      recordWindows(kept, [
        countedWindow(0, 38, since - minute, [0, 6], [0, 60]),
        countedWindow(2, 0, since + minute, [errors, 600], [0, 0]),
      ]);

    it('waits for the windows of the soak and reads them', () => {
      const late = recordWindows(kept, [countedWindow(0, 38, since - minute, [0, 6], [0, 60])]);
      expect(nextAction(late, observe(late), since + minute)).toEqual({
        kind: 'wait',
        until: since + 3 * minute,
        why: 'the next window settles',
      });
      expect(nextAction(late, observe(late), since + 3 * minute)).toEqual({
        kind: 'look',
        windows: [{ step: 2, index: 0, start: since + minute }],
      });
    });

    it('rolls back when the challenger misses it after the promotion', () => {
      const run = soaked(90);
      expect(nextAction(run, observe(run), since + 3 * minute)).toMatchObject({
        kind: 'roll_back',
        reasons: [{ kind: 'slo_harm', figures: { percent: 100 } }],
      });
    });

    it('holds, with the old champion kept, when harm is left to a person', () => {
      const run = soaked(90);
      const held = { ...run, plan: { ...plan, onFail: 'hold' as const } };
      expect(nextAction(held, observe(held), since + 60 * minute)).toMatchObject({
        kind: 'hold',
        reasons: [{ kind: 'slo_harm' }],
      });
    });

    it('lets it go on while the challenger keeps it', () => {
      const run = soaked(3);
      expect(nextAction(run, observe(run), since + 3 * minute).kind).toBe('wait');
    });
  });

  it('deploys first when a person does not wait for it', () => {
    const run = promoting(opened, 'person');
    expect(nextAction(run, observe(run, { deployed: ['70', '71'] }), t0).kind).toBe('deploy');
  });
});

describe('nextAction of a roll back', () => {
  const run = rollingBack(atTen);

  it('restores the recorded split, whatever step it was in', () => {
    expect(nextAction(run, observe(run), t0)).toMatchObject({
      kind: 'restore',
      to: { '70': 20, '71': 80 },
    });
  });

  it('then moves aliases, then undeploys, then is done', () => {
    const restored = { ...run, restoredAt: t0 };
    const split = run.recordedSplit;
    expect(nextAction(run, observe(run, { split }), t0)).toEqual({ kind: 'confirm_restored' });
    expect(nextAction(restored, observe(run, { split }), t0).kind).toBe('move_aliases');
    const moved = { ...restored, aliases: 'moved' as const };
    expect(nextAction(moved, observe(run, { split }), t0)).toEqual({
      kind: 'undeploy',
      deployedModelId: '72',
    });
    const gone = observe(run, { split, deployed: ['70', '71'] });
    expect(nextAction(moved, gone, t0)).toEqual({ kind: 'done', outcome: 'rolled_back' });
    // Called for, and not seen: it may still appear.
    const unseen = intend(moved, { kind: 'deploy', beganAt: t0 });
    expect(nextAction(unseen, gone, t0)).toMatchObject({ kind: 'wait', until: t0 + 900_000 });
    expect(nextAction(unseen, gone, t0 + 900_000).kind).toBe('done');
  });

  it('overrides a foreign split only when a person asks', () => {
    const foreign = observe(run, { split: { '70': 50, '72': 50 } });
    expect(nextAction(run, foreign, t0).kind).toBe('hold');
    expect(nextAction(rollingBack(atTen, 'person'), foreign, t0)).toMatchObject({
      kind: 'restore',
      from: { '70': 50, '72': 50 },
    });
  });

  it('holds when a model of the recorded split is not there any more', () => {
    const observed = observe(run, { split: { '72': 100 }, deployed: ['70', '72'] });
    expect(nextAction(rollingBack(atTen, 'person'), observed, t0)).toMatchObject({
      kind: 'hold',
      reasons: [{ kind: 'foreign_change' }],
    });
  });

  it('is never taken back', () => {
    expect(decideEnding(run, 'promote', 'person', [], t0).ending?.kind).toBe('roll_back');
  });
});
