import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  clearedBy,
  clearingProgress,
  type ClearingTest,
  freshClearing,
  judgeClearing,
} from '../../../src/canary/judge/clearing.ts';
import { complianceTest } from '../../../src/canary/judge/rate-test.ts';
import { clearingTest } from '../../../src/canary/judge/ratio-test.ts';
import { outcomes } from './error-tables.ts';
import { judgedWindow } from './judged-windows.ts';

describe('judgeClearing', () => {
  it('clears what is bad in both ways with probability at most beta, by enumeration', () => {
    const drawn = fc.record({
      requests: fc.record({
        challenger: fc.integer({ min: 1, max: 5 }),
        champion: fc.integer({ min: 1, max: 5 }),
      }),
      rate: fc.double({ min: 0.02, max: 0.6, noNaN: true }),
      beta: fc.constantFrom(0.1, 0.4),
    });
    fc.assert(
      fc.property(drawn, ({ requests, rate, beta }) => {
        const odds = (2 * rate) / (1 - rate);
        const challenger = odds / (1 + odds);
        const test: ClearingTest = {
          ratio: clearingTest(beta / 2, 2, 0),
          rate: complianceTest(beta / 2, challenger, 0),
        };
        const law = outcomes(requests, { challenger, champion: rate });
        let cleared = 0;
        for (const first of law) {
          const state = judgeClearing(test, freshClearing, judgedWindow(0, first.table));
          for (const second of law) {
            const last = judgeClearing(test, state, judgedWindow(0, second.table));
            if (clearedBy(test, last, 0)) cleared += first.probability * second.probability;
          }
        }
        expect(cleared).toBeLessThanOrEqual(beta * (1 + 1e-9));
      }),
      { numRuns: 40 },
    );
  });

  const table = {
    challengerRequests: 600,
    challengerErrors: 2,
    championRequests: 600,
    championErrors: 12,
  };
  const test: ClearingTest = { ratio: clearingTest(0.05, 2, 0) };

  it('starts afresh at each step', () => {
    const first = judgeClearing(test, freshClearing, judgedWindow(0, table));
    expect(clearedBy(test, first, 0)).toBe('ratio');
    expect(clearedBy(test, first, 1)).toBeUndefined();
    const quiet = { ...table, challengerErrors: 0, championErrors: 0 };
    const second = judgeClearing(test, first, judgedWindow(1, quiet));
    expect(clearedBy(test, second, 1)).toBeUndefined();
    expect(clearingProgress(test, second, 1)).toBeCloseTo(0, 12);
    expect(clearingProgress(test, first, 1)).toBe(0);
  });

  it('never clears a service without errors by the ratio, but by its rate', () => {
    const quiet = { ...table, challengerErrors: 0, championErrors: 0 };
    const both: ClearingTest = { ...test, rate: complianceTest(0.025, 0.01, 0) };
    const windows = [quiet, quiet, quiet].map((counts) => judgedWindow(0, counts));
    const alone = windows.reduce(
      (state, window) => judgeClearing(test, state, window),
      freshClearing,
    );
    const together = windows.reduce(
      (state, window) => judgeClearing(both, state, window),
      freshClearing,
    );
    expect(clearedBy(test, alone, 0)).toBeUndefined();
    expect(clearedBy(both, together, 0)).toBe('rate');
  });
});
