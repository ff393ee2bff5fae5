import { ApiError } from '../wire/api-error.ts';
import { bucketBounds, type BucketOptions } from './buckets.ts';

/** Finite buckets `[scale·growth^(i-1), scale·growth^i)`, one below and one above, in milliseconds. */
export const latencyBuckets = { numFiniteBuckets: 60, growthFactor: 1.4, scale: 0.1 } as const;

/** Counts of values by bucket, with their moments. */
export interface Distribution {
  count: number;
  mean: number;
  sumOfSquaredDeviation: number;
  /** As many as needed; missing ones are zero. */
  bucketCounts: readonly number[];
  /** Absent: `latencyBuckets`. */
  bucketOptions?: BucketOptions;
}

export const emptyDistribution: Distribution = {
  count: 0,
  mean: 0,
  sumOfSquaredDeviation: 0,
  bucketCounts: [],
};

export function bucketIndex(value: number): number {
  const { scale, growthFactor, numFiniteBuckets } = latencyBuckets;
  if (!(value >= scale)) return 0;
  const index = Math.floor(Math.log(value / scale) / Math.log(growthFactor)) + 1;
  return Math.min(index, numFiniteBuckets + 1);
}

/** A distribution that grows by single values. */
export class DistributionBuilder implements Distribution {
  count = 0;
  mean = 0;
  sumOfSquaredDeviation = 0;
  readonly bucketCounts: number[] = [];

  add(value: number): void {
    this.count += 1;
    const before = value - this.mean;
    this.mean += before / this.count;
    this.sumOfSquaredDeviation += before * (value - this.mean);
    const index = bucketIndex(value);
    while (this.bucketCounts.length <= index) this.bucketCounts.push(0);
    this.bucketCounts[index] = (this.bucketCounts[index] ?? 0) + 1;
  }
}

/** @throws ApiError INVALID_ARGUMENT when the buckets differ: their counts cannot be added. */
export function mergeDistributions(a: Distribution, b: Distribution): Distribution {
  const count = a.count + b.count;
  if (count === 0) return emptyDistribution;
  const apart = b.mean - a.mean;
  return {
    count,
    mean: a.mean + (apart * b.count) / count,
    sumOfSquaredDeviation:
      a.sumOfSquaredDeviation +
      b.sumOfSquaredDeviation +
      (apart * apart * a.count * b.count) / count,
    bucketCounts: combineCounts(a.bucketCounts, b.bucketCounts, (x, y) => x + y),
    ...commonOptions(a, b),
  };
}

/** What was added to `before` to make `after`: the inverse of merging. */
export function subtractDistributions(after: Distribution, before: Distribution): Distribution {
  const count = after.count - before.count;
  if (count <= 0) return emptyDistribution;
  const mean = (after.mean * after.count - before.mean * before.count) / count;
  const apart = mean - before.mean;
  const between = (apart * apart * before.count * count) / after.count;
  return {
    count,
    mean,
    sumOfSquaredDeviation: Math.max(
      0,
      after.sumOfSquaredDeviation - before.sumOfSquaredDeviation - between,
    ),
    bucketCounts: combineCounts(after.bucketCounts, before.bucketCounts, (x, y) =>
      Math.max(0, x - y),
    ),
    ...commonOptions(after, before),
  };
}

/** The value below which `percent` of the values lie, interpolated inside its bucket. */
export function percentileOf(distribution: Distribution, percent: number): number {
  const options = bucketOptionsOf(distribution);
  const wanted = (distribution.count * percent) / 100;
  let below = 0;
  for (const [index, count] of distribution.bucketCounts.entries()) {
    if (count > 0 && below + count >= wanted) {
      const [low, high] = bucketBounds(options, index);
      return low + (high - low) * Math.max(0, (wanted - below) / count);
    }
    below += count;
  }
  return 0;
}

/** Of all values, not of a sample of them. */
export function deviationOf({ count, sumOfSquaredDeviation }: Distribution): number {
  return count === 0 ? 0 : Math.sqrt(sumOfSquaredDeviation / count);
}

export function bucketOptionsOf({ bucketOptions }: Distribution): BucketOptions {
  return bucketOptions ?? { exponentialBuckets: latencyBuckets };
}

function combineCounts(
  a: readonly number[],
  b: readonly number[],
  combine: (x: number, y: number) => number,
): number[] {
  const length = Math.max(a.length, b.length);
  return Array.from({ length }, (_unused, index) => combine(a[index] ?? 0, b[index] ?? 0));
}

function commonOptions(a: Distribution, b: Distribution): { bucketOptions?: BucketOptions } {
  const { bucketOptions } = a.count === 0 ? b : a;
  if (a.count > 0 && b.count > 0 && !haveSameBuckets(a, b)) {
    throw new ApiError('INVALID_ARGUMENT', 'Distributions with different buckets cannot be added.');
  }
  return bucketOptions === undefined ? {} : { bucketOptions };
}

function haveSameBuckets(a: Distribution, b: Distribution): boolean {
  const [x, y] = [a.bucketOptions, b.bucketOptions];
  return x === y || JSON.stringify(bucketOptionsOf(a)) === JSON.stringify(bucketOptionsOf(b));
}
