import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  driftIn,
  type DriftState,
  driftState,
  freshDrift,
  judgePredictions,
  type PredictionCounts,
} from '../../../src/canary/judge/drift.ts';
import { logSumExp } from '../../../src/stats/log-sum.ts';

const test = { alpha: 0.05, tolerance: 0.1 };

function judged(windows: readonly PredictionCounts[], from: DriftState = freshDrift): DriftState {
  return windows.reduce(judgePredictions, from);
}

function wealth({ logWealth }: DriftState): number {
  return Math.exp(logSumExp(logWealth)) / logWealth.length;
}

/** Every way to draw `size` of the pooled predictions, with its probability: without replacement. */
function draws(pooled: readonly number[], size: number): { counts: number[]; chance: number }[] {
  const all = pooled.reduce((total, count) => total + count, 0);
  const partial = (j: number, left: number): { counts: number[]; ways: number }[] => {
    const count = pooled[j] ?? 0;
    if (j === pooled.length - 1)
      return left > count ? [] : [{ counts: [left], ways: choose(count, left) }];
    return Array.from({ length: Math.min(count, left) + 1 }, (_, taken) => taken).flatMap((taken) =>
      partial(j + 1, left - taken).map(({ counts, ways }) => ({
        counts: [taken, ...counts],
        ways: ways * choose(count, taken),
      })),
    );
  };
  return partial(0, size).map(({ counts, ways }) => ({ counts, chance: ways / choose(all, size) }));
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 0; i < k; i += 1) ways = (ways * (n - i)) / (i + 1);
  return ways;
}

const anyCounts = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 3, maxLength: 3 });
const anyWindow = fc.record({ challenger: anyCounts, champion: anyCounts });

describe('evidence that predictions differ', () => {
  // Evaluated by an independent program from the formula as it is written.
  it('is what its formula says', () => {
    const first = { challenger: [7, 2, 1], champion: [70, 20, 10] };
    const second = { challenger: [5, 3, 2], champion: [68, 22, 10] };
    const third = { challenger: [10, 18, 12], champion: [140, 42, 18] };
    expect(wealth(judged([first]))).toBeCloseTo(1, 12);
    expect(wealth(judged([first, second]))).toBeCloseTo(1.0074274976391182, 12);
    const state = judged([first, second, third]);
    expect(wealth(state)).toBeCloseTo(24.05252903184854, 9);
    expect(driftIn(test, state).logEvidence).toBeCloseTo(3.1802401482725537, 12);
    expect(driftIn(test, state).totalVariation).toBeCloseTo(0.33, 12);
  });

  it('does not grow in expectation between arms that predict alike, whatever was seen before', () => {
    fc.assert(
      fc.property(
        fc.array(anyWindow, { maxLength: 4 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 }),
        fc.integer({ min: 1, max: 12 }),
        (past, pooled, size) => {
          const all = pooled.reduce((total, count) => total + count, 0);
          fc.pre(size < all);
          const before = judged(past);
          const mean = draws(pooled, size).reduce((total, { counts, chance }) => {
            const champion = pooled.map((count, j) => count - (counts[j] ?? 0));
            const after = judgePredictions(before, { challenger: counts, champion });
            return total + chance * wealth(after);
          }, 0);
          expect(mean).toBeLessThanOrEqual(wealth(before) * (1 + 1e-9));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('comes quickly when the challenger predicts one label only', () => {
    const collapsed = { challenger: [97, 2, 1], champion: [700, 200, 100] };
    expect(
      driftIn({ ...test, alpha: 0.01 }, judged([collapsed, collapsed])).logEvidence,
    ).toBeGreaterThan(Math.log(100));
  });

  it('is the same after every restart', () => {
    fc.assert(
      fc.property(fc.array(anyWindow, { maxLength: 6 }), (windows) => {
        const resumed = windows.reduce(
          (state, window) =>
            judgePredictions(driftState.parse(JSON.parse(JSON.stringify(state))), window),
          freshDrift,
        );
        expect(resumed).toEqual(judged(windows));
      }),
    );
  });

  it('is none where one arm predicted nothing', () => {
    const idle = { challenger: [0, 0, 0], champion: [9, 9, 9] };
    expect(judgePredictions(freshDrift, idle)).toBe(freshDrift);
  });
});

describe('the size of a difference', () => {
  const large = { challenger: [100, 200, 700], champion: [5_400, 2_700, 900] };

  // TV ½ (0.5 + 0.1 + 0.6), less √(ln(6 / δ) / 2n) at n = 4000 and 36 000 with δ = 0.05 / 20 / 2.
  it('has a lower bound that holds at every look', () => {
    const { totalVariation, atLeast } = driftIn(test, judged([large, large, large, large]));
    expect(totalVariation).toBeCloseTo(0.6, 12);
    expect(atLeast).toBeCloseTo(0.5565991008877158, 12);
  });

  it('counts the windows of the champion as the challenger was in them, not as it was itself', () => {
    const morning = { challenger: [90, 10], champion: [9_000, 1_000] };
    const evening = { challenger: [500, 4_500], champion: [500, 4_500] };
    const { totalVariation } = driftIn(test, judged([morning, evening, morning, evening]));
    expect(totalVariation).toBeCloseTo(0, 12);
  });

  it('must be more than is tolerated: a proved difference that is small is no drift', () => {
    const slight = { challenger: [50_400, 49_600], champion: [49_600, 50_400] };
    const state = judged(Array.from({ length: 8 }, () => slight));
    const { logEvidence, ...drift } = driftIn(test, state);
    expect(logEvidence).toBeGreaterThan(-Math.log(test.alpha));
    expect(drift.kind).toBe('alike');
    expect(driftIn({ ...test, tolerance: 0 }, state).kind).toBe('differs');
  });

  it('is nothing before the first window, nor with one category', () => {
    expect(driftIn(test, freshDrift)).toEqual({
      kind: 'alike',
      totalVariation: 0,
      atLeast: 0,
      logEvidence: 0,
    });
    const single = judged([{ challenger: [10], champion: [90] }]);
    expect(driftIn(test, single)).toMatchObject({ kind: 'alike', atLeast: 0 });
  });
});
