import { describe, expect, it } from '@jest/globals';
import { Random } from '../../bench/judge/random.ts';

const draws = 20_000;

function momentsOf(draw: (random: Random) => number): { mean: number; variance: number } {
  const random = new Random(11);
  const values = Array.from({ length: draws }, () => draw(random));
  const mean = values.reduce((sum, value) => sum + value, 0) / draws;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws;
  return { mean, variance };
}

describe('Random', () => {
  it.each<[string, (random: Random) => number, number, number]>([
    ['poisson 0.6', (random) => random.poisson(0.6), 0.6, 0.6],
    ['poisson 1 200', (random) => random.poisson(1_200), 1_200, 1_200],
    ['binomial 60, 1 %', (random) => random.binomial(60, 0.01), 0.6, 0.594],
    ['binomial 6 000, 40 %', (random) => random.binomial(6_000, 0.4), 2_400, 1_440],
    // A beta distribution of mean p has variance p q ρ.
    ['beta', (random) => random.correlatedRate(0.01, 0.02), 0.01, 0.01 * 0.99 * 0.02],
  ])('draws %s', (_, draw, mean, variance) => {
    const found = momentsOf(draw);
    expect(Math.abs(found.mean - mean)).toBeLessThan(4 * Math.sqrt(variance / draws));
    expect(found.variance / variance).toBeGreaterThan(0.9);
    expect(found.variance / variance).toBeLessThan(1.1);
  });

  it('gives the same for the same seeds and another for others', () => {
    const of = (...seeds: number[]) => {
      const random = new Random(...seeds);
      return [random.uniform(), random.uniform()];
    };
    expect(of(1, 2)).toEqual(of(1, 2));
    expect(of(1, 2)).not.toEqual(of(2, 1));
  });
});
