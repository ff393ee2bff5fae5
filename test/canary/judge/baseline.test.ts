import { describe, expect, it } from '@jest/globals';
import { Random } from '../../../bench/judge/random.ts';
import { baselineOf, type ChampionHistory } from '../../../src/canary/judge/baseline.ts';
import { canaryPlan, minute, ratio } from '../canary-runs.ts';

const independent = { kind: 'estimated', value: 0, windows: 1_440 } as const;

/** A champion with 1 % errors and 10 % slow requests. */
function past(minutes: number): ChampionHistory {
  const random = new Random(2);
  const windows = Array.from({ length: minutes }, (_, i) => ({ start: i * minute, requests: 300 }));
  const counted = (rate: number) =>
    windows.map((window) => ({ ...window, errors: random.binomial(300, rate) }));
  return {
    errors: counted(0.01),
    latency: counted(0.1).map(({ start, errors }) => ({
      start,
      edgesMs: [100],
      counts: [300 - errors, errors],
    })),
    ratios: { fallbacks: counted(0.2) },
  };
}

describe('baselineOf', () => {
  it('chooses edges and estimates what hangs together', () => {
    const plan = canaryPlan({ ratios: [ratio('fallbacks'), ratio('retries')] });
    const { edges, ratios, history } = baselineOf(plan, past(300), independent);
    expect(edges).toMatchObject([{ edgeMs: 100, correlation: { kind: 'estimated' } }]);
    expect(ratios['fallbacks']).toMatchObject({ kind: 'estimated', windows: 300 });
    expect(ratios['retries']).toEqual({ kind: 'unknown', windows: 0 });
    expect(history).toEqual({ kind: 'off' });
  });

  it('does not know correlation from too short a past', () => {
    const { edges } = baselineOf(canaryPlan(), past(239), independent);
    expect(edges[0]?.correlation).toEqual({ kind: 'unknown', windows: 239 });
  });

  it('has no edges where latency does not count', () => {
    expect(baselineOf(canaryPlan({ latency: 'off' }), past(300), independent).edges).toEqual([]);
  });

  it('bounds the champion only when asked to, and with a day', () => {
    const plan = canaryPlan({ history: '24h' });
    expect(baselineOf(plan, past(300), independent).history).toMatchObject({ kind: 'refused' });
    const { history } = baselineOf(plan, past(1_440), independent);
    if (history.kind !== 'known') throw new Error(history.kind);
    expect(history.bound).toBeGreaterThan(0.01);
    expect(history.bound).toBeLessThan(0.012);
  });
});
