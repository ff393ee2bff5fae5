import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { sample } from '../../src/emulator/services/tensorboard/series-points.ts';

describe('a sample of points', () => {
  it('keeps the first and the last, each once and in order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 2, max: 50 }),
        (size, count) => {
          const points = Array.from({ length: size }, (_, index) => index);
          const kept = sample(points, count);
          expect(kept).toHaveLength(Math.min(size, count));
          expect([kept.at(0), kept.at(-1)]).toEqual([0, size - 1]);
          expect(kept).toEqual([...new Set(kept)].toSorted((a, b) => a - b));
        },
      ),
    );
  });
});
