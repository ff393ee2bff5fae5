import { describe, expect, it } from '@jest/globals';
import { estimateShift, mannWhitney } from '../../bench/judge/mann-whitney.ts';

// Ozone in May and August, from R's data set `airquality`, days without a measurement left out.
const may = [
  41, 36, 12, 18, 28, 23, 19, 8, 7, 16, 11, 14, 18, 14, 34, 6, 30, 11, 1, 11, 4, 32, 23, 45, 115,
  37,
];
const august = [
  39, 9, 16, 78, 35, 66, 122, 89, 110, 44, 28, 65, 22, 59, 23, 31, 44, 21, 9, 45, 168, 73, 76, 118,
  84, 85,
];

describe('mannWhitney', () => {
  it.each([
    // Example of R's manual page of wilcox.test: W = 127.5, p-value = 0.0001208.
    [may, august, 127.5, 0.0001208],
    // endmemo.com/r/wilcoxon.php: W = 51.5, p-value = 0.5966.
    [[1, 5, 9, 24, 56, 21, 3, 7, 21, 4], [12, 15, 5, 9, 9, 14, 56, 22, 3, 7, 32, 5], 51.5, 0.5966],
    // The same page: W = 0, p-value = 0.001364.
    [[1, 5, 9, 24, 56, 21, 3, 7, 21, 4], [1233, 4356, 987, 39999, 1111, 200000], 0, 0.001364],
  ])('gives what R gives', (sample, control, statistic, pValue) => {
    const found = mannWhitney(sample, control);
    expect(found.statistic).toBe(statistic);
    expect(found.pValue / pValue).toBeCloseTo(1, 3);
  });
});

describe('estimateShift', () => {
  it('inverts the test: the ends of its interval are just not rejected', () => {
    const shift = estimateShift(may, august, 0.95);
    if (shift === undefined) throw new Error('no interval');
    const at = (moved: number) =>
      mannWhitney(
        may.map((value) => value - moved),
        august,
      ).pValue;
    expect(at(shift.low - 0.5)).toBeLessThan(0.05);
    expect(at(shift.low + 0.5)).toBeGreaterThan(0.05);
    expect(at(shift.high - 0.5)).toBeGreaterThan(0.05);
    expect(at(shift.high + 0.5)).toBeLessThan(0.05);
    expect(shift.estimate).toBeGreaterThan(shift.low);
    expect(shift.estimate).toBeLessThan(shift.high);
  });

  it('is unknown where all values are one', () => {
    expect(estimateShift([0, 0, 0], [0, 0], 0.98)).toBeUndefined();
  });
});
