import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { LatencyHistogram } from '../../src/stats/latency-histogram.ts';

/** Milliseconds from a microsecond to a quarter of an hour, evenly in their logarithm. */
const latency = fc.double({ min: -3, max: 6, noNaN: true }).map((exponent) => 10 ** exponent);
const latencies = fc.array(latency, { minLength: 1, maxLength: 300 });
const shares = fc.constantFrom(0.01, 0.07, 0.5, 0.9, 0.95, 0.99, 0.999, 1);

function histogramOf(values: readonly number[]): LatencyHistogram {
  const histogram = new LatencyHistogram();
  for (const value of values) histogram.record(value);
  return histogram;
}

/** By the definition of nearest rank, on the values themselves. */
function nearestRank(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.find((_, index) => (index + 1) / sorted.length >= share - 1e-12) ?? NaN;
}

describe('a histogram of latencies', () => {
  it('has quantiles that are never too low and at most 1 % or a microsecond too high', () => {
    fc.assert(
      fc.property(latencies, shares, (values, share) => {
        const truth = nearestRank(values, share);
        const found = histogramOf(values).quantile(share) ?? NaN;
        expect(found).toBeGreaterThanOrEqual(truth);
        expect(found).toBeLessThanOrEqual(truth * 1.008 + 0.001);
      }),
    );
  });

  it('of two parts is that of the whole', () => {
    fc.assert(
      fc.property(latencies, latencies, (some, others) => {
        const merged = histogramOf(some);
        merged.add(histogramOf(others));
        const whole = histogramOf([...some, ...others]);
        expect(merged.buckets()).toEqual(whole.buckets());
        expect([merged.count, merged.max]).toEqual([whole.count, whole.max]);
        expect(merged.mean).toBeCloseTo(whole.mean ?? NaN, 6);
      }),
    );
  });

  it('loses none, whatever their size', () => {
    const values = [0, 0.0001, 1, 3_600_000, 1e12];
    const counts = histogramOf(values)
      .buckets()
      .map(({ count }) => count);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
  });

  it('knows its greatest and its mean exactly', () => {
    const histogram = histogramOf([1, 2, 6.5]);
    expect([histogram.max, histogram.mean, histogram.quantile(1)]).toEqual([6.5, 9.5 / 3, 6.5]);
  });

  it('of nothing has no quantile', () => {
    const histogram = new LatencyHistogram();
    expect([histogram.quantile(0.5), histogram.mean, histogram.buckets()]).toEqual([
      undefined,
      undefined,
      [],
    ]);
  });
});
