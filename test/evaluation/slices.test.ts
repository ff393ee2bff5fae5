import { describe, expect, it } from '@jest/globals';
import type { EvaluationSet } from '../../src/evaluation/evaluation-set.ts';
import { gateSchema } from '../../src/evaluation/gate.ts';
import { judgeGates } from '../../src/evaluation/gate-verdict.ts';
import { joinEvidence } from '../../src/evaluation/pairing.ts';
import { slicesOf } from '../../src/evaluation/slices.ts';
import {
  forecastSet,
  multiclassSet,
  multilabelSet,
  rankingSet,
  readReference,
  setOf,
} from './reference.ts';

const reference = readReference();

describe('slices of every kind', () => {
  const sizes = (set: EvaluationSet) => slicesOf(set, 'x')?.slices.map(({ why }) => why);
  const named = (n: number) => ({ slices: { x: Array.from({ length: n }, () => 'a') } });

  it('want ten of the second class', () => {
    const scores = Array.from({ length: 100 }, () => [0.5, 0.3, 0.2]);
    const few = multiclassSet(
      scores.map((_, i) => (i < 9 ? 1 : 0)),
      scores,
      named(100),
    );
    const enough = multiclassSet(
      scores.map((_, i) => (i < 10 ? 1 : 0)),
      scores,
      named(100),
    );
    expect(sizes(few)).toEqual(['too small: 9 of its second largest class, of at least 10']);
    expect(sizes(enough)).toEqual(['']);
  });

  it('want ten with and without some label', () => {
    const scores = Array.from({ length: 100 }, () => [0.5, 0.3]);
    const few = multilabelSet(
      scores.map((_, i) => [i < 9 ? 1 : 0, 1]),
      scores,
      named(100),
    );
    const enough = multilabelSet(
      scores.map((_, i) => [i < 10 ? 1 : 0, 1]),
      scores,
      named(100),
    );
    expect(sizes(few)).toEqual(['too small: 9 with, or without, each label, of at least 10']);
    expect(sizes(enough)).toEqual(['']);
  });

  it('want fifty queries', () => {
    const queries = Array.from({ length: 49 }, () => ({ labels: [0, 1, 2], scores: [1, 2, 3] }));
    expect(sizes(rankingSet(queries, named(147)))).toEqual([
      'too small: 49 queries of at least 50',
    ]);
    const more = [...queries, { labels: [1], scores: [1] }];
    expect(sizes(rankingSet(more, named(148)))).toEqual(['']);
  });

  it('want a hundred examples of numbers', () => {
    const forecast = (n: number) =>
      forecastSet(
        { labels: Array.from({ length: n }, () => 1), scores: Array.from({ length: n }, () => 1) },
        named(n),
      );
    expect(sizes(forecast(99))).toEqual(['too small: 99 examples of at least 100']);
    expect(sizes(forecast(100))).toEqual(['']);
  });

  it('are judged one by one', () => {
    const { labels = [], scores = [] } = reference.regression[0] ?? {};
    const twice = [...labels, ...labels, ...labels, ...labels, ...labels, ...labels];
    const off = twice.map((_, i) => (scores[i % 50] ?? 0) + (i < 150 ? 5 : 0));
    const slices = { half: twice.map((_, i) => (i < 150 ? 'first' : 'second')) };
    const set = setOf('regression', twice, off, { slices });
    const gate = gateSchema.parse({ metric: 'meanAbsoluteError', max: 2, slice: 'half' });
    expect(judgeGates([gate], joinEvidence(set))).toMatchObject([
      { verdict: 'fail', worst: 'first' },
    ]);
  });
});
