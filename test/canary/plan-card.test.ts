import { describe, expect, it } from '@jest/globals';
import { planCard } from '../../src/canary/plan-card.ts';
import type { CanaryPlan } from '../../src/canary/plan.ts';
import { canaryPlan, minute } from './canary-runs.ts';

const independent = { kind: 'estimated', value: 0, windows: 400 } as const;

function card(
  { requests, errors }: { requests: number; errors: number },
  plan: Partial<CanaryPlan> = {},
  correlation = 0,
) {
  const history = Array.from({ length: 60 }, (_, i) => ({ start: i * minute, requests, errors }));
  return planCard(canaryPlan({ steps: [5, 50, 100], ...plan }), history, {
    correlation: { kind: 'estimated', value: correlation, windows: 400 },
  });
}

describe('planCard', () => {
  it('says what each share can be expected to show', () => {
    const { steps, requestsPerWindow, errorRate, warnings } = card({ requests: 1_200, errors: 12 });
    expect({ requestsPerWindow, errorRate }).toEqual({ requestsPerWindow: 1_200, errorRate: 0.01 });
    expect(steps.map(({ percent }) => percent)).toEqual([5, 50]);
    const [first, second] = steps;
    expect(first?.sees.map(({ ratio }) => ratio)).toEqual([2, 5, 10]);
    const windows = first?.sees.map(({ found }) => found?.windows ?? Infinity) ?? [];
    expect(windows).toEqual(windows.toSorted((a, b) => b - a));
    // Simulation: 1752, 215 and 92 requests at 60 a window.
    expect(windows[0]).toBeGreaterThan(18);
    expect(windows[0]).toBeLessThan(45);
    expect(windows[1]).toBeLessThan(6);
    expect(windows[2]).toBeLessThan(3);
    expect(second?.sees[0]?.found?.windows).toBeLessThan(windows[0] ?? 0);
    expect(first?.sees[2]?.found?.afterMs).toBe(30_000 + (windows[2] ?? 0) * minute + minute);
    expect(first?.finds.kind).toBe('ratio');
    expect(warnings.filter(({ kind }) => kind === 'cannot_decide')).toEqual([]);
  });

  it('warns of a plan that cannot decide', () => {
    const { warnings } = card({ requests: 12, errors: 0.12 }, { maxBakeMs: 8 * minute });
    expect(warnings).toContainEqual({
      kind: 'cannot_decide',
      percent: 5,
      text: 'at 5 %: a challenger that fails 10 times as often is not found within max_bake, 8m',
    });
  });

  it('blames correlation where it is to blame', () => {
    const traffic = { requests: 12_000, errors: 120 };
    const kinds = (correlation: number) =>
      card(traffic, { maxBakeMs: 6 * minute }, correlation).warnings.map(({ kind }) => kind);
    expect(kinds(0)).not.toContain('correlation');
    expect(kinds(0.2)).toContain('correlation');
  });

  it('warns of what takes longer than the longest bake', () => {
    const { warnings } = card({ requests: 1_200, errors: 12 }, { maxBakeMs: 10 * minute });
    expect(warnings).toContainEqual(
      expect.objectContaining({
        kind: 'slow_to_see',
        text: 'at 5 %: ×2 takes longer than max_bake, 10m, to be found',
      }),
    );
  });

  it('says how long clearing takes, and whether it can', () => {
    const traffic = { requests: 1_200, errors: 12 };
    expect(card(traffic).steps[0]?.clears).toBeNull();
    const { steps, warnings } = card(traffic, { gate: 'evidence', maxBakeMs: 10 * minute });
    // Simulation: 1266 requests at beta .05.
    expect(steps[0]?.clears?.requests).toBeGreaterThan(800);
    expect(steps[0]?.clears?.requests).toBeLessThan(1_600);
    expect(steps[0]?.clears?.by).toBe('ratio');
    expect(warnings.map(({ kind, percent }) => [kind, percent])).toContainEqual([
      'cannot_clear',
      5,
    ]);
  });

  it('warns where min_bake has fewer windows than are asked for', () => {
    const { warnings } = card({ requests: 1_200, errors: 12 }, { minWindows: 9 });
    expect(warnings.filter(({ kind }) => kind === 'few_windows')).toHaveLength(2);
  });

  it('assumes half an error of a champion that has none', () => {
    const { isAssumed, errorRate, steps } = card({ requests: 1_000, errors: 0 });
    expect(isAssumed).toBe(true);
    expect(errorRate).toBe(0.5 / 60_000);
    expect(steps[0]?.finds.kind).toBe('rate');
  });

  it('has nothing to say without traffic', () => {
    const empty = planCard(canaryPlan({ steps: [5, 100] }), [], { correlation: independent });
    expect(empty.steps[0]?.sees).toEqual([]);
    expect(empty.warnings.map(({ kind }) => kind)).toContain('cannot_decide');
  });
});
