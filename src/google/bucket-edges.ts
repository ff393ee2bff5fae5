import type { protos } from '@google-cloud/monitoring';

type BucketOptions = protos.google.api.Distribution.IBucketOptions;

/**
 * Finite edges of a distribution's buckets, ascending: with n finite buckets there are n + 1 edges,
 * and n + 2 buckets in all, the first below and the last above. Explicit bounds are the edges.
 * Source: google/api/distribution.proto, BucketOptions.
 */
export function bucketEdges(options: BucketOptions): number[] {
  const { linearBuckets: linear, exponentialBuckets: exponential, explicitBuckets } = options;
  if (linear != null) {
    const { numFiniteBuckets: count, offset, width } = linear;
    return edges(count, (i) => (offset ?? 0) + (width ?? 0) * i);
  }
  if (exponential != null) {
    const { numFiniteBuckets: count, scale, growthFactor } = exponential;
    return edges(count, (i) => (scale ?? 0) * (growthFactor ?? 1) ** i);
  }
  return [...(explicitBuckets?.bounds ?? [])];
}

function edges(finiteBuckets: number | null | undefined, edge: (i: number) => number): number[] {
  return Array.from({ length: (finiteBuckets ?? 0) + 1 }, (_, i) => edge(i));
}
