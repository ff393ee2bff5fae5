import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  freshSampleRatio,
  isSplitBroken,
  judgeSampleRatio,
  type SampleRatioTest,
} from '../../../src/canary/judge/sample-ratio.ts';
import { binomial } from './error-tables.ts';

const calendar = { steps: 2, windowsPerStep: 10, firstStep: 0.5 };

function judgeAll(test: SampleRatioTest, windows: readonly (readonly [number, number])[]) {
  return windows.reduce(
    (state, [challenger, champion]) => judgeSampleRatio(test, state, 0, { challenger, champion }),
    freshSampleRatio,
  );
}

describe('judgeSampleRatio', () => {
  it('rejects a split that is honoured, as nearly as is tolerated, with probability at most alpha', () => {
    const drawn = fc.record({
      share: fc.double({ min: 0.02, max: 0.98, noNaN: true }),
      // ln of the odds beside those of the split, in parts of what is tolerated.
      off: fc.double({ min: -1, max: 1, noNaN: true }),
      requests: fc.integer({ min: 1, max: 20 }),
      alpha: fc.constantFrom(0.01, 0.1, 0.5),
    });
    fc.assert(
      fc.property(drawn, ({ share, off, requests, alpha }) => {
        const test = { alpha, shares: [share], calendar };
        const odds = (share / (1 - share)) * 1.25 ** off;
        const rate = odds / (1 + odds);
        let rejected = 0;
        for (let x = 0; x <= requests; x += 1) {
          for (let y = 0; y <= requests; y += 1) {
            const windows = [[x, requests - x] as const, [y, requests - y] as const];
            const chance = binomial(requests, x, rate) * binomial(requests, y, rate);
            if (isSplitBroken(test, judgeAll(test, windows))) rejected += chance;
          }
        }
        expect(rejected).toBeLessThanOrEqual(alpha * (1 + 1e-9));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['the challenger gets nothing', [0, 1_200], true],
    ['the challenger gets twice its share', [120, 1_080], true],
    ['the split is honoured', [61, 1_139], false],
    ['it is nearly honoured', [70, 1_130], false],
    ['nobody gets anything', [0, 0], false],
  ] as const)('five windows: %s', (_, window, expected) => {
    const test = { alpha: 0.001, shares: [0.05], calendar };
    const windows = Array.from({ length: 5 }, () => window);
    expect(isSplitBroken(test, judgeAll(test, windows))).toBe(expected);
  });

  it('does not test a challenger that has all traffic', () => {
    const test = { alpha: 0.001, shares: [1], calendar };
    expect(judgeAll(test, [[0, 500]])).toBe(freshSampleRatio);
  });
});
