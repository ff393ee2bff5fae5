import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ReleaseError } from '../../src/errors/error.ts';
import { holdoutDigest } from '../../src/evaluation/holdout-digest.ts';
import { parsePredictions } from '../../src/evaluation/predictions.ts';

const where = 'p.jsonl';
const lines = (...rows: unknown[]) =>
  rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n');

function refusal(text: string, options: { positiveLabel?: string } = {}): ReleaseError {
  try {
    parsePredictions(text, { where, ...options });
  } catch (error) {
    if (error instanceof ReleaseError) return error;
    throw error;
  }
  throw new Error('the predictions were accepted');
}

function outcomeOf(text: string): string {
  try {
    parsePredictions(text, { where });
    return 'usable';
  } catch (error) {
    return error instanceof ReleaseError ? error.code : 'a crash';
  }
}

function digest(...rows: unknown[]): string {
  return holdoutDigest(parsePredictions(lines(...rows), { where }));
}

describe('predictions', () => {
  it('are read with slices and weights', () => {
    const set = parsePredictions(
      lines(
        { id: 'a', label: 0, score: 0.25, slices: { country: 'US', night: true } },
        '',
        { id: 'b', label: 1, score: 1, weight: 2, slices: { country: null } },
        { id: 7, label: true, score: 0 },
      ),
      { where },
    );
    expect(set.task).toBe('binary');
    expect(set.ids).toEqual(['a', 'b', '7']);
    expect([...set.labels]).toEqual([0, 1, 1]);
    expect([...set.scores]).toEqual([0.25, 1, 0]);
    expect([...(set.weights ?? [])]).toEqual([1, 2, 1]);
    expect([...set.slices]).toEqual([
      ['country', ['US', '(none)', '(none)']],
      ['night', ['true', '(none)', '(none)']],
    ]);
  });

  it('have no weights where all are 1', () => {
    const set = parsePredictions(
      lines({ id: 'a', label: 0, score: 0 }, { id: 'b', label: 1, score: 1, weight: 1 }),
      { where },
    );
    expect(set.weights).toBeUndefined();
  });

  it('take the score of the positive class, by default that of 1', () => {
    const rows = lines(
      { id: 'a', label: 0, scores: { 0: 0.9, 1: 0.1 } },
      { id: 'b', label: 1, scores: { 0: 0.2, 1: 0.8 } },
    );
    expect([...parsePredictions(rows, { where }).scores]).toEqual([0.1, 0.8]);
  });

  it('take any label that is said to be positive', () => {
    const rows = lines(
      { id: 'a', label: 'ham', scores: { ham: 0.9, spam: 0.1 } },
      { id: 'b', label: 'spam', scores: { ham: 0.2, spam: 0.8 } },
    );
    const set = parsePredictions(rows, { where, positiveLabel: 'spam' });
    expect([...set.labels]).toEqual([0, 1]);
    expect([...set.scores]).toEqual([0.1, 0.8]);
    expect(refusal(rows).problems[0]?.mend).toContain('say which one is positive');
  });

  it('of a regression hold predicted values', () => {
    const set = parsePredictions(lines({ id: 'a', label: 3.5, prediction: 4 }), { where });
    expect(set).toMatchObject({ task: 'regression' });
    expect([...set.scores]).toEqual([4]);
  });

  it('are refused with every problem at once', () => {
    const error = refusal(
      lines(
        { id: 'a', label: 0, score: 0.5 },
        '{"id": "b", "label": 1, "score": NaN}',
        { id: 'c', label: 2, score: 1.5, weight: -1 },
        { id: 'a', label: 1, score: 0.5 },
        { label: 1 },
        '[1]',
        'oops',
        { id: 'd', label: 1, score: 0.5, slices: { x: [1] } },
        { id: 'e', label: 1, score: 0.5, slices: { x: 'y'.repeat(101) } },
      ),
    );
    expect(error.code).toBe('EVIDENCE_UNUSABLE');
    expect(error.message).toBe('p.jsonl has 11 problems');
    expect(
      error.problems.map(({ where: place, expected, found }) => [place, expected, found]),
    ).toEqual([
      ['p.jsonl:2', 'finite numbers', 'NaN'],
      ['p.jsonl:3 label', '0 or 1', '2'],
      ['p.jsonl:3 score', 'a probability in [0, 1]', '1.5'],
      ['p.jsonl:3 weight', 'a number above 0', '-1'],
      ['p.jsonl:4 id', 'an id not used before', '"a"'],
      ['p.jsonl:5 id', 'a text that names the example', undefined],
      ['p.jsonl:5 score', 'a probability in [0, 1]', undefined],
      ['p.jsonl:6', 'a JSON object', '[1]'],
      ['p.jsonl:7', 'a JSON object', '"oops"'],
      ['p.jsonl:8 slices', 'an object of at most 50 short texts, numbers or booleans', '{"x":[1]}'],
      [
        'p.jsonl:9 slices',
        'an object of at most 50 short texts, numbers or booleans',
        `{"x":"${'y'.repeat(54)}…`,
      ],
    ]);
  });

  it('list the first twenty problems and count the others', () => {
    const error = refusal(Array.from({ length: 500 }, () => 'x').join('\n'));
    expect(error.problems).toHaveLength(20);
    expect(error.message).toBe('p.jsonl has 500 problems, the first 20 of them listed');
  });

  it.each([
    ['nothing', ''],
    ['one class', lines({ id: 'a', label: 1, score: 0.5 }, { id: 'b', label: 1, score: 0.4 })],
    ['a score of only one of two classes', lines({ id: 'a', label: 1, scores: { 0: 0.5 } })],
    ['two scores that do not sum to 1', lines({ id: 'a', label: 1, scores: { 0: 0.5, 1: 0.6 } })],
  ])('are refused when there is %s', (_, text) => {
    expect(refusal(text).code).toBe('EVIDENCE_UNUSABLE');
  });

  it('are refused with a reason, never crash, whatever the text', () => {
    const row = fc.oneof(
      fc.json(),
      fc
        .record(
          { id: fc.anything(), label: fc.anything(), score: fc.anything(), slices: fc.anything() },
          { requiredKeys: [] },
        )
        .map(
          (value) =>
            JSON.stringify(value, (_, part: unknown) =>
              typeof part === 'bigint' ? String(part) : part,
            ) ?? '',
        ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
        const outcome = outcomeOf(rows.join('\n'));
        expect(['usable', 'EVIDENCE_UNUSABLE']).toContain(outcome);
      }),
    );
  });
});

describe('the digest of a holdout', () => {
  const rows = [
    { id: 'a', label: 0, score: 0.1 },
    { id: 'b', label: 1, score: 0.2 },
    { id: 'c', label: 1, score: 0.3 },
  ];

  it('does not depend on order or scores, but on ids and labels', () => {
    const [a, b, c] = rows;
    expect(digest(c, a, b)).toBe(digest(a, b, c));
    expect(digest({ ...a, score: 0.9 }, b, c)).toBe(digest(a, b, c));
    expect(digest({ ...a, label: 1 }, { ...b, label: 0 }, c)).not.toBe(digest(a, b, c));
  });
});
