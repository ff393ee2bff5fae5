import { ApiError } from '../wire/api-error.ts';
import { deviationOf, percentileOf } from './distribution.ts';
import { allTypes, numeric, numericOrDistribution } from './period-aligners.ts';
import {
  countTrue,
  double,
  int64,
  merged,
  numberOf,
  numbersOf,
  type Point,
  type PointValue,
  type Series,
  sumValues,
  type ValueKind,
} from './point.ts';
import { meanOf, percentileOfNumbers, standardDeviation } from './statistics.ts';

interface Reducer {
  types: readonly ValueKind[];
  /** Absent: as the input. */
  toType?: ValueKind;
  combine: (values: readonly PointValue[], type: ValueKind) => PointValue;
}

/** By name, with the domains that google/monitoring/v3/common.proto states. */
const reducers: Readonly<Record<string, Reducer>> = {
  REDUCE_SUM: { types: numericOrDistribution, combine: sumValues },
  REDUCE_MEAN: ofNumbersOrDistributions(meanOf, ({ mean }) => mean),
  REDUCE_STDDEV: ofNumbersOrDistributions(standardDeviation, deviationOf),
  REDUCE_MIN: {
    types: numeric,
    combine: (values, type) => numberOf(type, Math.min(...numbersOf(values))),
  },
  REDUCE_MAX: {
    types: numeric,
    combine: (values, type) => numberOf(type, Math.max(...numbersOf(values))),
  },
  REDUCE_COUNT: { types: allTypes, toType: 'INT64', combine: (values) => int64(values.length) },
  REDUCE_COUNT_TRUE: {
    types: ['BOOL'],
    toType: 'INT64',
    combine: (values) => int64(countTrue(values)),
  },
  REDUCE_COUNT_FALSE: {
    types: ['BOOL'],
    toType: 'INT64',
    combine: (values) => int64(values.length - countTrue(values)),
  },
  REDUCE_FRACTION_TRUE: {
    types: ['BOOL'],
    toType: 'DOUBLE',
    combine: (values) => double(countTrue(values) / values.length),
  },
  REDUCE_PERCENTILE_99: percentile(99),
  REDUCE_PERCENTILE_95: percentile(95),
  REDUCE_PERCENTILE_50: percentile(50),
  REDUCE_PERCENTILE_05: percentile(5),
};

/** Combines aligned series that agree on `groupByFields` and resource type; only those labels remain. */
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
    if (series.metricKind === 'CUMULATIVE' || !how.types.includes(series.valueType)) {
      throw new ApiError(
        'INVALID_ARGUMENT',
        `Field aggregation.crossSeriesReducer had an invalid value of "${reducer}": The reducer cannot be applied to metrics with kind ${series.metricKind} and value type ${series.valueType}.`,
      );
    }
    const shown = withLabels(series, groupByFields);
    const { metric, resource } = shown;
    const key = JSON.stringify([sorted(metric.labels), resource.type, sorted(resource.labels)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { shown, members: [series] });
    else group.members.push(series);
  }
  return [...groups.values()].map(({ shown, members }) => combine(shown, members, how));
}

function combine(shown: Series, members: readonly Series[], how: Reducer): Series {
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
      const values = group.map((point) => point.value);
      return { start, end, value: how.combine(values, shown.valueType) };
    });
  return { ...shown, valueType: how.toType ?? shown.valueType, points };
}

/** Keeps the labels named `metric.labels.X` or `resource.labels.X` (`label` is an old spelling). */
function withLabels(series: Series, fields: readonly string[]): Series {
  const metricLabels: Record<string, string> = {};
  const resourceLabels: Record<string, string> = {};
  for (const field of fields) {
    const match = /^(metric|resource)\.labels?\.(?:"([^"]+)"|(\w+))$/.exec(field);
    const name = match?.[2] ?? match?.[3];
    if (match === null || name === undefined) {
      if (/^(resource\.type|metric\.type|project)$/.test(field)) continue;
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

function sorted(labels: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function ofNumbersOrDistributions(
  ofNumbers: (numbers: readonly number[]) => number,
  ofDistribution: (distribution: ReturnType<typeof merged>) => number,
): Reducer {
  return {
    types: numericOrDistribution,
    toType: 'DOUBLE',
    combine: (values, type) =>
      double(
        type === 'DISTRIBUTION' ? ofDistribution(merged(values)) : ofNumbers(numbersOf(values)),
      ),
  };
}

function percentile(percent: number): Reducer {
  return ofNumbersOrDistributions(
    (numbers) => percentileOfNumbers(numbers, percent),
    (distribution) => percentileOf(distribution, percent),
  );
}
