import { describe, expect, it } from '@jest/globals';
import { logAdd, logSumExp } from '../../src/stats/log-sum.ts';

describe('logAdd', () => {
  it('adds where the exponentials underflow', () => {
    // numpy 2.x logaddexp(-745.5, -746.25)
    expect(logAdd(-745.5, -746.25)).toBeCloseTo(-745.1131289938851, 12);
  });

  it('takes -Infinity as nothing', () => {
    expect(logAdd(-Infinity, -3)).toBe(-3);
    expect(logAdd(-Infinity, -Infinity)).toBe(-Infinity);
  });
});

describe('logSumExp', () => {
  it('sums where the exponentials underflow or overflow', () => {
    // scipy 1.17.1 scipy.special.logsumexp
    expect(logSumExp([-1000, -1001, -1002.5])).toBeCloseTo(-999.6284609681474, 12);
    expect(logSumExp([700, 710, 1])).toBeCloseTo(710.0000453988993, 12);
  });

  it('is -Infinity when there is nothing to sum', () => {
    expect(logSumExp([])).toBe(-Infinity);
    expect(logSumExp([-Infinity])).toBe(-Infinity);
  });
});
