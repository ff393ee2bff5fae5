/** `google.api.Distribution.BucketOptions` in JSON form; at most one member is set. */
export interface BucketOptions {
  linearBuckets?: { numFiniteBuckets: number; width: number; offset: number };
  exponentialBuckets?: { numFiniteBuckets: number; growthFactor: number; scale: number };
  explicitBuckets?: { bounds: readonly number[] };
}

/**
 * Bounds `[low, high)` of a bucket by its index, 0 being the underflow. An open end is closed at the
 * nearest bound, or at 0 where all bounds are positive.
 */
export function bucketBounds(options: BucketOptions, index: number): [low: number, high: number] {
  const last = finiteBuckets(options);
  const first = boundAt(options, 0);
  if (index === 0) return [Math.min(0, first), first];
  const low = boundAt(options, Math.min(index - 1, last));
  return [low, index > last ? low : boundAt(options, index)];
}

/** How many buckets there are between underflow and overflow. */
export function finiteBuckets(options: BucketOptions): number {
  const { linearBuckets, exponentialBuckets, explicitBuckets } = options;
  if (explicitBuckets !== undefined) return Math.max(0, explicitBuckets.bounds.length - 1);
  return (exponentialBuckets ?? linearBuckets)?.numFiniteBuckets ?? 0;
}

/** The lower bound of the finite bucket with this index from 0. */
function boundAt(options: BucketOptions, index: number): number {
  const { linearBuckets, exponentialBuckets, explicitBuckets } = options;
  if (explicitBuckets !== undefined) return explicitBuckets.bounds[index] ?? 0;
  if (linearBuckets !== undefined) return linearBuckets.offset + linearBuckets.width * index;
  if (exponentialBuckets === undefined) return 0;
  return exponentialBuckets.scale * exponentialBuckets.growthFactor ** index;
}
