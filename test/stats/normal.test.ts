import { describe, expect, it } from '@jest/globals';
import { normalQuantile, upperTail } from '../../src/stats/normal.ts';

describe('normalQuantile', () => {
  it.each([
    // Abramowitz and Stegun, tables 26.1 and 26.5; R's qnorm for the last one.
    [0.5, 0],
    [0.95, 1.6448536],
    [0.975, 1.959964],
    [0.999, 3.0902323],
    [0.01, -2.3263479],
    [1 - 1e-9, 5.997807],
  ])('of %d is %d', (probability, expected) => {
    expect(normalQuantile(probability)).toBeCloseTo(expected, 6);
  });
});

describe('upperTail', () => {
  it.each([
    [0, 0.5],
    [1, 0.158655254],
    [2.4, 0.008197536],
    [2.6, 0.004661188],
    [-1, 0.841344746],
  ])('beyond %d is %d', (z, expected) => {
    expect(upperTail(z)).toBeCloseTo(expected, 9);
  });
});
