import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { deadlineOf } from '../../src/canary/canary-run.ts';
import { planProblems } from '../../src/canary/plan-problems.ts';
import { canaryPlan, canaryRun, minute } from './canary-runs.ts';
import { type Fate, operationMs, type Script, simulate } from './simulation.ts';

const plans = fc
  .record({
    steps: fc.constantFrom<number[]>([5, 25, 50, 100], [10, 100], [1, 2, 3, 100]),
    minBakeMs: fc.constantFrom(0, 3 * minute, 10 * minute),
    minWindows: fc.integer({ min: 1, max: 5 }),
    settleMs: fc.constantFrom(0, minute, 3 * minute),
    warmupMs: fc.constantFrom(0, 30_000, 3 * minute),
    onInconclusive: fc.constantFrom('hold' as const, 'promote' as const, 'roll_back' as const),
    keepStableMs: fc.constantFrom(0, minute, 30 * minute),
    sloErrorRate: fc.constantFrom(null, 0.02),
    deadlineMs: fc.constantFrom(120 * minute, 600 * minute),
  })
  .map((change) => canaryPlan({ ...change, maxBakeMs: 30 * minute }))
  .filter((plan) => planProblems(plan).length === 0);

const scripts: fc.Arbitrary<Script> = fc.record({
  requests: fc.constantFrom(0, 3, 40, 1_200),
  challengerErrors: fc.constantFrom(0, 1, 5, 40, 100),
  championErrors: fc.constantFrom(0, 1, 5),
  windows: fc.array(fc.constantFrom('counted' as const, 'counted', 'missing', 'unreadable'), {
    minLength: 1,
    maxLength: 12,
  }),
  fates: fc.array(fc.constantFrom<Fate>('noted', 'unnoted', 'lost'), { maxLength: 8 }),
});

describe('a canary, whatever happens', () => {
  it('ends in a declared state before its deadline', () => {
    fc.assert(
      fc.property(plans, scripts, (plan, script) => {
        const opened = canaryRun({}, plan);
        const { end, split, deployed, endedAt, run } = simulate(opened, script);
        // Operations that are begun by then are seen through, and lost calls made again.
        const slack = operationMs * (2 + script.fates.length) + plan.windowMs;
        expect(endedAt).toBeLessThanOrEqual(deadlineOf(opened) + slack);
        expect(Object.values(split).reduce((sum, share) => sum + share, 0)).toBe(100);
        expect(split['70']).toBe(20);
        const ends = {
          hold: { split: run.shifts.at(-1)?.split, deployed: ['70', '71', '72'] },
          rolled_back: { split: opened.recordedSplit, deployed: ['70', '71'] },
          promoted: { split: { '70': 20, '72': 80 }, deployed: ['70', '72'] },
        };
        expect({ split, deployed }).toEqual(ends[end.kind === 'hold' ? 'hold' : end.outcome]);
        expect([end.kind, plan.onInconclusive]).not.toEqual(['hold', 'promote']);
        expect([end.kind, plan.onInconclusive]).not.toEqual(['hold', 'roll_back']);
      }),
      { numRuns: 300 },
    );
  });

  it('never promotes a challenger that fails always while the champion does not', () => {
    fc.assert(
      fc.property(plans, scripts, (plan, script) => {
        fc.pre(script.windows.includes('counted') && !script.windows.includes('unreadable'));
        const failing = { ...script, requests: 1_200, challengerErrors: 100, championErrors: 0 };
        const { end } = simulate(canaryRun({}, { ...plan, onInconclusive: 'hold' }), failing);
        expect(end).not.toMatchObject({ outcome: 'promoted' });
      }),
    );
  });

  it('promotes a healthy challenger when nothing goes wrong', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const script: Script = {
          requests: 1_200,
          challengerErrors: 0,
          championErrors: 1,
          windows: ['counted'],
          fates: [],
        };
        const { end } = simulate(canaryRun({}, plan), script);
        expect(end).toEqual({ kind: 'done', outcome: 'promoted' });
      }),
    );
  });
});
