import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { logBoost } from '../../../src/canary/judge/boost.ts';
import { tableEvidence } from '../../../src/canary/judge/evidence.ts';
import { errorTable, smallTables } from './error-tables.ts';

const oddsRatios = [2, 4, 12, 80];

/** Mean of the wealth after a window, capped where the judge stops. */
function cappedMean(
  evidence: ReturnType<typeof tableEvidence>,
  stake: { cash: number; logBets: readonly number[]; alpha: number },
  boost: number,
): number {
  return evidence.nullLaw().reduce((sum, log, u) => {
    const bets = evidence.lines.reduce(
      (total, { base, slope }, j) =>
        total + Math.exp((stake.logBets[j] ?? -Infinity) + boost + base + slope * u),
      0,
    );
    return sum + Math.exp(log) * Math.min(stake.cash + bets, 1 / stake.alpha);
  }, 0);
}

describe('logBoost', () => {
  it('keeps the mean of the capped wealth at what was staked', () => {
    const stakes = fc.record({
      cash: fc.double({ min: 0, max: 1, noNaN: true }),
      logBets: fc.array(fc.double({ min: -8, max: 1.5, noNaN: true }), {
        minLength: 4,
        maxLength: 4,
      }),
      alpha: fc.constantFrom(0.3, 0.05, 0.01),
    });
    const margins = fc.constantFrom(1, 1.25);
    fc.assert(
      fc.property(smallTables, stakes, margins, (table, drawn, margin) => {
        // A judge whose wealth reached the limit has stopped.
        const total = drawn.logBets.reduce((sum, log) => sum + Math.exp(log), drawn.cash);
        fc.pre(total < 1 / drawn.alpha);
        const odds = oddsRatios.map((ratio) => ratio * margin);
        const evidence = tableEvidence(table, odds, margin);
        const boost = logBoost(evidence, drawn);
        expect(boost).toBeGreaterThanOrEqual(0);
        const mean = cappedMean(evidence, drawn, boost);
        expect(mean).toBeLessThanOrEqual(total * (1 + 1e-9));
        expect(mean).toBeGreaterThanOrEqual(boost > 0 ? total * (1 - 1e-6) : 0);
      }),
      { numRuns: 500 },
    );
  });

  it('is none where nothing can overshoot', () => {
    const evidence = tableEvidence(errorTable(60, 1140, 0, 1), oddsRatios, 1);
    expect(logBoost(evidence, { cash: 0.6, logBets: [-2, -2, -2, -2], alpha: 0.01 })).toBe(0);
  });

  it('is none without a bet', () => {
    const evidence = tableEvidence(errorTable(60, 1140, 3, 11), oddsRatios, 1);
    expect(logBoost(evidence, { cash: 1, logBets: [], alpha: 0.01 })).toBe(0);
  });

  it('is finite where the bets have nearly vanished', () => {
    const evidence = tableEvidence(errorTable(600, 600, 300, 0), oddsRatios, 1);
    const boost = logBoost(evidence, { cash: 0, logBets: [-700, -701, -702, -690], alpha: 0.01 });
    expect(Number.isFinite(boost)).toBe(true);
  });

  it('is finite where a window is decisive beyond what numbers can hold', () => {
    const evidence = tableEvidence(errorTable(600_000, 6_000_000, 100_000, 900_000), oddsRatios, 1);
    const boost = logBoost(evidence, { cash: 0.6, logBets: [-2, -2, -2, -3], alpha: 0.01 });
    expect(boost).toBeGreaterThan(100);
    expect(Number.isFinite(boost)).toBe(true);
  });
});
