/** Finite buckets `[scale·growth^(i-1), scale·growth^i)`, one below and one above, in milliseconds. */
export const latencyBuckets = { numFiniteBuckets: 60, growthFactor: 1.4, scale: 0.1 } as const;

/** Counts of values by bucket, with their moments. */
export interface Distribution {
  count: number;
  mean: number;
  sumOfSquaredDeviation: number;
  /** As many as needed; missing ones are zero. */
  bucketCounts: readonly number[];
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

export function mergeDistributions(a: Distribution, b: Distribution): Distribution {
  const count = a.count + b.count;
  if (count === 0) return emptyDistribution;
  const apart = b.mean - a.mean;
  const length = Math.max(a.bucketCounts.length, b.bucketCounts.length);
  return {
    count,
    mean: a.mean + (apart * b.count) / count,
    sumOfSquaredDeviation:
      a.sumOfSquaredDeviation +
      b.sumOfSquaredDeviation +
      (apart * apart * a.count * b.count) / count,
    bucketCounts: Array.from(
      { length },
      (_unused, index) => (a.bucketCounts[index] ?? 0) + (b.bucketCounts[index] ?? 0),
    ),
  };
}

/** The value below which `percent` of the values lie, interpolated inside its bucket. */
export function percentileOf(distribution: Distribution, percent: number): number {
  const wanted = (distribution.count * percent) / 100;
  let below = 0;
  for (const [index, count] of distribution.bucketCounts.entries()) {
    if (count > 0 && below + count >= wanted) {
      const [low, high] = bucketBounds(index);
      return low + (high - low) * Math.max(0, (wanted - below) / count);
    }
    below += count;
  }
  return 0;
}

function bucketBounds(index: number): [low: number, high: number] {
  const { scale, growthFactor, numFiniteBuckets } = latencyBuckets;
  const low = index === 0 ? 0 : scale * growthFactor ** (index - 1);
  const high = index > numFiniteBuckets ? low : scale * growthFactor ** index;
  return [low, high];
}
