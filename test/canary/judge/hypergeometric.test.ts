import { describe, expect, it } from '@jest/globals';
import { allocateErrors, logPartition } from '../../../src/canary/judge/hypergeometric.ts';
import { errorTable } from './error-tables.ts';

function probabilities(table: ReturnType<typeof errorTable>, odds: number): number[] {
  const allocation = allocateErrors(table);
  const total = logPartition(allocation, Math.log(odds));
  return [...allocation.logWeights].map((weight, u) =>
    Math.exp(weight + u * Math.log(odds) - total),
  );
}

describe('allocateErrors', () => {
  it.each([
    // scipy 1.17.1 scipy.stats.hypergeom.pmf
    [60, 1140, 14, 1, [0.4857173835021851, 0.3620253790078397, 0.1230822099729668]],
    // scipy 1.17.1 scipy.stats.nchypergeom_fisher.pmf
    [60, 1140, 14, 4, [0.07032968923889095, 0.2096785766127846, 0.2851479933722475]],
    [5, 3, 6, 2.5, [0.15094339622641506, 0.5660377358490566, 0.28301886792452824]],
  ])('gives the law of %i of %i, %i errors, odds %d', (nc, nb, errors, odds, expected) => {
    const found = probabilities(errorTable(nc, nb, 0, errors), odds);
    for (const [u, probability] of expected.entries()) {
      expect(found[u]).toBeCloseTo(probability, 10);
    }
  });

  it('starts where the champion has not enough requests for the errors', () => {
    const allocation = allocateErrors(errorTable(5, 3, 5, 1));
    expect(allocation.least).toBe(3);
    expect(allocation.logWeights).toHaveLength(3);
  });

  it('has one possibility when nothing failed', () => {
    expect([...allocateErrors(errorTable(60, 1140, 0, 0)).logWeights]).toEqual([0]);
  });
});

describe('logPartition', () => {
  it.each([
    // mpmath 1.x, 40 digits, sum of exact binomials
    [60, 1140, 14, 2, 1.401937884386278],
    [5, 3, 6, 4, 2.468099531471619],
    [6000, 114000, 1300, 80, 2058.888591191618],
    [3000, 9000, 600, 4, 505.3364476777859],
  ])('sums %i of %i, %i errors, odds %d', (nc, nb, errors, odds, expected) => {
    const allocation = allocateErrors(errorTable(nc, nb, 0, errors));
    expect(logPartition(allocation, Math.log(odds)) / expected).toBeCloseTo(1, 12);
  });
});
