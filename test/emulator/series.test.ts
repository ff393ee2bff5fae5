import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { alignSeries as align } from '../../src/emulator/series/align.ts';
import {
  bucketIndex,
  DistributionBuilder,
  latencyBuckets,
  mergeDistributions,
  percentileOf,
} from '../../src/emulator/series/distribution.ts';
import { groupByPeriod } from '../../src/emulator/series/period.ts';
import { int64, numbersOf, type Point, type Series } from '../../src/emulator/series/point.ts';
import { reduceSeries } from '../../src/emulator/series/reduce.ts';
import { SecondCounts } from '../../src/emulator/series/seconds.ts';

const base = Date.parse('2026-03-01T12:00:00.000Z');

function seriesOf(counts: readonly [second: number, count: number][], labels = {}): Series {
  const points = counts.map(([second, count]): Point => {
    const start = base + second * 1000;
    return { start, end: start + 1000, value: int64(count) };
  });
  return {
    metric: { type: 'm', labels: { code: '2xx', ...labels } },
    resource: { type: 'r', labels: { id: 'e' } },
    metricKind: 'DELTA',
    valueType: 'INT64',
    points,
  };
}

/** Aligns all points up to `end`. */
function alignSeries(series: Series, aligner: string, periodMs: number, end: number): Series {
  return align(series, aligner, { start: -Infinity, end, periodMs });
}

function totals(series: Series): number[] {
  return numbersOf(series.points.map((point) => point.value));
}

describe('alignment', () => {
  const ten: [number, number][] = [
    [0, 1],
    [4, 2],
    [5, 4],
    [9, 8],
    [12, 16],
  ];

  it('sums half-open periods that end at the end of the interval', () => {
    const aligned = alignSeries(seriesOf(ten), 'ALIGN_SUM', 5_000, base + 15_000);
    expect(aligned.points).toEqual([
      { start: base, end: base + 5_000, value: int64(3) },
      { start: base + 5_000, end: base + 10_000, value: int64(12) },
      { start: base + 10_000, end: base + 15_000, value: int64(16) },
    ]);
    expect([aligned.metricKind, aligned.valueType]).toEqual(['DELTA', 'INT64']);
    const shifted = alignSeries(seriesOf(ten), 'ALIGN_SUM', 5_000, base + 16_000);
    expect(shifted.points.map(({ end }) => end - base)).toEqual([1_000, 6_000, 11_000, 16_000]);
    expect(totals(shifted)).toEqual([1, 6, 8, 16]);
  });

  const aligners: { aligner: string; values: number[]; kind: string; type: string }[] = [
    { aligner: 'ALIGN_DELTA', values: [3, 12, 16], kind: 'DELTA', type: 'INT64' },
    { aligner: 'ALIGN_RATE', values: [0.6, 2.4, 3.2], kind: 'GAUGE', type: 'DOUBLE' },
    { aligner: 'ALIGN_MEAN', values: [1.5, 6, 16], kind: 'DELTA', type: 'DOUBLE' },
    { aligner: 'ALIGN_MIN', values: [1, 4, 16], kind: 'DELTA', type: 'INT64' },
    { aligner: 'ALIGN_MAX', values: [2, 8, 16], kind: 'DELTA', type: 'INT64' },
    { aligner: 'ALIGN_COUNT', values: [2, 2, 1], kind: 'DELTA', type: 'INT64' },
    { aligner: 'ALIGN_STDDEV', values: [0.5, 2, 0], kind: 'DELTA', type: 'DOUBLE' },
  ];

  it.each(aligners)('computes $aligner', ({ aligner, values, kind, type }) => {
    const aligned = alignSeries(seriesOf(ten), aligner, 5_000, base + 15_000);
    expect(totals(aligned)).toEqual(values);
    expect([aligned.metricKind, aligned.valueType]).toEqual([kind, type]);
    expect(aligned.points.every(({ value }) => value.kind === type)).toBe(true);
  });

  it('refuses what does not fit the metric', () => {
    expect(() => alignSeries(seriesOf(ten), 'ALIGN_PERCENTILE_99', 5_000, base)).toThrow(
      /cannot be applied/,
    );
    expect(() => alignSeries(seriesOf(ten), 'ALIGN_NEXT_OLDER', 5_000, base)).toThrow(
      /cannot be applied/,
    );
    const gauge = { ...seriesOf(ten), metricKind: 'GAUGE' as const };
    expect(() => alignSeries(gauge, 'ALIGN_RATE', 5_000, base)).toThrow(/cannot be applied/);
    expect(() => alignSeries(seriesOf(ten), 'ALIGN_MAKE_UP', 5_000, base)).toThrow(
      /does not emulate/,
    );
  });

  it('loses and repeats no point, whatever the period and the end', () => {
    const counts = fc.uniqueArray(fc.tuple(fc.nat(300), fc.integer({ min: 1, max: 50 })), {
      selector: ([second]) => second,
    });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 120 }), fc.nat(60), (given, period, extra) => {
        const end = base + (301 + extra) * 1000;
        const { points } = seriesOf(given);
        const groups = groupByPeriod(points, period * 1000, end);
        const sum = groups.flatMap(({ values }) => numbersOf(values)).reduce((a, b) => a + b, 0);
        expect(sum).toBe(given.reduce((total, [, count]) => total + count, 0));
        for (const { periodEnd, values } of groups) {
          expect((end - periodEnd) % (period * 1000)).toBe(0);
          const inside = points.filter(
            (point) => point.end > periodEnd - period * 1000 && point.end <= periodEnd,
          );
          expect(values).toHaveLength(inside.length);
        }
      }),
    );
  });
});

describe('reduction', () => {
  const all = [
    seriesOf(
      [
        [0, 1],
        [1, 2],
      ],
      { model: 'a' },
    ),
    seriesOf([[0, 10]], { model: 'b' }),
    seriesOf(
      [
        [0, 100],
        [1, 200],
      ],
      { model: 'b', code: '5xx' },
    ),
  ];
  const aligned = all.map((series) => alignSeries(series, 'ALIGN_SUM', 1_000, base + 2_000));

  it('sums what agrees on the fields and drops the other labels', () => {
    const reduced = reduceSeries(aligned, 'REDUCE_SUM', ['metric.labels.model']);
    expect(reduced.map((series) => [series.metric.labels, totals(series)])).toEqual([
      [{ model: 'a' }, [1, 2]],
      [{ model: 'b' }, [110, 200]],
    ]);
    expect(reduced[0]?.resource).toEqual({ type: 'r', labels: {} });
  });

  const reducers: { reducer: string; values: number[] }[] = [
    { reducer: 'REDUCE_SUM', values: [111, 202] },
    { reducer: 'REDUCE_MEAN', values: [37, 101] },
    { reducer: 'REDUCE_MIN', values: [1, 2] },
    { reducer: 'REDUCE_MAX', values: [100, 200] },
    { reducer: 'REDUCE_COUNT', values: [3, 2] },
    { reducer: 'REDUCE_PERCENTILE_50', values: [10, 101] },
    // numpy.std([1, 10, 100]), numpy.std([2, 200])
    { reducer: 'REDUCE_STDDEV', values: [44.69899327725402, 99] },
  ];

  it.each(reducers)('computes $reducer over everything', ({ reducer, values }) => {
    const [only, ...others] = reduceSeries(aligned, reducer, []);
    expect(others).toEqual([]);
    expect(only === undefined ? [] : totals(only)).toEqual(values);
  });

  it('refuses unknown fields and reducers', () => {
    expect(() => reduceSeries(aligned, 'REDUCE_SUM', ['model'])).toThrow(/groupByFields/);
    expect(() => reduceSeries(aligned, 'REDUCE_MAKE_UP', [])).toThrow(/does not emulate/);
  });
});

function built(values: readonly number[]): DistributionBuilder {
  const distribution = new DistributionBuilder();
  for (const value of values) distribution.add(value);
  return distribution;
}

describe('a distribution', () => {
  const latencies = fc.array(fc.double({ min: 0, max: 100_000, noNaN: true }), {
    minLength: 1,
    maxLength: 60,
  });

  it('puts each value into the bucket whose bounds hold it', () => {
    const { scale, growthFactor } = latencyBuckets;
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e7, noNaN: true }), (value) => {
        const index = bucketIndex(value);
        const low = index === 0 ? 0 : scale * growthFactor ** (index - 1);
        const high = index === 0 ? scale : scale * growthFactor ** index;
        expect(value).toBeGreaterThanOrEqual(low * (1 - 1e-9));
        expect(value).toBeLessThan(high * (1 + 1e-9));
      }),
    );
  });

  it('is the same merged as built in one go', () => {
    fc.assert(
      fc.property(latencies, latencies, (a, b) => {
        const merged = mergeDistributions(built(a), built(b));
        const whole = built([...a, ...b]);
        expect(merged.count).toBe(whole.count);
        expect(merged.bucketCounts).toEqual(whole.bucketCounts);
        expect(merged.mean).toBeCloseTo(whole.mean, 5);
        const scale = Math.max(1, whole.sumOfSquaredDeviation);
        expect(merged.sumOfSquaredDeviation / scale).toBeCloseTo(
          whole.sumOfSquaredDeviation / scale,
          6,
        );
      }),
    );
  });

  it('has percentiles within one bucket of the exact ones', () => {
    fc.assert(
      fc.property(latencies, fc.constantFrom(5, 50, 95, 99), (values, percent) => {
        const sorted = values.toSorted((a, b) => a - b);
        const exact = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
        const found = percentileOf(built(values), percent);
        expect(Math.abs(bucketIndex(found) - bucketIndex(exact))).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('counts per second', () => {
  const outcome = { http: 200, instances: 1, totalMs: 1, modelMs: 1 };

  it('show a second only once it is over, and then never change it', () => {
    const counts = new SecondCounts();
    counts.add(base + 999, outcome);
    expect(counts.settled(base + 999)).toEqual([]);
    const [settled] = counts.settled(base + 1000);
    expect(settled).toMatchObject({ start: base, periodMs: 1000, responses: { '2xx': 1 } });
    counts.add(base + 1000, outcome);
    counts.add(base + 500, outcome);
    expect(counts.settled(base + 1000)[0]).toMatchObject({ responses: { '2xx': 1 } });
  });

  it('keep totals over a day while memory stays bounded', () => {
    const counts = new SecondCounts();
    const hours = 30;
    for (let second = 0; second < hours * 3600; second += 1)
      counts.add(base + second * 1000, outcome);
    const settled = counts.settled(base + hours * 3_600_000);
    expect(settled.length).toBeLessThan(7_200 + 120 + 24 * 60);
    const sum = settled.reduce((total, each) => total + (each.responses['2xx'] ?? 0), 0);
    const covered = settled.reduce((total, each) => total + each.periodMs / 1000, 0);
    expect(sum).toBe(covered);
    expect(sum).toBeGreaterThanOrEqual(24 * 3600);
  });
});
