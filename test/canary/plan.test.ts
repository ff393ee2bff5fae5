import { describe, expect, it } from '@jest/globals';
import { describeProblem } from '../../src/errors/problem.ts';
import { type CanaryPlan, plannedWindows } from '../../src/canary/plan.ts';
import { planProblems } from '../../src/canary/plan-problems.ts';
import { canaryPlan, minute, ratio } from './canary-runs.ts';

describe('planProblems', () => {
  it('finds nothing wrong with a sound plan', () => {
    expect(planProblems(canaryPlan())).toEqual([]);
  });

  it.each<[Partial<CanaryPlan>, string]>([
    [{ steps: [10, 50] }, 'steps: expected 100 as the last step, found [10, 50]'],
    [{ steps: [50, 10, 100] }, 'steps[1]: expected more than the step before, 50, found 10'],
    [{ steps: [0, 100] }, 'steps[0]: expected a whole percent from 1 to 100, found 0'],
    [{ steps: [2.5, 100] }, 'steps[0]: expected a whole percent from 1 to 100, found 2.5'],
    [{ alpha: 0 }, 'alpha: expected a probability above 0, at most 0.5, found 0'],
    [{ marginOdds: 0.9 }, 'margin: expected a ratio from 1 to 100, found 0.9'],
    [{ beta: 0.7 }, 'beta: expected a probability above 0, at most 0.5, found 0.7'],
    [{ beta: NaN }, 'beta: expected a probability above 0, at most 0.5, found NaN'],
    [{ maxOddsRatio: 1 }, 'max_odds_ratio: expected a ratio above 1, at most 100, found 1'],
    [{ maxErrorRate: 0 }, 'max_error_rate: expected a share above 0, at most 0.5, found 0'],
    [{ sloErrorRate: 0.9 }, 'slo_error_rate: expected a share above 0, at most 0.5, found 0.9'],
    [{ latencyMarginOdds: 0 }, 'latency_margin: expected a ratio from 1 to 100, found 0'],
    [{ sloLatencyMs: 0 }, 'slo_latency: expected a duration above 0, found 0'],
    [
      { maxErrorRate: 0.1, sloErrorRate: 0.05 },
      'max_error_rate: expected at most slo_error_rate, 0.05: beyond it a challenger is rolled back, found 0.1',
    ],
    [
      { steps: [100], gate: 'evidence' },
      'max_error_rate: expected a rate, as nothing is compared and no ratio can clear the step at 100, found nothing',
    ],
    [
      { ratios: [ratio('latency', 1)] },
      "ratios[0].name: expected a name of a-z, 0-9 and _ that is none of errors, latency, slo, found 'latency'",
    ],
    [
      {
        ratios: [ratio('fallbacks', 0), ratio('fallbacks', 2)],
      },
      'ratios[0].margin: expected a ratio from 1 to 100, found 0',
    ],
    [
      {
        ratios: [ratio('fallbacks', 1), ratio('fallbacks', 2)],
      },
      "ratios[1].name: expected a name of its own, found 'fallbacks' again",
    ],
    [
      { ratios: [{ ...ratio('fallbacks'), bad: 'resource.type = "global"' }] },
      `ratios[0].bad: expected a filter with one metric.type = "TYPE", found 'resource.type = "global"'`,
    ],
    [
      { ratios: [{ ...ratio('fallbacks'), by: 'resource.labels.pod' }] },
      "ratios[0].by: expected metric.labels.NAME, found 'resource.labels.pod'",
    ],
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

  it('lets a plan compare nothing', () => {
    expect(planProblems(canaryPlan({ steps: [100] }))).toEqual([]);
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
