import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { checkLatency, quantileOf } from '../../../src/steps/integration-test/latency.ts';

const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

describe('a percentile', () => {
  it.each<[number[], number, number]>([
    [[30, 10, 20], 0.5, 20],
    [[30, 10, 20], 0.99, 30],
    [[10, 20], 0.5, 10],
    [[7], 0.5, 7],
    [hundred, 0.99, 99],
    [hundred, 0.95, 95],
    [hundred, 0.07, 7],
    [hundred, 0.999, 100],
  ])('of %j at %d is %i', (latencies, share, expected) => {
    expect(quantileOf(latencies)(share)).toBe(expected);
  });

  it('is one of the values that were measured, not exceeded by the share it promises', () => {
    const values = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), (latencies, p) => {
        const value = quantileOf(latencies)(p / 100) ?? NaN;
        expect(latencies).toContain(value);
        const within = latencies.filter((one) => one <= value).length;
        const below = latencies.filter((one) => one < value).length;
        expect(100 * within).toBeGreaterThanOrEqual(p * latencies.length);
        expect(100 * below).toBeLessThan(p * latencies.length);
      }),
    );
  });
});

describe('limits of latency', () => {
  it('are judged one by one, the limit itself being within', () => {
    expect(checkLatency(quantileOf([100, 200, 300]), { p50: 200, p99: 299 })).toEqual([
      { percentile: 'p50', value: 200, limit: 200, verdict: 'pass' },
      { percentile: 'p99', value: 300, limit: 299, verdict: 'fail' },
    ]);
  });

  it('that nobody set are not judged', () => {
    expect(checkLatency(quantileOf([100]), {})).toEqual([]);
  });

  it('are neither kept nor broken without any answer', () => {
    expect(checkLatency(quantileOf([]), { p95: 1 })).toMatchObject([{ verdict: 'inconclusive' }]);
  });

  it.each([
    [100, 'fail'],
    [101, 'inconclusive'],
  ])('that are broken while the sender was %i ms late: %s', (lateMs, verdict) => {
    expect(checkLatency(quantileOf([1_001]), { p99: 1_000 }, lateMs)).toMatchObject([{ verdict }]);
  });

  it('that are kept are kept however late the sender was', () => {
    expect(checkLatency(quantileOf([9]), { p99: 10 }, 8)).toMatchObject([{ verdict: 'pass' }]);
  });
});
