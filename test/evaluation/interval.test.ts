import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { aucDifferenceVariance, aucVariance, placementsOf } from '../../src/evaluation/delong.ts';
import { intervalOf, wilsonInterval } from '../../src/evaluation/interval.ts';
import { metricsOf } from '../../src/evaluation/metric.ts';
import { measure } from '../../src/evaluation/metrics.ts';
import { readReference, setOf } from './reference.ts';

const reference = readReference();
const options = { confidence: 0.95, threshold: 0.5 };

describe('DeLong', () => {
  it.each(reference.delong)('has the variances of pairwise placement values', (example) => {
    const labels = Float64Array.from(example.labels);
    const a = placementsOf(labels, Float64Array.from(example.a));
    const b = placementsOf(labels, Float64Array.from(example.b));
    if (a === undefined || b === undefined) throw new Error('there are two of each class');
    expect(a.auc).toBeCloseTo(example.aucs[0], 12);
    expect(b.auc).toBeCloseTo(example.aucs[1], 12);
    expect(aucVariance(a)).toBeCloseTo(example.varianceOfA, 12);
    expect(aucDifferenceVariance(a, b)).toBeCloseTo(example.varianceOfDifference, 12);
  });

  it('needs two examples of each class', () => {
    expect(placementsOf(Float64Array.of(0, 1, 1), Float64Array.of(0.1, 0.2, 0.3))).toBeUndefined();
  });

  it('has as auc what the ranking metric says', () => {
    const rows = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 9 })),
      { minLength: 8, maxLength: 50 },
    );
    fc.assert(
      fc.property(rows, (pairs) => {
        const set = setOf(
          'binary',
          pairs.map(([label]) => label),
          pairs.map(([, score]) => score / 9),
        );
        const placements = placementsOf(set.labels, set.scores);
        fc.pre(placements !== undefined);
        expect(placements?.auc).toBeCloseTo(measure('auRoc', set).value ?? -1, 12);
      }),
    );
  });
});

describe('Wilson', () => {
  it.each(reference.wilson)(
    'has the interval of statsmodels: $successes of $trials at $confidence',
    ({ successes, trials, confidence, interval }) => {
      const { low, high } = wilsonInterval(successes, trials, confidence);
      expect(low).toBeCloseTo(interval[0], 12);
      expect(high).toBeCloseTo(interval[1], 12);
    },
  );
});

describe('intervals', () => {
  const example = reference.binary.find(({ name }) => name === 'distinct scores');
  const set = setOf('binary', example?.labels ?? [], example?.scores ?? []);

  it.each(metricsOf('binary'))('of %s hold its value', (metric) => {
    const interval = intervalOf(metric, set, options);
    const value = measure(metric, set).value ?? Number.NaN;
    expect(interval?.low).toBeLessThan(value);
    expect(interval?.high).toBeGreaterThan(value);
    expect(interval).toMatchObject({ confidence: 0.95, sides: 'both' });
  });

  it('of a regression are resampled', () => {
    const regression = setOf(
      'regression',
      reference.regression[0]?.labels ?? [],
      reference.regression[0]?.scores ?? [],
    );
    for (const metric of ['rootMeanSquaredError', 'meanAbsoluteError', 'rSquared'] as const) {
      const interval = intervalOf(metric, regression, options);
      const value = measure(metric, regression).value ?? Number.NaN;
      expect(interval).toMatchObject({ method: 'bootstrap', replicates: 1_000 });
      expect(interval?.low).toBeLessThan(value);
      expect(interval?.high).toBeGreaterThan(value);
    }
  });

  it('of a bootstrap are the same on every run', () => {
    expect(intervalOf('f1Score', set, options)).toEqual(intervalOf('f1Score', set, options));
  });

  it('of a mean agree with the central limit theorem', () => {
    const interval = intervalOf('brier', set, options);
    const losses = set.labels.map((label, place) => (label - (set.scores[place] ?? 0)) ** 2);
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    const variance =
      losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / (losses.length - 1);
    const reach = 1.96 * Math.sqrt(variance / losses.length);
    expect(Math.abs((interval?.low ?? 0) - (mean - reach))).toBeLessThan(0.2 * reach);
    expect(Math.abs((interval?.high ?? 0) - (mean + reach))).toBeLessThan(0.2 * reach);
  });

  it('of weighted examples are resampled', () => {
    const weighted = { ...set, weights: set.labels.map((_, place) => 1 + (place % 2)) };
    expect(intervalOf('accuracy', weighted, options)?.method).toBe('bootstrap');
    expect(intervalOf('auRoc', weighted, options)?.method).toBe('bootstrap');
  });

  it('do not exist where nothing can be told', () => {
    expect(intervalOf('precision', setOf('binary', [0, 1], [0, 0]), options)).toBeUndefined();
    expect(intervalOf('auRoc', setOf('binary', [0, 1], [0, 1]), options)).toBeUndefined();
  });
});
