import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ReleaseError } from '../../src/errors/error.ts';
import { type EvaluationSet, pickExamples } from '../../src/evaluation/evaluation-set.ts';
import { holdoutDigest } from '../../src/evaluation/holdout-digest.ts';
import { PredictionRows } from '../../src/evaluation/prediction-rows.ts';
import { parsePredictions } from '../../src/evaluation/predictions.ts';

const where = 'p.jsonl';
const parse = (...rows: unknown[]): EvaluationSet =>
  parsePredictions(rows.map((row) => JSON.stringify(row)).join('\n'), { where });

function problems(...rows: unknown[]): string[] {
  try {
    parse(...rows);
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.code !== 'EVIDENCE_UNUSABLE') throw error;
    return error.problems.map(
      ({ where: place, expected, found }) => `${place}: ${expected}; ${found ?? 'nothing'}`,
    );
  }
  throw new Error('the predictions were accepted');
}

const pet = (id: string, label: unknown, cat: unknown, dog: unknown, cow: unknown) => ({
  id,
  label,
  scores: { dog, cat, cow },
});

describe('predictions of several classes', () => {
  it('have their classes sorted and their scores row by row', () => {
    const set = parse(pet('a', 'dog', 0.7, 0.2, 0.1), pet('b', 'cow', 0.1, 0.105, 0.8));
    expect(set).toMatchObject({ task: 'multiclass', classes: ['cat', 'cow', 'dog'] });
    expect([...set.labels]).toEqual([2, 1]);
    expect([...set.scores]).toEqual([0.7, 0.1, 0.2, 0.1, 0.8, 0.105]);
  });

  it('may have numbers for classes', () => {
    const scores = { 10: 0.2, 9: 0.3, 8: 0.5 };
    const set = parse({ id: 'a', label: 9, scores }, { id: 'b', label: '10', scores });
    expect(set).toMatchObject({ classes: ['10', '8', '9'] });
    expect([...set.labels]).toEqual([2, 0]);
  });

  it('may have classes with the names of members of every object', () => {
    const scores = '{"__proto__": 0.5, "constructor": 0.3, "toString": 0.2}';
    const row = (id: string, label: string) =>
      `{"id":"${id}","label":"${label}","scores":${scores}}`;
    const text = [row('a', '__proto__'), row('b', 'toString')].join('\n');
    const set = parsePredictions(text, { where });
    expect(set).toMatchObject({ classes: ['__proto__', 'constructor', 'toString'] });
    expect([...set.labels]).toEqual([0, 2]);
    expect([...set.scores]).toEqual([0.5, 0.3, 0.2, 0.5, 0.3, 0.2]);
  });

  it.each([
    [
      'a label that has no score',
      pet('b', 'pig', 0.7, 0.2, 0.1),
      'label: one of the 3 classes that the scores name; "pig"',
    ],
    [
      'no label',
      { ...pet('b', null, 0.7, 0.2, 0.1) },
      'label: one of the 3 classes that the scores name; nothing',
    ],
    [
      'scores that do not sum to 1',
      pet('b', 'cat', 0.7, 0.2, 0.2),
      'scores: probabilities that sum to 1, give or take 0.01; a sum of 1.0999999999999999',
    ],
    ['logits', pet('b', 'cat', 3.5, -1, 0), 'scores: probabilities in [0, 1]; 3.5'],
    ['NaN as a text', pet('b', 'cat', 'NaN', 0.5, 0.5), 'scores: probabilities in [0, 1]; "NaN"'],
    [
      'a class too few',
      { id: 'b', label: 'cat', scores: { cat: 0.5, dog: 0.5 } },
      'scores: a probability for each of the 3 classes of the first row; none for "cow"',
    ],
    [
      'a class too many',
      { id: 'b', label: 'cat', scores: { cat: 0.5, dog: 0.5, cow: 0, pig: 0 } },
      'scores: a probability for each of the 3 classes of the first row; one for "pig" too',
    ],
    [
      'one score only',
      { id: 'b', label: 'cat', score: 0.5 },
      'scores: a probability for each of the 3 classes of the first row; none for "cat"',
    ],
  ])('are refused with %s', (_, row, problem) => {
    expect(problems(pet('a', 'dog', 0.7, 0.2, 0.1), row)).toEqual([`p.jsonl:2 ${problem}`]);
  });

  it('are refused with one class only, or with too many', () => {
    expect(problems(pet('a', 'dog', 1, 0, 0), pet('b', 'dog', 1, 0, 0))).toEqual([
      'p.jsonl: examples of two classes; class "dog" only',
    ]);
    const scores = Object.fromEntries(
      Array.from({ length: 1_001 }, (_, i) => [`c${i}`, 1 / 1_001]),
    );
    expect(problems({ id: 'a', label: 'c0', scores })).toEqual([
      'p.jsonl:1 scores: at most 1000 classes with names of 1 to 100 characters; 1001 classes',
    ]);
  });
});

describe('predictions of several labels', () => {
  const row = (id: string, labels: unknown, a: unknown = 0.9) => ({
    id,
    labels,
    scores: { b: 0.6, a },
  });

  it('have a row of 0 and 1 for each example', () => {
    const set = parse(row('x', ['b', 'a']), row('y', []), row('z', ['b', 'b']));
    expect(set).toMatchObject({ task: 'multilabel', classes: ['a', 'b'] });
    expect([...set.labels]).toEqual([1, 1, 0, 0, 0, 1]);
    expect([...set.scores]).toEqual([0.9, 0.6, 0.9, 0.6, 0.9, 0.6]);
  });

  it.each([
    [
      'an unknown label',
      row('y', ['c']),
      'labels: a list of none or some of the 2 labels that the scores name; ["c"]',
    ],
    [
      'a text for a list',
      row('y', 'a'),
      'labels: a list of none or some of the 2 labels that the scores name; "a"',
    ],
    [
      'no labels',
      { id: 'y', scores: { a: 1, b: 1 } },
      'labels: a list of none or some of the 2 labels that the scores name; nothing',
    ],
    ['a score outside of [0, 1]', row('y', ['a'], 1.01), 'scores: probabilities in [0, 1]; 1.01'],
  ])('are refused with %s', (_, second, problem) => {
    expect(problems(row('x', ['a']), second)).toEqual([`p.jsonl:2 ${problem}`]);
  });
});

describe('predictions of a forecast', () => {
  const row = (id: string, more: object = {}) => ({
    id,
    label: 3.5,
    prediction: 4,
    time: '2026-01-31T00:00:00Z',
    ...more,
  });

  it('have times, series and quantiles', () => {
    const set = parse(
      row('a', { series: 's1', quantiles: { 0.9: 5, '0.10': 3 } }),
      row('b', { series: 7, time: '2026-02-01', quantiles: { '0.10': 1, 0.9: 2 } }),
      row('c', { time: '2026-02-01 12:00', quantiles: { '0.10': 1, 0.9: 2 } }),
    );
    if (set.task !== 'forecasting') throw new Error(set.task);
    expect([...(set.times ?? [])]).toEqual([
      Date.UTC(2026, 0, 31),
      Date.UTC(2026, 1, 1),
      Date.UTC(2026, 1, 1, 12),
    ]);
    expect(set.series).toEqual(['s1', '7', '(none)']);
    expect([...(set.quantiles ?? [])].map(([level, of]) => [level, [...of]])).toEqual([
      ['0.10', [3, 1, 1]],
      ['0.9', [5, 2, 2]],
    ]);
  });

  it('need neither series nor quantiles', () => {
    expect(Object.keys(parse(row('a')))).toEqual([
      'task',
      'ids',
      'labels',
      'scores',
      'slices',
      'times',
    ]);
  });

  it.each([
    [
      'a time that is none',
      { time: 'yesterday' },
      'time: a date or time, as 2026-01-31T00:00:00Z; "yesterday"',
    ],
    [
      'a day that is none',
      { time: '2026-13-01' },
      'time: a date or time, as 2026-01-31T00:00:00Z; "2026-13-01"',
    ],
    ['a prediction that is none', { prediction: '4' }, 'prediction: a finite number; "4"'],
    [
      'a quantile too few',
      { quantiles: { 0.1: 3 } },
      'quantiles: a finite number for each level of the first row: 0.1, 0.9; {"0.1":3}',
    ],
  ])('are refused with %s', (_, more, problem) => {
    const quantiles = { 0.1: 3, 0.9: 5 };
    expect(problems(row('a', { quantiles }), row('b', { quantiles, ...more }))).toEqual([
      `p.jsonl:2 ${problem}`,
    ]);
  });

  it('are refused with a level that is none', () => {
    expect(problems(row('a', { quantiles: { median: 3 } }))).toEqual([
      'p.jsonl:1 quantiles: at most 100 predicted values by level between 0 and 1; {"median":3}',
    ]);
  });
});

describe('predictions of a ranking', () => {
  const row = (id: string, more: object = {}) => ({
    id,
    group: 'q 7',
    label: 2,
    score: -3.5,
    ...more,
  });

  it('have the query of each example', () => {
    const set = parse(row('a'), row('b', { group: 8, label: 0 }));
    expect(set).toMatchObject({ task: 'ranking', groups: ['q 7', '8'] });
    expect([...set.labels]).toEqual([2, 0]);
    expect([...set.scores]).toEqual([-3.5, -3.5]);
  });

  it.each([
    ['a relevance below 0', { label: -1 }, 'label: a relevance, 0 or above; -1'],
    ['no query', { group: null }, 'group: a text of 1 to 100 characters; nothing'],
    ['a score that is none', { score: null }, 'score: a finite number; nothing'],
  ])('are refused with %s', (_, more, problem) => {
    expect(problems(row('a'), row('b', more))).toEqual([`p.jsonl:2 ${problem}`]);
  });

  it('are refused with several weights in one query', () => {
    expect(
      problems(row('a'), row('b', { weight: 2 }), row('c', { group: 'x', weight: 3 })),
    ).toEqual(['p.jsonl weight: one weight for all examples of the query "q 7"; 2 for "b"']);
  });
});

describe('rows', () => {
  it('of another kind than the first are refused', () => {
    const ranked = { id: 'a', group: 'q', label: 1, score: 2 };
    expect(problems(ranked, { id: 'b', label: 3, prediction: 4 })).toEqual([
      'p.jsonl:2 score: a finite number; nothing',
      'p.jsonl:2 group: a text of 1 to 100 characters; nothing',
    ]);
  });

  it('take null for absent, as databases write it', () => {
    const blank = {
      group: null,
      time: null,
      scores: null,
      labels: null,
      weight: null,
      slices: null,
    };
    expect(parse({ id: 'a', label: 1, prediction: 2, ...blank }).task).toBe('regression');
  });

  it('may not bring ever new slices', () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({
      id: i,
      label: i % 2,
      score: 0.5,
      slices: { [`s${i}`]: 1 },
    }));
    expect(problems(...rows)[0]).toBe('p.jsonl:51 slices: at most 50 slices in all rows; "s50"');
  });

  it.each([
    ['examples', { examples: 3, scores: 100 }, 'p.jsonl has more than 3 examples'],
    ['scores', { examples: 100, scores: 7 }, 'p.jsonl has more than 7 scores'],
  ])('are refused beyond the allowed number of %s, at once', (_, limits, message) => {
    const rows = new PredictionRows({ where, limits });
    const add = (row: number) => rows.add({ id: row, labels: [], scores: { a: 0.5, b: 0.5 } }, row);
    for (const row of [1, 2, 3]) add(row);
    expect(() => add(4)).toThrow(message);
  });

  const kinds: Record<string, (i: number) => object> = {
    binary: (i) => ({ label: i % 2, score: (i % 7) / 7 }),
    multiclass: (i) => ({ label: ['a', 'b', 'c'][i % 3], scores: { c: 0.25, a: 0.5, b: 0.25 } }),
    multilabel: (i) => ({ labels: i % 2 === 0 ? ['a'] : [], scores: { a: 0.5, b: (i % 5) / 5 } }),
    regression: (i) => ({ label: i, prediction: i + 1 }),
    forecasting: (i) => ({
      label: i,
      prediction: 1,
      time: '2026-01-01',
      series: `s${i % 3}`,
      quantiles: { 0.5: i },
    }),
    ranking: (i) => ({ group: `q${i % 4}`, label: i % 3, score: i }),
  };

  it.each(Object.entries(kinds))('of kind %s keep together when they are picked', (task, rowOf) => {
    const rows = Array.from({ length: 40 }, (_, i) => ({
      id: `e${i}`,
      ...rowOf(i),
      slices: { odd: i % 2 },
      weight: 1 + (i % 4),
    }));
    const whole = parse(...rows);
    expect(whole.task).toBe(task);
    const places = fc.uniqueArray(fc.integer({ min: 0, max: 39 }), { minLength: 12 });
    fc.assert(
      fc.property(places, (some) => {
        const kept = some.map((place) => rows[place]);
        fc.pre(outcomeOf(kept));
        expect(pickExamples(whole, some)).toEqual(parse(...kept));
      }),
      { numRuns: 40 },
    );
  });

  it.each(Object.entries(kinds))('of kind %s have a digest of ids and labels alone', (_, rowOf) => {
    const rows = Array.from({ length: 12 }, (__, i) => ({ id: `e${i}`, ...rowOf(i) }));
    const digest = holdoutDigest(parse(...rows));
    expect(holdoutDigest(parse(...rows.toReversed()))).toBe(digest);
    const [first, ...rest] = rows;
    expect(holdoutDigest(parse({ ...first, id: 'other' }, ...rest))).not.toBe(digest);
    const label =
      'labels' in (first ?? {}) ? { labels: ['b'] } : { label: rowOf(1) && Object(rowOf(1)).label };
    expect(holdoutDigest(parse({ ...first, ...label }, ...rest))).not.toBe(digest);
  });
});

/** Whether the rows are sound together: both classes, one weight of each query. */
function outcomeOf(rows: unknown[]): boolean {
  try {
    parse(...rows);
    return true;
  } catch {
    return false;
  }
}
