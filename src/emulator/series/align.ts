import { ApiError } from '../wire/api-error.ts';
import { type Distribution, percentileOf } from './distribution.ts';
import {
  double,
  int64,
  numbersOf,
  type MetricKind,
  type Point,
  type PointValue,
  type Series,
  sumValues,
  type ValueKind,
} from './point.ts';

interface Aligner {
  takes: readonly ValueKind[];
  kind: (input: MetricKind) => MetricKind;
  valueType: (input: ValueKind) => ValueKind;
  value: (values: readonly PointValue[], type: ValueKind, periodMs: number) => PointValue;
}

const numeric: readonly ValueKind[] = ['INT64', 'DOUBLE'];
const allKinds: readonly ValueKind[] = ['INT64', 'DOUBLE', 'DISTRIBUTION'];

const same = <T>(input: T): T => input;
const always =
  <T>(output: T) =>
  (): T =>
    output;

function numberAligner(
  valueType: Aligner['valueType'],
  compute: (numbers: readonly number[]) => number,
): Aligner {
  return {
    takes: numeric,
    kind: same,
    valueType,
    value: (values, type) => ({
      kind: valueType(type) === 'INT64' ? 'INT64' : 'DOUBLE',
      number: compute(numbersOf(values)),
    }),
  };
}

function percentileAligner(percent: number): Aligner {
  return {
    takes: ['DISTRIBUTION'],
    kind: always('GAUGE'),
    valueType: always('DOUBLE'),
    value: (values) => double(percentileOf(merged(values), percent)),
  };
}

const aligners: Readonly<Record<string, Aligner>> = {
  ALIGN_SUM: { takes: allKinds, kind: same, valueType: same, value: sumValues },
  ALIGN_DELTA: { takes: allKinds, kind: always('DELTA'), valueType: same, value: sumValues },
  ALIGN_RATE: {
    takes: numeric,
    kind: always('GAUGE'),
    valueType: always('DOUBLE'),
    value: (values, _type, periodMs) => double(total(numbersOf(values)) / (periodMs / 1000)),
  },
  ALIGN_MEAN: numberAligner(always('DOUBLE'), (numbers) => total(numbers) / numbers.length),
  ALIGN_MIN: numberAligner(same, (numbers) => Math.min(...numbers)),
  ALIGN_MAX: numberAligner(same, (numbers) => Math.max(...numbers)),
  ALIGN_COUNT: {
    takes: numeric,
    kind: same,
    valueType: always('INT64'),
    value: (values) => int64(values.length),
  },
  ALIGN_NEXT_OLDER: {
    takes: allKinds,
    kind: always('GAUGE'),
    valueType: same,
    value: (values) => values.at(-1) ?? int64(0),
  },
  ALIGN_PERCENTILE_99: percentileAligner(99),
  ALIGN_PERCENTILE_95: percentileAligner(95),
  ALIGN_PERCENTILE_50: percentileAligner(50),
  ALIGN_PERCENTILE_05: percentileAligner(5),
};

/** @throws ApiError for an aligner that is not emulated or does not fit the metric. */
export function alignSeries(
  series: Series,
  aligner: string,
  periodMs: number,
  end: number,
): Series {
  const how = Object.hasOwn(aligners, aligner) ? aligners[aligner] : undefined;
  if (how === undefined) {
    throw new ApiError('UNIMPLEMENTED', `The embedded Vertex does not emulate ${aligner}.`);
  }
  const isDeltaOnly = aligner === 'ALIGN_DELTA' || aligner === 'ALIGN_RATE';
  const isGaugeOnly = aligner === 'ALIGN_NEXT_OLDER';
  const fitsKind = series.metricKind === 'DELTA' ? !isGaugeOnly : !isDeltaOnly;
  if (!how.takes.includes(series.valueType) || !fitsKind) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      `Field aggregation.perSeriesAligner had an invalid value of "${aligner}": The aligner cannot be applied to metrics with kind ${series.metricKind} and value type ${series.valueType}.`,
    );
  }
  const metricKind = how.kind(series.metricKind);
  const valueType = how.valueType(series.valueType);
  const points = groupByPeriod(series.points, periodMs, end).map(({ periodEnd, values }): Point => {
    const start = metricKind === 'GAUGE' ? periodEnd : periodEnd - periodMs;
    return { start, end: periodEnd, value: how.value(values, series.valueType, periodMs) };
  });
  return { ...series, metricKind, valueType, points };
}

/**
 * Periods end at `end`, `end - period`, … and hold the points that end in `(periodEnd - period, periodEnd]`.
 * A period without points is absent.
 */
export function groupByPeriod(
  points: readonly Point[],
  periodMs: number,
  end: number,
): { periodEnd: number; values: PointValue[] }[] {
  const groups = new Map<number, PointValue[]>();
  for (const point of points) {
    const periodEnd = end - Math.floor((end - point.end) / periodMs) * periodMs;
    const values = groups.get(periodEnd);
    if (values === undefined) groups.set(periodEnd, [point.value]);
    else values.push(point.value);
  }
  return [...groups]
    .toSorted(([a], [b]) => a - b)
    .map(([periodEnd, values]) => ({ periodEnd, values }));
}

function merged(values: readonly PointValue[]): Distribution {
  const sum = sumValues(values, 'DISTRIBUTION');
  if (sum.kind !== 'DISTRIBUTION') throw new Error('expected a distribution');
  return sum.distribution;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
