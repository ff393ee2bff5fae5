import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parsePredictions } from '../../../src/evaluation/predictions.ts';
import { joinPredictions, parseHoldout } from '../../../src/steps/register/holdout-lines.ts';

const fields = { id: 'id', label: 'label' };
const lines = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n');

function joined(examples: readonly object[], predictions: readonly unknown[], names = fields) {
  const holdout = parseHoldout(lines(examples), 'gs://b/h.jsonl', names);
  const results = predictions.map((prediction, index) => ({ key: `e${index}`, prediction }));
  return joinPredictions(holdout, [lines(results)], 'gs://b/out', names)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
}

describe('joining predictions with a holdout', () => {
  const classes = [
    { id: 'e0', label: 0, x: 1 },
    { id: 'e1', label: 1, x: 2 },
  ];
  const values = [
    { id: 'e0', label: 3.5 },
    { id: 'e1', label: 1 },
  ];

  it.each([
    ['a number, labels of two classes', classes, [0.1, 0.9], { label: 1, id: 'e1', score: 0.9 }],
    ['a number, labels of any value', values, [3, 1.5], { label: 1, id: 'e1', prediction: 1.5 }],
    ['a list of one number', classes, [[0.1], [0.9]], { label: 1, id: 'e1', score: 0.9 }],
    [
      'probabilities by class',
      classes,
      [
        { 0: 0.9, 1: 0.1 },
        { 0: 0.2, 1: 0.8 },
      ],
      { label: 1, id: 'e1', scores: { 0: 0.2, 1: 0.8 } },
    ],
    [
      'our own keys among others',
      classes,
      [{ score: 0.1 }, { score: 0.7, model: 'x' }],
      { label: 1, id: 'e1', score: 0.7 },
    ],
    [
      'a number, examples in groups',
      classes.map((example) => ({ ...example, label: 2, group: 'q' })),
      [4, 5],
      { label: 2, group: 'q', id: 'e1', score: 5 },
    ],
    [
      'a forecast',
      values.map((example) => ({ ...example, time: '2026-01-31', series: 's' })),
      [
        { prediction: 1, quantiles: { '0.1': 0 } },
        { prediction: 2, quantiles: { '0.1': 1 } },
      ],
      {
        label: 1,
        time: '2026-01-31',
        series: 's',
        id: 'e1',
        prediction: 2,
        quantiles: { '0.1': 1 },
      },
    ],
  ])('understands %s', (_, examples, predictions, last) => {
    expect(joined(examples, predictions).at(-1)).toEqual(last);
  });

  it('takes id and label from the fields that are named', () => {
    const examples = [
      { key: 'e0', damage: 1, label: 'a feature' },
      { key: 'e1', damage: 0, label: 'another' },
    ];
    const names = { id: 'key', label: 'damage' };
    const holdout = parseHoldout(lines(examples), 'h', names);
    expect(holdout.hidden).toEqual(['damage']);
    expect(joined(examples, [0.9, 0.1], names)[0]).toEqual({ label: 1, id: 'e0', score: 0.9 });
  });

  it.each([
    ['no JSON', '{"id": "a"', /1: expected|h:1/],
    ['no id', '{"label": 1}', /h:1/],
    ['an id that is a list', '{"id": ["a"]}', /h:1/],
    ['nothing', '\n\n', /h/],
  ])('refuses a holdout with %s', (_, text, where) => {
    let error: unknown;
    try {
      parseHoldout(text, 'h', fields);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ code: 'EVIDENCE_UNUSABLE' });
    expect(JSON.stringify((error as { problems: unknown }).problems)).toMatch(where);
  });

  it('keeps what hostile names mean to JavaScript out of it', () => {
    const text =
      '{"id":"__proto__","label":1,"__proto__":{"weight":5}}\n{"id":"constructor","label":0}';
    const holdout = parseHoldout(text, 'h', fields);
    const results = '{"key":"__proto__","prediction":0.5}\n{"key":"constructor","prediction":0.25}';
    const set = parsePredictions(joinPredictions(holdout, [results], 'o', fields), { where: 'o' });
    expect([...set.scores]).toEqual([0.5, 0.25]);
    expect(set.weights).toBeUndefined();
  });

  it('loses no example, in whatever order and files the results come', () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    const property = fc.property(fc.array(score, { minLength: 2 }), fc.nat(), (scores, cut) => {
      const examples = scores.map((_, index) => ({ id: `e${index}`, label: index % 2 }));
      const results = scores.map((prediction, index) => ({ key: `e${index}`, prediction }));
      const shuffled = results.toReversed();
      const middle = cut % (shuffled.length + 1);
      const files = [lines(shuffled.slice(0, middle)), lines(shuffled.slice(middle))];
      const text = joinPredictions(parseHoldout(lines(examples), 'h', fields), files, 'o', fields);
      const set = parsePredictions(text, { where: 'o' });
      expect(set.ids).toEqual(examples.map(({ id }) => id));
      expect([...set.scores].map((one) => 0 + one)).toEqual(scores.map((one) => 0 + one));
    });
    fc.assert(property);
  });
});
