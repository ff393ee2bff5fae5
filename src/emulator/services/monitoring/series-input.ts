import { type BucketOptions, finiteBuckets } from '../../series/buckets.ts';
import type { Distribution } from '../../series/distribution.ts';
import {
  double,
  int64,
  type MetricKind,
  type PointValue,
  type ValueKind,
} from '../../series/point.ts';
import { invalidValue } from './monitoring-fields.ts';

/** `google.monitoring.v3.TimeSeries` as a request carries it. */
export interface TimeSeriesInput {
  metric?: { type?: string; labels?: Record<string, string> };
  resource?: { type?: string; labels?: Record<string, string> };
  metricKind?: MetricKind | 'METRIC_KIND_UNSPECIFIED';
  valueType?: ValueKind | 'VALUE_TYPE_UNSPECIFIED';
  unit?: string;
  description?: string;
  points?: PointInput[];
}

export interface PointInput {
  interval?: { startTime?: string; endTime?: string };
  value?: TypedValueInput;
}

interface TypedValueInput {
  boolValue?: boolean;
  int64Value?: string;
  doubleValue?: number | string;
  stringValue?: string;
  distributionValue?: DistributionInput;
}

interface DistributionInput {
  count?: string;
  mean?: number;
  sumOfSquaredDeviation?: number;
  bucketOptions?: BucketOptions;
  bucketCounts?: string[];
}

/** @throws ApiError INVALID_ARGUMENT for a value that a user-defined metric cannot have. */
export function readValue(value: TypedValueInput | undefined, field: string): PointValue {
  const { boolValue, int64Value, doubleValue, distributionValue } = value ?? {};
  if (boolValue !== undefined) return { kind: 'BOOL', isTrue: boolValue };
  if (int64Value !== undefined) return int64(Number(int64Value));
  if (doubleValue !== undefined) {
    if (typeof doubleValue === 'number') return double(doubleValue);
    throw invalidValue(`${field}.double_value`, doubleValue, 'The value must be finite.');
  }
  if (distributionValue !== undefined) {
    const distribution = readDistribution(distributionValue, `${field}.distribution_value`);
    return { kind: 'DISTRIBUTION', distribution };
  }
  throw invalidValue(field, '', 'The value must be a BOOL, INT64, DOUBLE or DISTRIBUTION.');
}

/** The rules of google/api/distribution.proto. */
function readDistribution(input: DistributionInput, field: string): Distribution {
  const { mean = 0, sumOfSquaredDeviation = 0, bucketOptions } = input;
  const count = Number(input.count ?? '0');
  const bucketCounts = (input.bucketCounts ?? []).map(Number);
  if (count < 0 || sumOfSquaredDeviation < 0 || bucketCounts.some((each) => each < 0)) {
    throw invalidValue(field, count, 'Counts and deviations must not be negative.');
  }
  if (count === 0 && (mean !== 0 || sumOfSquaredDeviation !== 0)) {
    throw invalidValue(field, count, 'Without values, mean and deviation must be zero.');
  }
  if (bucketOptions === undefined) {
    throw invalidValue(`${field}.bucket_options`, '', 'The buckets must be given.');
  }
  checkBuckets(bucketOptions, `${field}.bucket_options`);
  if (bucketCounts.reduce((sum, each) => sum + each, 0) !== count) {
    throw invalidValue(
      `${field}.bucket_counts`,
      bucketCounts.join(' '),
      `The bucket counts must sum to the count, ${count}.`,
    );
  }
  const buckets = finiteBuckets(bucketOptions) + 2;
  if (bucketCounts.length > buckets) {
    throw invalidValue(
      `${field}.bucket_counts`,
      bucketCounts.length,
      `There are only ${buckets} buckets.`,
    );
  }
  return { count, mean, sumOfSquaredDeviation, bucketCounts, bucketOptions };
}

function checkBuckets(options: BucketOptions, field: string): void {
  const { linearBuckets, exponentialBuckets, explicitBuckets } = options;
  const finite = linearBuckets ?? exponentialBuckets;
  const isGood =
    (finite === undefined || finite.numFiniteBuckets > 0) &&
    (linearBuckets === undefined || linearBuckets.width > 0) &&
    (exponentialBuckets === undefined ||
      (exponentialBuckets.growthFactor > 1 && exponentialBuckets.scale > 0)) &&
    (explicitBuckets === undefined || isIncreasing(explicitBuckets.bounds));
  const given = [linearBuckets, exponentialBuckets, explicitBuckets].filter(Boolean);
  if (isGood && given.length === 1) return;
  throw invalidValue(
    field,
    JSON.stringify(options),
    'One kind of buckets must be given: a positive number of them, a positive width or scale, a growth factor above 1, or increasing bounds.',
  );
}

function isIncreasing(bounds: readonly number[] = []): boolean {
  return (
    bounds.length > 0 &&
    bounds.every((bound, index) => index === 0 || bound > (bounds[index - 1] ?? bound))
  );
}
