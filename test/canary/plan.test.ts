import { describe, expect, it } from '@jest/globals';
import { describeProblem } from '../../src/errors/problem.ts';
import { judgeSettings, planProblems, plannedWindows } from '../../src/canary/plan.ts';
import { canaryPlan, minute } from './canary-runs.ts';

describe('planProblems', () => {
  it('finds nothing wrong with a sound plan', () => {
    expect(planProblems(canaryPlan())).toEqual([]);
  });

  it.each([
    [{ steps: [10, 50] }, 'steps: expected 100 as the last step, found [10, 50]'],
    [{ steps: [100] }, 'steps: expected at least one step below 100, to compare in, found [100]'],
    [{ steps: [50, 10, 100] }, 'steps[1]: expected more than the step before, 50, found 10'],
    [{ steps: [0, 100] }, 'steps[0]: expected a whole percent from 1 to 100, found 0'],
    [{ steps: [2.5, 100] }, 'steps[0]: expected a whole percent from 1 to 100, found 2.5'],
    [{ alpha: 0 }, 'alpha: expected a probability above 0, at most 0.5, found 0'],
    [{ marginOdds: 0.9 }, 'margin: expected a ratio from 1 to 100, found 0.9'],
    [{ minWindows: 0 }, 'min_windows: expected a whole number, at least 1, found 0'],
    [{ windowMs: 0 }, 'window: expected a duration above 0, found 0ms'],
    [
      { settleMs: -1 },
      'settle: expected a duration of whole milliseconds, not negative, found -1ms',
    ],
    [{ maxBakeMs: minute }, 'max_bake: expected at least min_bake, 5m, found 1m'],
    [
      { minBakeMs: 0, maxBakeMs: 2 * minute },
      'max_bake: expected at least 4m 30s: warm-up, 2 windows and the settling of the last, found 2m',
    ],
    [
      { deadlineMs: 15 * minute },
      'deadline: expected at least 20m, what a healthy release takes, found 15m',
    ],
  ])('%j', (change, expected) => {
    expect(planProblems(canaryPlan(change)).map(describeProblem)).toContain(expected);
  });

  it('finds everything at once', () => {
    const plan = canaryPlan({ steps: [60, 50], alpha: 2, minWindows: 0, maxBakeMs: 0 });
    expect(planProblems(plan).map(({ where }) => where)).toEqual([
      'steps[1]',
      'steps',
      'alpha',
      'min_windows',
      'max_bake',
    ]);
  });
});

describe('plannedWindows', () => {
  it('is what fits into the shortest bake, and no less than is asked for', () => {
    expect(plannedWindows(canaryPlan())).toBe(4);
    expect(plannedWindows(canaryPlan({ minWindows: 9 }))).toBe(9);
  });
});

describe('judgeSettings', () => {
  it('boosts only where requests are independent', () => {
    const correlated = { kind: 'estimated', value: 0.01, windows: 400 } as const;
    expect(judgeSettings(canaryPlan(), correlated)).toMatchObject({ boosting: 'off' });
    expect(judgeSettings(canaryPlan(), { kind: 'unknown', windows: 3 })).toMatchObject({
      boosting: 'on',
      correlation: 0,
      calendar: { steps: 2, windowsPerStep: 4 },
    });
  });
});
