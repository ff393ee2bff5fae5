import { describe, expect, it } from '@jest/globals';
import { Random } from '../../../bench/judge/random.ts';
import { type ClearingTest } from '../../../src/canary/judge/clearing.ts';
import {
  type EProcessState,
  freshProcess,
  hasReached,
} from '../../../src/canary/judge/e-process.ts';
import { windowsToClear, windowsToSee } from '../../../src/canary/judge/forecast.ts';
import { complianceTest } from '../../../src/canary/judge/rate-test.ts';
import {
  clearingTest,
  harmTest,
  judgeTable,
  type RatioTest,
} from '../../../src/canary/judge/ratio-test.ts';
import { errorTable } from './error-tables.ts';

const calendar = { steps: 4, windowsPerStep: 10, firstStep: 0.5 };

/** Mean number of windows until the test rejects, by simulation, at most `most`. */
function simulate(
  test: RatioTest,
  [nc, nb]: readonly [number, number],
  rates: readonly [number, number],
  most: number,
): number {
  const replicates = 60;
  let windows = 0;
  for (let seed = 0; seed < replicates; seed += 1) {
    const random = new Random(5, seed);
    let state: EProcessState = freshProcess;
    for (let i = 0; i < most && !hasReached(state, test.alpha); i += 1) {
      const [x, y] = [
        random.correlatedRate(rates[0], test.correlation),
        random.correlatedRate(rates[1], test.correlation),
      ];
      const table = errorTable(nc, nb, random.binomial(nc, x), random.binomial(nb, y));
      state = judgeTable(test, state, 0, table);
      windows += 1;
    }
  }
  return windows / replicates;
}

describe('windowsToSee', () => {
  it.each([
    [60, 1_140, 2, 0],
    [60, 1_140, 5, 0],
    [60, 1_140, 10, 0],
    [60, 1_140, 5, 0.005],
    [600, 600, 2, 0],
    [6, 114, 10, 0],
  ])(
    '%i of %i requests, × %d, correlation %d: near what simulation finds',
    (nc, nb, ratio, rho) => {
      const test = harmTest(0.01, 1, rho, calendar);
      const traffic = { challengerRequests: nc, championRequests: nb, rate: 0.01 };
      const forecast = windowsToSee(test, traffic, ratio * 0.01, 0);
      const found = simulate(test, [nc, nb], [ratio * 0.01, 0.01], 400);
      expect(forecast).toBeGreaterThan(0.7 * found - 1);
      expect(forecast).toBeLessThan(1.4 * found + 1);
    },
  );

  it('is never where nothing can be gained', () => {
    const traffic = { challengerRequests: 0, championRequests: 100, rate: 0.01 };
    expect(windowsToSee(harmTest(0.01, 1, 0, calendar), traffic, 0.5, 0)).toBe(Infinity);
    const tolerated = { ...traffic, challengerRequests: 10 };
    expect(windowsToSee(harmTest(0.01, 4, 0, calendar), tolerated, 0.02, 0)).toBe(Infinity);
  });
});

describe('windowsToClear', () => {
  const traffic = { challengerRequests: 600, championRequests: 600, rate: 0.01 };

  it('is near what simulation finds', () => {
    const ratio = clearingTest(0.05, 2, 0);
    const { windows } = windowsToClear({ ratio }, traffic);
    const found = simulate(ratio, [600, 600], [0.01, 0.01], 200);
    expect(windows).toBeGreaterThan(0.7 * found - 1);
    expect(windows).toBeLessThan(1.4 * found + 1);
  });

  it('names the sooner of two', () => {
    const test: ClearingTest = {
      ratio: clearingTest(0.025, 2, 0),
      rate: complianceTest(0.025, 0.05, 0),
    };
    expect(windowsToClear(test, traffic)).toEqual({ windows: 1, by: 'rate' });
    expect(windowsToClear(test, { ...traffic, rate: 0.04 }).by).toBe('ratio');
  });

  it('is never at a rate that is too high', () => {
    const test: ClearingTest = { rate: complianceTest(0.05, 0.01, 0) };
    expect(windowsToClear(test, { ...traffic, rate: 0.02 }).windows).toBe(Infinity);
  });
});
