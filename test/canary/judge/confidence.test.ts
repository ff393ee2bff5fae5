import { describe, expect, it } from '@jest/globals';
import { Random } from '../../../bench/judge/random.ts';
import { oddsRatioBounds, rateRatioBounds } from '../../../src/canary/judge/confidence.ts';
import { errorTable } from './error-tables.ts';

function draw(random: Random, windows: number, rates: [number, number], requests = [120, 1_080]) {
  const [nc = 0, nb = 0] = requests;
  return Array.from({ length: windows }, () =>
    errorTable(nc, nb, random.binomial(nc, rates[0]), random.binomial(nb, rates[1])),
  );
}

describe('confidence bounds', () => {
  it('hold the true ratio at every look, as often as they say', () => {
    let missed = 0;
    let missedRates = 0;
    const replicates = 60;
    for (let seed = 0; seed < replicates; seed += 1) {
      const tables = draw(new Random(3, seed), 12, [0.06, 0.03]);
      const odds = (0.06 * 0.97) / (0.03 * 0.94);
      // All looks up to the last are part of what the last one reports.
      const ofOdds = oddsRatioBounds(tables, 0.1, 0);
      if (ofOdds.low > odds || (ofOdds.high ?? Infinity) < odds) missed += 1;
      const ofRates = rateRatioBounds(tables, 0.1, 0);
      if (ofRates.low > 2 || (ofRates.high ?? Infinity) < 2) missedRates += 1;
    }
    // Two sides at a tenth each: a fifth at most.
    expect(missed / replicates).toBeLessThan(0.2);
    expect(missedRates / replicates).toBeLessThan(0.2);
  });

  it('close in on the ratio', () => {
    const tables = draw(new Random(1), 200, [0.04, 0.02]);
    const few = rateRatioBounds(tables.slice(0, 10), 0.05, 0);
    const many = rateRatioBounds(tables, 0.05, 0);
    expect(many.low).toBeGreaterThan(few.low);
    expect(many.high).toBeLessThan(few.high ?? Infinity);
    expect(many.low).toBeGreaterThan(1.5);
    expect(many.high).toBeLessThan(2.7);
  });

  it('are wider where requests fail together', () => {
    const tables = draw(new Random(1), 40, [0.04, 0.02]);
    const independent = oddsRatioBounds(tables, 0.05, 0);
    const together = oddsRatioBounds(tables, 0.05, 0.02);
    expect(together.low).toBeLessThan(independent.low);
  });

  it('are open where nothing is known', () => {
    expect(oddsRatioBounds([], 0.05, 0)).toEqual({ low: 0, high: null });
    expect(rateRatioBounds([errorTable(10, 90, 0, 0)], 0.05, 0)).toEqual({ low: 0, high: null });
  });

  it('are open above where the champion has no errors', () => {
    const bounds = oddsRatioBounds([errorTable(500, 500, 40, 0)], 0.01, 0);
    expect(bounds.low).toBeGreaterThan(5);
    expect(bounds.high).toBeNull();
  });
});
