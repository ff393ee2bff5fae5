import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { alignSeries } from '../../src/emulator/series/align.ts';
import type { Distribution } from '../../src/emulator/series/distribution.ts';
import {
  double,
  int64,
  type MetricKind,
  numbersOf,
  type Point,
  type PointValue,
  type Series,
} from '../../src/emulator/series/point.ts';
import { reduceSeries } from '../../src/emulator/series/reduce.ts';

// The domains, kinds and types are those of the comments in google/monitoring/v3/common.proto.

const base = Date.parse('2026-03-01T12:00:00.000Z');

function seriesOf(metricKind: MetricKind, points: readonly Point[], labels = {}): Series {
  return {
    metric: { type: 'm', labels },
    resource: { type: 'global', labels: {} },
    metricKind,
    valueType: points[0]?.value.kind ?? 'INT64',
    points,
  };
}

function at(second: number, value: PointValue): Point {
  return { start: base + second * 1000, end: base + second * 1000, value };
}

function from(start: number, end: number, value: PointValue): Point {
  return { start: base + start * 1000, end: base + end * 1000, value };
}

function truth(isTrue: boolean): PointValue {
  return { kind: 'BOOL', isTrue };
}

function window(start: number, end: number, period: number) {
  return { start: base + start * 1000, end: base + end * 1000, periodMs: period * 1000 };
}

/** Ends in seconds, with the numbers there. */
function shown({ points }: Series): [second: number, number: number][] {
  return points.map(({ end, value }) => [(end - base) / 1000, numbersOf([value])[0] ?? NaN]);
}

describe('booleans', () => {
  const series = seriesOf('GAUGE', [
    at(1, truth(true)),
    at(2, truth(false)),
    at(3, truth(true)),
    at(12, truth(false)),
  ]);

  const cases: { aligner: string; values: number[]; type: string }[] = [
    { aligner: 'ALIGN_COUNT', values: [3, 1], type: 'INT64' },
    { aligner: 'ALIGN_COUNT_TRUE', values: [2, 0], type: 'INT64' },
    { aligner: 'ALIGN_COUNT_FALSE', values: [1, 1], type: 'INT64' },
    { aligner: 'ALIGN_FRACTION_TRUE', values: [2 / 3, 0], type: 'DOUBLE' },
  ];

  it.each(cases)('are aligned by $aligner', ({ aligner, values, type }) => {
    const aligned = alignSeries(series, aligner, window(0, 20, 10));
    expect(shown(aligned).map(([, number]) => number)).toEqual(values);
    expect([aligned.metricKind, aligned.valueType]).toEqual(['GAUGE', type]);
  });

  it.each([
    { reducer: 'REDUCE_COUNT', value: 3 },
    { reducer: 'REDUCE_COUNT_TRUE', value: 2 },
    { reducer: 'REDUCE_COUNT_FALSE', value: 1 },
    { reducer: 'REDUCE_FRACTION_TRUE', value: 2 / 3 },
  ])('are reduced by $reducer', ({ reducer, value }) => {
    const all = [true, true, false].map((isTrue, index) =>
      seriesOf('GAUGE', [at(10, truth(isTrue))], { index: String(index) }),
    );
    const [reduced] = reduceSeries(all, reducer, []);
    expect(reduced === undefined ? [] : shown(reduced)).toEqual([[10, value]]);
  });

  it('have no sum', () => {
    expect(() => alignSeries(series, 'ALIGN_SUM', window(0, 20, 10))).toThrow(/cannot be applied/);
    expect(() => reduceSeries([series], 'REDUCE_SUM', [])).toThrow(/cannot be applied/);
  });
});

describe('ALIGN_DELTA and ALIGN_RATE', () => {
  it('put a missing period of a delta series on the line between its neighbours', () => {
    const series = seriesOf('DELTA', [from(0, 10, int64(10)), from(30, 40, int64(40))]);
    expect(shown(alignSeries(series, 'ALIGN_DELTA', window(0, 60, 10)))).toEqual([
      [10, 10],
      [20, 20],
      [30, 30],
      [40, 40],
    ]);
    expect(shown(alignSeries(series, 'ALIGN_RATE', window(0, 60, 10)))).toEqual([
      [10, 1],
      [20, 2],
      [30, 3],
      [40, 4],
    ]);
    expect(shown(alignSeries(series, 'ALIGN_SUM', window(0, 60, 10)))).toEqual([
      [10, 10],
      [40, 40],
    ]);
  });

  it('let a cumulative series rise evenly between its points, and begin at zero after a reset', () => {
    const series = seriesOf('CUMULATIVE', [
      from(0, 10, double(5)),
      from(0, 40, double(35)),
      from(45, 50, double(2)),
    ]);
    const aligned = alignSeries(series, 'ALIGN_DELTA', window(0, 50, 10));
    expect(shown(aligned)).toEqual([
      [10, 5],
      [20, 10],
      [30, 10],
      [40, 10],
      [50, 2],
    ]);
    expect([aligned.metricKind, aligned.valueType]).toEqual(['DELTA', 'DOUBLE']);
  });

  it('take the point before the interval into account', () => {
    const series = seriesOf('CUMULATIVE', [from(0, 10, int64(100)), from(0, 30, int64(160))]);
    expect(shown(alignSeries(series, 'ALIGN_DELTA', window(20, 30, 10)))).toEqual([[30, 30]]);
  });

  it('subtract cumulative distributions', () => {
    const total = (
      count: number,
      mean: number,
      deviation: number,
      counts: number[],
    ): PointValue => {
      const bucketOptions = { explicitBuckets: { bounds: [0, 10] } };
      const distribution: Distribution = {
        count,
        mean,
        sumOfSquaredDeviation: deviation,
        bucketCounts: counts,
        bucketOptions,
      };
      return { kind: 'DISTRIBUTION', distribution };
    };
    // Values 2, 4 and then 2, 4, 6, 8: numpy gives 2·var = 2 and 4·var = 20; of 6, 8 alone, 2.
    const series = seriesOf('CUMULATIVE', [
      from(0, 10, total(2, 3, 2, [0, 2])),
      from(0, 20, total(4, 5, 20, [0, 4])),
    ]);
    const [, second] = alignSeries(series, 'ALIGN_DELTA', window(0, 20, 10)).points;
    expect(second?.value).toMatchObject({
      distribution: { count: 2, mean: 7, sumOfSquaredDeviation: 2, bucketCounts: [0, 2] },
    });
  });

  it('lose nothing of a whole cumulative total, however the periods fall', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.nat(1000)), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 17 }), (given, period) => {
        let second = 0;
        let total = 0;
        const points = given.map(([pause, added]) => {
          second += pause;
          total += added;
          return from(0, second, int64(total));
        });
        const aligned = alignSeries(
          seriesOf('CUMULATIVE', points),
          'ALIGN_DELTA',
          window(-period, second, period),
        );
        const numbers = shown(aligned).map(([, number]) => number);
        expect(numbers.reduce((a, b) => a + b, 0)).toBe(total);
        expect(numbers.every(Number.isInteger)).toBe(true);
      }),
    );
  });
});

describe('ALIGN_INTERPOLATE', () => {
  it('draws the line at the boundary and extrapolates nothing', () => {
    const series = seriesOf('GAUGE', [at(5, double(10)), at(15, double(20)), at(28, double(7))]);
    const aligned = alignSeries(series, 'ALIGN_INTERPOLATE', window(0, 40, 10));
    expect(shown(aligned)).toEqual([
      [10, 15],
      [20, 15],
    ]);
  });
});

describe('ALIGN_PERCENT_CHANGE', () => {
  const minutes = (numbers: readonly number[]) =>
    seriesOf(
      'GAUGE',
      numbers.map((number, index) => at(index * 60, double(number))),
    );

  it('compares means of ten minutes, one period apart', () => {
    // 0..9 min at 10, 10..19 min at 15: at minute 19 the mean is 15, ten minutes before it was 10.
    const series = minutes([...Array<number>(10).fill(10), ...Array<number>(10).fill(15)]);
    const end = 19 * 60;
    const aligned = alignSeries(series, 'ALIGN_PERCENT_CHANGE', window(end - 600, end, 600));
    expect(shown(aligned)).toEqual([[end, 50]]);
  });

  it('answers 0 from 0 to 0, infinity from 0, and ignores negative values', () => {
    const end = 19 * 60;
    const from0 = minutes([...Array<number>(10).fill(0), ...Array<number>(10).fill(3)]);
    const all0 = minutes(Array<number>(20).fill(0));
    const negative = minutes([...Array<number>(10).fill(10), ...Array<number>(10).fill(-5)]);
    const last = (series: Series) =>
      shown(alignSeries(series, 'ALIGN_PERCENT_CHANGE', window(end - 600, end, 600)));
    expect(last(from0)).toEqual([[end, Infinity]]);
    expect(last(all0)).toEqual([[end, 0]]);
    expect(last(negative)).toEqual([]);
  });
});

describe('reduction', () => {
  it('keeps resource types apart', () => {
    const one = seriesOf('GAUGE', [at(10, double(1))]);
    const other = { ...one, resource: { type: 'generic_task', labels: {} } };
    expect(reduceSeries([one, other], 'REDUCE_SUM', [])).toHaveLength(2);
  });

  it('refuses cumulative series, which are not aligned', () => {
    const cumulative = seriesOf('CUMULATIVE', [from(0, 10, int64(1))]);
    expect(() => reduceSeries([cumulative], 'REDUCE_SUM', [])).toThrow(/kind CUMULATIVE/);
  });
});
