import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  logEvidence,
  rateEvidence,
  tableEvidence,
  tellsNothing,
} from '../../../src/canary/judge/evidence.ts';
import { errorTable, smallTables } from './error-tables.ts';

describe('tableEvidence', () => {
  // Expected values: exact rational arithmetic.
  it.each([
    [2, 1, 60, 1140, 3, 11, 1.399631996948],
    [12, 1, 60, 1140, 3, 11, 1.497453543359],
    [4, 1, 6, 114, 0, 1, -0.139761942375],
    [2, 1, 60, 1140, 0, 0, 0],
    [4, 1, 5, 3, 5, 1, 1.334108607949],
    [2, 1, 600, 11400, 24, 118, 9.74305454374],
    [4, 1, 3000, 9000, 240, 360, 5.178028497068],
    [80, 1, 3, 17, 3, 0, 6.506639895],
    [4, 1.25, 60, 1140, 3, 11, 1.730715331937],
    [1, 2, 600, 11400, 5, 118, 2.508656594939],
    [0.5, 2, 600, 11400, 5, 118, 2.164847526969],
  ])('bets on odds %d against %d with %i, %i requests, %i, %i errors', (w, w0, nc, nb, x, y, e) => {
    expect(logEvidence(tableEvidence(errorTable(nc, nb, x, y), [w], w0))[0]).toBeCloseTo(e, 10);
  });

  it('exceeds the closed form that bounds the sum from above', () => {
    const [logE] = logEvidence(tableEvidence(errorTable(60, 1140, 3, 11), [2], 1));
    expect(logE).toBeGreaterThan(1.396379243308);
  });

  it('has mean 1 at the margin and at most 1 below it', () => {
    const margins = fc.constantFrom(1, 1.1, 1.25, 2);
    fc.assert(
      fc.property(smallTables, margins, (table, margin) => {
        const evidence = tableEvidence(table, [2 * margin, 80 * margin], margin);
        for (const { base, slope } of evidence.lines) {
          expect(meanOf(evidence.nullLaw(), base, slope)).toBeCloseTo(1, 10);
          const harmless = tableEvidence(table, [2], 1).nullLaw();
          expect(meanOf(harmless, base, slope)).toBeLessThanOrEqual(1 + 1e-10);
        }
      }),
    );
  });

  it('grows with every error of the challenger', () => {
    fc.assert(
      fc.property(smallTables, (table) => {
        for (const { slope } of tableEvidence(table, [2, 4, 12, 80], 1).lines) {
          expect(slope).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('rateEvidence', () => {
  it.each([
    // By hand: 3 ln 2 + 7 ln(0.8 / 0.9); 0 errors of 100 against 1 %: 100 ln(0.9975 / 0.99).
    [10, 3, 0.1, 0.2, 1.25496029209],
    [100, 0, 0.01, 0.0025, 0.75472056354],
  ])('of %i requests with %i errors, %d refuted by %d', (trials, successes, rate0, rate, e) => {
    expect(logEvidence(rateEvidence({ trials, successes }, [rate], rate0))[0]).toBeCloseTo(e, 8);
  });

  it('has mean 1 at the rate that it refutes and at most 1 beyond', () => {
    const drawn = fc.record({
      trials: fc.integer({ min: 1, max: 40 }),
      rate: fc.double({ min: 0.01, max: 0.45, noNaN: true }),
      further: fc.double({ min: 0.1, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(drawn, ({ trials, rate, further }) => {
        const harm = rateEvidence({ trials, successes: 0 }, [1.5 * rate, 2 * rate], rate);
        const clearing = rateEvidence({ trials, successes: 0 }, [rate / 4], rate);
        const atRate = rateEvidence({ trials, successes: 0 }, [], rate).nullLaw();
        const below = rateEvidence({ trials, successes: 0 }, [], rate * further).nullLaw();
        const higher = rate + (1 - rate) * further * 0.99;
        const above = rateEvidence({ trials, successes: 0 }, [], higher).nullLaw();
        for (const { base, slope } of harm.lines) {
          expect(meanOf(atRate, base, slope)).toBeCloseTo(1, 9);
          expect(meanOf(below, base, slope)).toBeLessThanOrEqual(1 + 1e-9);
        }
        for (const { base, slope } of clearing.lines) {
          expect(meanOf(atRate, base, slope)).toBeCloseTo(1, 9);
          expect(meanOf(above, base, slope)).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });
});

describe('tellsNothing', () => {
  it.each([
    [0, 10, 0, 3],
    [10, 0, 3, 0],
    [10, 10, 0, 0],
  ])('of %i and %i requests with %i and %i errors', (nc, nb, x, y) => {
    expect(tellsNothing(errorTable(nc, nb, x, y))).toBe(true);
  });

  it('is wrong of a window with an error of either arm', () => {
    expect(tellsNothing(errorTable(10, 10, 0, 1))).toBe(false);
  });
});

function meanOf(logNull: Float64Array, base: number, slope: number): number {
  return logNull.reduce((sum, log, u) => sum + Math.exp(log + base + slope * u), 0);
}
