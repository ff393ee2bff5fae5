import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { logEvidence, tellsNothing, windowEvidence } from '../../src/canary/evidence.ts';
import { errorTable, smallTables } from './error-tables.ts';

describe('windowEvidence', () => {
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
    expect(logEvidence(windowEvidence(errorTable(nc, nb, x, y), [w], w0))[0]).toBeCloseTo(e, 10);
  });

  it('exceeds the closed form that bounds the sum from above', () => {
    const [logE] = logEvidence(windowEvidence(errorTable(60, 1140, 3, 11), [2], 1));
    expect(logE).toBeGreaterThan(1.396379243308);
  });

  it('has mean 1 at the margin and at most 1 below it', () => {
    const margins = fc.constantFrom(1, 1.1, 1.25, 2);
    fc.assert(
      fc.property(smallTables, margins, (table, margin) => {
        const evidence = windowEvidence(table, [2 * margin, 80 * margin], margin);
        for (const { base, slope } of evidence.lines) {
          expect(meanOf(evidence.logNull, base, slope)).toBeCloseTo(1, 10);
          const harmless = windowEvidence(table, [2], 1).logNull;
          expect(meanOf(harmless, base, slope)).toBeLessThanOrEqual(1 + 1e-10);
        }
      }),
    );
  });

  it('grows with every error of the challenger', () => {
    fc.assert(
      fc.property(smallTables, (table) => {
        for (const { slope } of windowEvidence(table, [2, 4, 12, 80], 1).lines) {
          expect(slope).toBeGreaterThan(0);
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
