import { percentileOf } from './distribution.ts';
import {
  countTrue,
  double,
  int64,
  merged,
  type MetricKind,
  numberOf,
  numbersOf,
  type PointValue,
  sumValues,
  type ValueKind,
} from './point.ts';
import { meanOf, standardDeviation } from './statistics.ts';

/** What an aligner takes and gives; `undefined` leaves kind or type as it is. */
export interface AlignerRule {
  kinds: readonly MetricKind[];
  types: readonly ValueKind[];
  toKind?: MetricKind;
  toType?: ValueKind;
}

/** Makes one value of the values of one period. */
export interface PeriodAligner extends AlignerRule {
  compute: (values: readonly PointValue[], type: ValueKind) => PointValue;
}

export const numeric: readonly ValueKind[] = ['INT64', 'DOUBLE'];
export const numericOrDistribution: readonly ValueKind[] = [...numeric, 'DISTRIBUTION'];
export const allTypes: readonly ValueKind[] = [...numericOrDistribution, 'BOOL', 'STRING'];
export const gaugeOrDelta: readonly MetricKind[] = ['GAUGE', 'DELTA'];

const ofTruth = { kinds: ['GAUGE'], types: ['BOOL'] } as const;

function percentile(percent: number): PeriodAligner {
  return {
    kinds: gaugeOrDelta,
    types: ['DISTRIBUTION'],
    toKind: 'GAUGE',
    toType: 'DOUBLE',
    compute: (values) => double(percentileOf(merged(values), percent)),
  };
}

/** By name, with the domains that google/monitoring/v3/common.proto states. */
export const periodAligners: Readonly<Record<string, PeriodAligner>> = {
  ALIGN_SUM: { kinds: gaugeOrDelta, types: numericOrDistribution, compute: sumValues },
  ALIGN_MEAN: {
    kinds: gaugeOrDelta,
    types: numeric,
    toType: 'DOUBLE',
    compute: (values) => double(meanOf(numbersOf(values))),
  },
  ALIGN_MIN: {
    kinds: gaugeOrDelta,
    types: numeric,
    compute: (values, type) => numberOf(type, Math.min(...numbersOf(values))),
  },
  ALIGN_MAX: {
    kinds: gaugeOrDelta,
    types: numeric,
    compute: (values, type) => numberOf(type, Math.max(...numbersOf(values))),
  },
  ALIGN_STDDEV: {
    kinds: gaugeOrDelta,
    types: numeric,
    toType: 'DOUBLE',
    compute: (values) => double(standardDeviation(numbersOf(values))),
  },
  ALIGN_COUNT: {
    kinds: gaugeOrDelta,
    types: [...numeric, 'BOOL'],
    toType: 'INT64',
    compute: (values) => int64(values.length),
  },
  ALIGN_COUNT_TRUE: { ...ofTruth, toType: 'INT64', compute: (values) => int64(countTrue(values)) },
  ALIGN_COUNT_FALSE: {
    ...ofTruth,
    toType: 'INT64',
    compute: (values) => int64(values.length - countTrue(values)),
  },
  ALIGN_FRACTION_TRUE: {
    ...ofTruth,
    toType: 'DOUBLE',
    compute: (values) => double(countTrue(values) / values.length),
  },
  ALIGN_NEXT_OLDER: {
    kinds: ['GAUGE'],
    types: allTypes,
    compute: (values) => values.at(-1) ?? int64(0),
  },
  ALIGN_PERCENTILE_99: percentile(99),
  ALIGN_PERCENTILE_95: percentile(95),
  ALIGN_PERCENTILE_50: percentile(50),
  ALIGN_PERCENTILE_05: percentile(5),
};
