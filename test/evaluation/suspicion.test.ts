import { describe, expect, it } from '@jest/globals';
import { suspicionsOf } from '../../src/evaluation/suspicion.ts';
import { setOf } from './reference.ts';

describe('suspicions', () => {
  const labels = Array.from({ length: 200 }, (_, place) => place % 2);

  it.each([
    ['a model that is too good', labels.map((label) => label * 0.8 + 0.1), 'auRoc 1 is too good'],
    [
      'one that says the same of all',
      labels.map(() => 0.3),
      'is not shown to be better than the 0.5',
    ],
    [
      'one that is worse than chance',
      labels.map((label, place) => ((place * 37) % 100) / 200 + (1 - label) * 0.4),
      'is not shown',
    ],
  ])('name %s', (_, scores, words) => {
    expect(suspicionsOf(setOf('binary', labels, scores)).join()).toContain(words);
  });

  it('name a regression that is no better than the mean, or too good', () => {
    const values = Array.from({ length: 100 }, (_, place) => (place * 37) % 100);
    expect(suspicionsOf(setOf('regression', values, values)).join()).toContain('too good');
    const noise = values.map((_, place) => (place * 61) % 100);
    expect(suspicionsOf(setOf('regression', values, noise)).join()).toContain('is not shown');
  });

  it('are none of an ordinary model', () => {
    const scores = labels.map((label, place) => (place < 20 === (label === 1) ? 0.2 : 0.8));
    expect(suspicionsOf(setOf('binary', labels, scores))).toEqual([]);
  });
});
