import { describe, expect, it } from '@jest/globals';
import { armTempering, pairTempering } from '../../../src/canary/judge/tempering.ts';
import { errorTable } from './error-tables.ts';

describe('pairTempering', () => {
  it('takes nothing from independent requests and the more from correlated ones', () => {
    const table = errorTable(600, 600, 3, 3);
    expect(pairTempering(0, table)).toBe(1);
    // 1 + 2 · 0.01 · 600 · 600 / 1200
    expect(pairTempering(0.01, table)).toBeCloseTo(1 / 7, 12);
  });

  it('leaves a small arm nearly alone, and nobody at all', () => {
    expect(pairTempering(0.01, errorTable(1, 1_199, 0, 0))).toBeCloseTo(1 / 1.0199833, 6);
    expect(pairTempering(0.01, errorTable(0, 0, 0, 0))).toBe(1);
  });
});

describe('armTempering', () => {
  it('is the inverse of the inflation of one arm', () => {
    expect(armTempering(0, 500)).toBe(1);
    expect(armTempering(0.01, 500)).toBeCloseTo(1 / 6, 12);
  });
});
