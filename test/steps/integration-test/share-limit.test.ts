import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  describeShare,
  fewestFor,
  judgeShare,
  shareInterval,
} from '../../../src/steps/integration-test/share-limit.ts';

describe('a share', () => {
  // R: binom.test(1, 100)$conf.int and binom.test(0, 100)$conf.int.
  it.each([
    [1, 0.000_253_2, 0.054_459_4],
    [0, 0, 0.036_216_7],
  ])('of %i in 100 has the exact interval', (count, low, high) => {
    const interval = shareInterval({ count, of: 100 });
    expect(interval.low).toBeCloseTo(low, 6);
    expect(interval.high).toBeCloseTo(high, 6);
  });

  // The bounds are those above: 1 of 100 is between 0.03 % and 5.4 %.
  it.each<[number, number, number, string]>([
    [1, 100, 0.0002, 'fail'],
    [1, 100, 0.01, 'inconclusive'],
    [1, 100, 0.055, 'pass'],
    [0, 100, 0.036, 'inconclusive'],
    [0, 100, 0.0363, 'pass'],
    [0, 1, 0, 'pass'],
    [1, 1_000, 0, 'fail'],
    [5, 5, 1, 'pass'],
    [0, 0, 0, 'inconclusive'],
    [0, 0, 1, 'inconclusive'],
  ])('of %i in %i with a limit of %d: %s', (count, of, limit, verdict) => {
    expect(judgeShare({ count, of }, limit)).toBe(verdict);
  });

  it('that is judged, never gets better as more of it is counted', () => {
    const order = ['pass', 'inconclusive', 'fail'];
    const counts = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.nat(400), fc.nat(400));
    fc.assert(
      fc.property(counts, fc.double({ min: 0, max: 1, noNaN: true }), ([of, a, b], limit) => {
        const [less, more] = [Math.min(a, b, of), Math.min(Math.max(a, b), of)];
        const judged = (count: number) => order.indexOf(judgeShare({ count, of }, limit));
        expect(judged(less)).toBeLessThanOrEqual(judged(more));
      }),
    );
  });

  it('takes so many requests to be judged at all', () => {
    // The rule of three with 2.5 % on one side: ln(0.025) / ln(0.99) is 367.04.
    expect(fewestFor(0.01)).toBe(368);
    for (const limit of [0.5, 0.1, 0.01, 0.001]) {
      expect(judgeShare({ count: 0, of: fewestFor(limit) }, limit)).toBe('pass');
      expect(judgeShare({ count: 0, of: fewestFor(limit) - 1 }, limit)).toBe('inconclusive');
    }
  });

  it('is told with its limit and interval, and how many it takes where it takes more', () => {
    expect(describeShare({ count: 1, of: 100 }, 0.01)).toBe(
      '1 % of at most 1 % (95 % confidence: 0.025 % to 5.45 %); it takes 368 requests at least to tell',
    );
    expect(describeShare({ count: 1, of: 100 }, undefined)).toBe(
      '1 % (95 % confidence: 0.025 % to 5.45 %)',
    );
  });
});
