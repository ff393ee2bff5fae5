import { ApiError } from '../wire/api-error.ts';
import { percentileOf } from './distribution.ts';
import {
  double,
  int64,
  numbersOf,
  type Point,
  type PointValue,
  type Series,
  sumValues,
  type ValueKind,
} from './point.ts';

type Combine = (values: readonly PointValue[], type: ValueKind) => PointValue;

const reducers: Readonly<Record<string, { takesDistributions: boolean; combine: Combine }>> = {
  REDUCE_SUM: { takesDistributions: true, combine: sumValues },
  REDUCE_MEAN: { takesDistributions: true, combine: meanOf },
  REDUCE_MIN: {
    takesDistributions: false,
    combine: (values, type) => likeInput(type, Math.min(...numbersOf(values))),
  },
  REDUCE_MAX: {
    takesDistributions: false,
    combine: (values, type) => likeInput(type, Math.max(...numbersOf(values))),
  },
  REDUCE_COUNT: { takesDistributions: true, combine: (values) => int64(values.length) },
  REDUCE_PERCENTILE_99: percentileReducer(99),
  REDUCE_PERCENTILE_95: percentileReducer(95),
  REDUCE_PERCENTILE_50: percentileReducer(50),
  REDUCE_PERCENTILE_05: percentileReducer(5),
};

/** Combines aligned series that agree on `groupByFields`; only those labels remain. */
export function reduceSeries(
  all: readonly Series[],
  reducer: string,
  groupByFields: readonly string[],
): Series[] {
  const how = Object.hasOwn(reducers, reducer) ? reducers[reducer] : undefined;
  if (how === undefined) {
    throw new ApiError('UNIMPLEMENTED', `The embedded Vertex does not emulate ${reducer}.`);
  }
  const groups = new Map<string, { shown: Series; members: Series[] }>();
  for (const series of all) {
    if (series.valueType === 'DISTRIBUTION' && !how.takesDistributions) {
      throw new ApiError(
        'INVALID_ARGUMENT',
        `Field aggregation.crossSeriesReducer had an invalid value of "${reducer}": The reducer cannot be applied to distributions.`,
      );
    }
    const shown = withLabels(series, groupByFields);
    const key = JSON.stringify([shown.metric.labels, shown.resource.labels]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { shown, members: [series] });
    else group.members.push(series);
  }
  return [...groups.values()].map(({ shown, members }) => combine(shown, members, how.combine));
}

function combine(shown: Series, members: readonly Series[], how: Combine): Series {
  const periods = new Map<number, Point[]>();
  for (const point of members.flatMap((series) => series.points)) {
    const period = periods.get(point.end);
    if (period === undefined) periods.set(point.end, [point]);
    else period.push(point);
  }
  const points = [...periods]
    .toSorted(([a], [b]) => a - b)
    .map(([end, group]): Point => {
      const start = group[0]?.start ?? end;
      const value = how(
        group.map((point) => point.value),
        shown.valueType,
      );
      return { start, end, value };
    });
  return { ...shown, valueType: points[0]?.value.kind ?? shown.valueType, points };
}

/** Keeps the labels named `metric.labels.X` or `resource.labels.X` (`label` is an old spelling). */
function withLabels(series: Series, fields: readonly string[]): Series {
  const metricLabels: Record<string, string> = {};
  const resourceLabels: Record<string, string> = {};
  for (const field of fields) {
    const match = /^(metric|resource)\.labels?\.(?:"([^"]+)"|(\w+))$/.exec(field);
    const name = match?.[2] ?? match?.[3];
    if (match === null || name === undefined) {
      if (/^(resource\.type|project)$/.test(field)) continue;
      throw new ApiError(
        'INVALID_ARGUMENT',
        `Field aggregation.groupByFields had an invalid value of "${field}".`,
      );
    }
    const isMetric = match[1] === 'metric';
    const value = (isMetric ? series.metric : series.resource).labels[name];
    if (value !== undefined) (isMetric ? metricLabels : resourceLabels)[name] = value;
  }
  return {
    ...series,
    metric: { ...series.metric, labels: metricLabels },
    resource: { ...series.resource, labels: resourceLabels },
  };
}

function percentileReducer(percent: number): { takesDistributions: boolean; combine: Combine } {
  return {
    takesDistributions: true,
    combine: (values, type) => {
      if (type === 'DISTRIBUTION') {
        const sum = sumValues(values, type);
        return double(sum.kind === 'DISTRIBUTION' ? percentileOf(sum.distribution, percent) : 0);
      }
      return double(percentileOfNumbers(numbersOf(values), percent));
    },
  };
}

/** Linear between the two nearest ranks. */
function percentileOfNumbers(numbers: readonly number[], percent: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const rank = ((sorted.length - 1) * percent) / 100;
  const low = sorted[Math.floor(rank)] ?? 0;
  const high = sorted[Math.ceil(rank)] ?? low;
  return low + (high - low) * (rank - Math.floor(rank));
}

function meanOf(values: readonly PointValue[], type: ValueKind): PointValue {
  if (type === 'DISTRIBUTION') {
    const sum = sumValues(values, type);
    return double(sum.kind === 'DISTRIBUTION' ? sum.distribution.mean : 0);
  }
  const numbers = numbersOf(values);
  return double(numbers.reduce((sum, number) => sum + number, 0) / numbers.length);
}

function likeInput(type: ValueKind, number: number): PointValue {
  return type === 'INT64' ? int64(number) : double(number);
}
