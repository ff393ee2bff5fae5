import { describe, expect, it } from '@jest/globals';
import { bucketEdges } from '../../src/google/bucket-edges.ts';

// By the comments of google/api/distribution.proto: linear bucket i begins at offset + width · (i − 1),
// exponential bucket i at scale · growth^(i − 1), explicit bucket i at bounds[i − 1].
describe('edges of buckets', () => {
  it.each([
    [{ linearBuckets: { numFiniteBuckets: 3, offset: 10, width: 5 } }, [10, 15, 20, 25]],
    [{ exponentialBuckets: { numFiniteBuckets: 2, scale: 0.1, growthFactor: 10 } }, [0.1, 1, 10]],
    [{ explicitBuckets: { bounds: [0, 5, 50] } }, [0, 5, 50]],
    [{}, []],
  ])('of %j', (options, expected) => {
    bucketEdges(options).forEach((edge, i) => expect(edge).toBeCloseTo(expected[i] ?? NaN, 12));
    expect(bucketEdges(options)).toHaveLength(expected.length);
  });
});
