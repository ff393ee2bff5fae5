import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  binomialUpperTail,
  clopperPearsonHigh,
  clopperPearsonLow,
} from '../../src/evaluation/binomial.ts';
import { normalCdf, normalQuantile } from '../../src/stats/normal.ts';
import { seededStream } from '../../src/evaluation/random-stream.ts';
import { readReference } from './reference.ts';

const reference = readReference();

describe('the normal distribution', () => {
  it.each(reference.normal)('has the area of scipy below $z', ({ z, cdf }) => {
    expect(Math.abs(normalCdf(z) / cdf - 1)).toBeLessThan(1e-8);
  });

  it('has quantiles that its areas lead back from', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) => {
        expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1e-12);
      }),
    );
  });

  it('knows the quantile everybody knows', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959_963_984_540_054, 12);
    expect(normalQuantile(0.5)).toBeCloseTo(0, 12);
  });

  it.each([0, 1, -0.1, Number.NaN])('has no quantile at %d', (p) => {
    expect(() => normalQuantile(p)).toThrow(RangeError);
  });
});

describe('binomial tails', () => {
  it.each(reference.binomialTail)(
    'are those of scipy: $successes of $trials at $probability',
    ({ successes, trials, probability, tail }) => {
      expect(Math.abs(binomialUpperTail(successes, trials, probability) / tail - 1)).toBeLessThan(
        1e-9,
      );
    },
  );

  it.each(reference.mcnemar)(
    'make the exact McNemar test: $lost lost, $won won',
    ({ lost, won, oneSided, twoSided }) => {
      const tail = binomialUpperTail(Math.max(lost, won), lost + won, 0.5);
      expect(binomialUpperTail(lost, lost + won, 0.5)).toBeCloseTo(oneSided, 10);
      expect(Math.min(1, 2 * tail)).toBeCloseTo(twoSided, 10);
    },
  );

  it('are sums of the binomial terms', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 30 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (trials, successes, probability) => {
          let term = (1 - probability) ** trials;
          let sum = 0;
          for (let k = 0; k <= trials; k += 1) {
            if (k >= successes) sum += term;
            term *= ((trials - k) / (k + 1)) * (probability / (1 - probability));
          }
          expect(binomialUpperTail(successes, trials, probability)).toBeCloseTo(sum, 9);
        },
      ),
    );
  });

  it.each(reference.clopperPearson)(
    'bound a share as scipy does: $successes of $trials',
    ({ successes, trials, alpha, low, high }) => {
      expect(clopperPearsonLow(successes, trials, alpha)).toBeCloseTo(low, 9);
      expect(clopperPearsonHigh(successes, trials, alpha)).toBeCloseTo(high, 9);
    },
  );
});

function draw(seed: number): number[] {
  const stream = seededStream(seed);
  return Array.from({ length: 20 }, () => stream.nextIndex(1_000));
}

describe('the seeded stream', () => {
  it('gives the same draws for the same seed and others for another', () => {
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('draws every place about equally often', () => {
    const counts = new Float64Array(50);
    const stream = seededStream(1);
    for (let i = 0; i < 50_000; i += 1) {
      const place = stream.nextIndex(50);
      counts[place] = (counts[place] ?? 0) + 1;
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
    // 49 degrees of freedom: 99.9 % lie below 85.4.
    expect(chiSquare).toBeLessThan(85.4);
    expect(chiSquare).toBeGreaterThan(20);
  });
});
