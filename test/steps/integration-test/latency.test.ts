import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { checkLatency, percentile } from '../../../src/steps/integration-test/latency.ts';

describe('a percentile', () => {
  it.each<[number[], number, number]>([
    [[30, 10, 20], 50, 20],
    [[30, 10, 20], 99, 30],
    [[10, 20], 50, 10],
    [[7], 50, 7],
    [Array.from({ length: 100 }, (_, index) => index + 1), 99, 99],
    [Array.from({ length: 100 }, (_, index) => index + 1), 95, 95],
  ])('of %j at %i is %i', (latencies, p, expected) => {
    expect(percentile(latencies, p)).toBe(expected);
  });

  it('is one of the values that were measured, not exceeded by the share it promises', () => {
    const values = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), (latencies, p) => {
        const value = percentile(latencies, p);
        expect(latencies).toContain(value);
        const within = latencies.filter((one) => one <= value).length;
        const below = latencies.filter((one) => one < value).length;
        expect(within).toBeGreaterThanOrEqual((p / 100) * latencies.length);
        expect(below).toBeLessThan((p / 100) * latencies.length);
      }),
    );
  });
});

describe('limits of latency', () => {
  it('are judged one by one, the limit itself being within', () => {
    expect(checkLatency([100, 200, 300], { p50: 200, p99: 299 })).toEqual([
      { percentile: 'p50', value: 200, limit: 200, verdict: 'pass' },
      { percentile: 'p99', value: 300, limit: 299, verdict: 'fail' },
    ]);
  });

  it('that nobody set are not judged', () => {
    expect(checkLatency([100], {})).toEqual([]);
  });

  it('are neither kept nor broken without any answer', () => {
    expect(checkLatency([], { p95: 1 })).toMatchObject([{ verdict: 'inconclusive' }]);
  });
});
