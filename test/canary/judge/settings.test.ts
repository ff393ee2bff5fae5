import { describe, expect, it } from '@jest/globals';
import type { Baseline } from '../../../src/canary/judge/baseline.ts';
import { judgeSettings } from '../../../src/canary/judge/settings.ts';
import type { CanaryPlan } from '../../../src/canary/plan.ts';
import { canaryPlan, ratio } from '../canary-runs.ts';

const independent = { kind: 'estimated', value: 0, windows: 400 } as const;
const unknown = { kind: 'unknown', windows: 3 } as const;

function baseline(change: Partial<Baseline> = {}): Baseline {
  return {
    edges: [
      { edgeMs: 100, correlation: independent },
      { edgeMs: 400, correlation: independent },
    ],
    ratios: {},
    history: { kind: 'off' },
    ...change,
  };
}

function levels(change: Partial<CanaryPlan>, known: Baseline) {
  const { harm } = judgeSettings(canaryPlan(change), independent, known);
  return Object.fromEntries(harm.map(({ name, alpha }) => [name, Number(alpha.toFixed(12))]));
}

describe('judgeSettings', () => {
  const none = baseline({ edges: [] });
  const fallbacks = { ratios: [ratio('fallbacks')] };

  it.each<[string, Partial<CanaryPlan>, Baseline, Record<string, number>]>([
    ['errors alone', {}, none, { errors: 0.01 }],
    ['latency', {}, baseline(), { errors: 0.009, latency: 0.001 }],
    ['latency off', { latency: 'off' }, baseline(), { errors: 0.01 }],
    [
      'an objective',
      { sloErrorRate: 0.02 },
      baseline(),
      { errors: 0.008, latency: 0.001, slo: 0.001 },
    ],
    ['a named ratio', fallbacks, none, { errors: 0.009, fallbacks: 0.001 }],
    ['nothing compared', { steps: [100], sloErrorRate: 0.02 }, none, { slo: 0.01 }],
    ['nothing at all', { steps: [100] }, baseline(), {}],
  ])('divides alpha: %s', (_, change, known, expected) => {
    expect(levels(change, known)).toEqual(expected);
  });

  it('never gives away more than alpha, and half of it at least to errors', () => {
    const ratios = 'abcdefgh'.split('').map((name) => ratio(name));
    const given = levels({ ratios, sloErrorRate: 0.1 }, baseline());
    const total = Object.values(given).reduce((sum, alpha) => sum + alpha, 0);
    expect(total).toBeCloseTo(0.01, 12);
    expect(given['errors']).toBeCloseTo(0.005, 12);
  });

  const untold = baseline({ edges: [{ edgeMs: 100, correlation: unknown }] });

  it('tells latency whose correlation is not known, and judges it when asked to', () => {
    const told = judgeSettings(canaryPlan(), independent, untold);
    expect(told.harm.map(({ name }) => name)).toEqual(['errors']);
    expect(told.reported.map(({ name }) => name)).toEqual(['latency']);
    const judged = judgeSettings(canaryPlan({ latency: 'judge' }), independent, untold);
    expect(judged.harm.map(({ name }) => name)).toEqual(['errors', 'latency']);
    expect(judged.reported).toEqual([]);
  });

  it('boosts only where requests are independent', () => {
    const correlated = { kind: 'estimated', value: 0.01, windows: 400 } as const;
    const boosting = (correlation: typeof correlated | typeof unknown) =>
      judgeSettings(canaryPlan(), correlation, none).harm.map((process) =>
        process.kind === 'errors' ? process.test.boosting : undefined,
      );
    expect(boosting(correlated)).toEqual(['off']);
    expect(boosting(unknown)).toEqual(['on']);
  });

  it('calls the champion’s day as a witness where it is known and requests are independent', () => {
    const known = baseline({ history: { kind: 'known', bound: 0.012, windows: 1_440 } });
    const kindOf = (correlation: Parameters<typeof judgeSettings>[1]) =>
      judgeSettings(canaryPlan(), correlation, known).harm[0]?.kind;
    expect(kindOf(independent)).toBe('history');
    expect(kindOf({ kind: 'estimated', value: 0.01, windows: 400 })).toBe('errors');
  });

  it('asks for proof only by `gate: evidence`, each way at its part of beta', () => {
    expect(judgeSettings(canaryPlan(), independent, none).clearing).toBeUndefined();
    const gate = 'evidence' as const;
    const comparing = judgeSettings(canaryPlan({ gate }), independent, none).clearing;
    expect([comparing?.ratio?.alpha, comparing?.rate]).toEqual([0.05, undefined]);
    const both = judgeSettings(
      canaryPlan({ gate, maxErrorRate: 0.02 }),
      independent,
      none,
    ).clearing;
    expect([both?.ratio?.alpha, both?.rate?.alpha]).toEqual([0.025, 0.025]);
    const alone = judgeSettings(
      canaryPlan({ gate, maxErrorRate: 0.02, steps: [100] }),
      independent,
      none,
    ).clearing;
    expect([alone?.ratio, alone?.rate?.alpha]).toEqual([undefined, 0.05]);
  });
});
