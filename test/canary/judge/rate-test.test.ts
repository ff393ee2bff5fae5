import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { freshProcess, hasReached } from '../../../src/canary/judge/e-process.ts';
import {
  complianceTest,
  exceedanceTest,
  judgeRate,
  type RateTest,
} from '../../../src/canary/judge/rate-test.ts';
import { binomial } from './error-tables.ts';

const calendar = { steps: 2, windowsPerStep: 1, firstStep: 0.5 };

/** Probability that two windows reach the limit, and the mean of the wealth, capped there. */
function enumerate(test: RateTest, requests: readonly [number, number], rate: number) {
  let reached = 0;
  let wealth = 0;
  for (let x = 0; x <= requests[0]; x += 1) {
    const first = judgeRate(test, freshProcess, 0, { requests: requests[0], errors: x });
    for (let y = 0; y <= requests[1]; y += 1) {
      const last = judgeRate(test, first, 1, { requests: requests[1], errors: y });
      const chance = binomial(requests[0], x, rate) * binomial(requests[1], y, rate);
      const isReached = hasReached(last, test.alpha);
      if (isReached) reached += chance;
      wealth += chance * (isReached ? 1 / test.alpha : Math.exp(last.logEvidence));
    }
  }
  return { reached, wealth };
}

const drawn = fc.record({
  requests: fc.tuple(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 25 })),
  maxRate: fc.double({ min: 0.02, max: 0.5, noNaN: true }),
  /** How far inside the null hypothesis. */
  part: fc.double({ min: 0, max: 1, noNaN: true }),
  level: fc.constantFrom(0.05, 0.2, 0.4),
  correlation: fc.constantFrom(0, 0.05),
});

describe('exceedanceTest', () => {
  it('finds a missed objective with probability at most alpha where it is met', () => {
    fc.assert(
      fc.property(drawn, ({ requests, maxRate, part, level, correlation }) => {
        const test = exceedanceTest(level, maxRate, correlation, calendar);
        for (const rate of [maxRate, maxRate * part]) {
          const { reached, wealth } = enumerate(test, requests, rate);
          expect(reached).toBeLessThanOrEqual(level * (1 + 1e-9));
          expect(wealth).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('finds one that is missed by far', () => {
    const test = exceedanceTest(0.01, 0.01, 0, calendar);
    const state = judgeRate(test, freshProcess, 0, { requests: 200, errors: 12 });
    expect(hasReached(state, 0.01)).toBe(true);
  });

  it('is slower where requests fail together', () => {
    const counts = { requests: 200, errors: 6 };
    const independent = judgeRate(exceedanceTest(0.01, 0.01, 0, calendar), freshProcess, 0, counts);
    const together = judgeRate(exceedanceTest(0.01, 0.01, 0.02, calendar), freshProcess, 0, counts);
    expect(together.logEvidence).toBeLessThan(independent.logEvidence);
  });
});

describe('complianceTest', () => {
  it('clears a rate that is too high with probability at most beta', () => {
    fc.assert(
      fc.property(drawn, ({ requests, maxRate, part, level, correlation }) => {
        const test = complianceTest(level, maxRate, correlation);
        for (const rate of [maxRate, maxRate + (1 - maxRate) * part]) {
          const { reached } = enumerate(test, requests, rate);
          expect(reached).toBeLessThanOrEqual(level * (1 + 1e-9));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('clears a challenger without errors, in the requests that theory says', () => {
    // ln(20) / -ln((1 - p / 4) / (1 - p)) at p = 1 %: 397 requests without boosting.
    const test = { ...complianceTest(0.05, 0.01, 0), boosting: 'off' as const };
    const after = (requests: number) =>
      hasReached(judgeRate(test, freshProcess, 0, { requests, errors: 0 }), 0.05);
    expect(after(396)).toBe(false);
    expect(after(398)).toBe(true);
  });
});
