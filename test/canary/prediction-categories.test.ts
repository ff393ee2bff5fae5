import { describe, expect, it } from '@jest/globals';
import {
  categoriesOf,
  categoryCount,
  describeCategories,
  type PredictionSummary,
} from '../../src/canary/prediction-categories.ts';

const names = Array.from({ length: 13 }, (_, i) => `label-${i}`);
const deciles = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

function summary(change: Partial<PredictionSummary>): PredictionSummary {
  return { predictions: 1_000, numbers: 0, quantiles: [], labels: names, ...change };
}

describe('categoriesOf', () => {
  it.each<[string, Partial<PredictionSummary>, ReturnType<typeof categoriesOf>]>([
    ['few labels', { labels: ['a', 'b'] }, { kind: 'labels', labels: ['a', 'b'] }],
    ['few numbers', { numbers: 1_000, labels: ['0', '1'] }, { kind: 'labels', labels: ['0', '1'] }],
    ['many labels: the most frequent', {}, { kind: 'labels', labels: names.slice(0, 12) }],
    [
      'many numbers: between the outer quantiles',
      { numbers: 900, quantiles: deciles },
      { kind: 'numbers', edges: deciles.slice(1, -1) },
    ],
    [
      'numbers of which many are the same: each edge once',
      { numbers: 1_000, quantiles: [0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5] },
      { kind: 'numbers', edges: [0, 1, 2, 3, 4] },
    ],
    [
      'labels among which there are numbers',
      { numbers: 500, quantiles: deciles },
      { kind: 'labels', labels: names.slice(0, 12) },
    ],
    ['too few predictions', { predictions: 99 }, undefined],
    ['no predictions', { predictions: 0, labels: [] }, undefined],
  ])('has of %s', (_, change, expected) => {
    expect(categoriesOf(summary(change))).toEqual(expected);
  });
});

describe('categories', () => {
  const labels = { kind: 'labels' as const, labels: ['a', 'b'] };
  const numbers = { kind: 'numbers' as const, edges: [1, 2, 3] };

  it('are counted with "other", and told without', () => {
    expect([labels, numbers].map(categoryCount)).toEqual([3, 5]);
    expect([labels, numbers].map(describeCategories)).toEqual(['2 labels', '4 bins of numbers']);
  });
});
