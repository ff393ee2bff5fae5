import { describe, expect, it } from '@jest/globals';
import { runningSums } from '../../src/stats/running-sum.ts';

describe('runningSums', () => {
  it('keeps what plain summation loses', () => {
    expect([...runningSums([1, 1e100, 1, -1e100])]).toEqual([1, 1e100, 1e100, 2]);
  });

  it('is exact to the last place over a million terms', () => {
    const sums = runningSums(new Float64Array(1_000_000).fill(0.1));
    expect(sums.at(-1)).toBe(100_000);
  });
});
