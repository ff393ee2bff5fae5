import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { deepestRule, longestRule, parseRule } from '../../src/evaluation/rule-parser.ts';
import {
  arithmeticSigns,
  comparisonSigns,
  type Condition,
  functionNames,
  printRule,
  type Quantity,
} from '../../src/evaluation/rule-tree.ts';
import { words } from '../../src/evaluation/rule-vocabulary.ts';

function read(text: string): Condition {
  const reading = parseRule(text);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.rule;
}

describe('a rule', () => {
  it.each([
    ['auRoc>0.8', 'auRoc > 0.8'],
    ['auRoc > .8', 'auRoc > 0.8'],
    ['auRoc > 1e-1', 'auRoc > 0.1'],
    ['  auRoc\n>\t0.8 ', 'auRoc > 0.8'],
    ['((auRoc)) > (0.8)', 'auRoc > 0.8'],
    [
      'auRoc > 0.8 and recall > 0.5 or examples < 10',
      'auRoc > 0.8 and recall > 0.5 or examples < 10',
    ],
    [
      'auRoc > 0.8 and (recall > 0.5 or examples < 10)',
      'auRoc > 0.8 and (recall > 0.5 or examples < 10)',
    ],
    ['not auRoc > 0.8 and recall > 0.5', 'not auRoc > 0.8 and recall > 0.5'],
    ['not (auRoc > 0.8 and recall > 0.5)', 'not (auRoc > 0.8 and recall > 0.5)'],
    ['recall - 1 - 2 > 0', 'recall - 1 - 2 > 0'],
    ['recall - (1 - 2) > 0', 'recall - (1 - 2) > 0'],
    ['(recall - 1) - 2 > 0', 'recall - 1 - 2 > 0'],
    ['1 + 2 * 3 / recall > 0', '1 + 2 * 3 / recall > 0'],
    ['(1 + 2) * 3 > -recall', '(1 + 2) * 3 > -recall'],
    ['-(1 + 2) > - -recall', '-(1 + 2) > --recall'],
    [
      'max(recall, 0.1, abs(auRoc - 0.5)) >= min(1, 2)',
      'max(recall, 0.1, abs(auRoc - 0.5)) >= min(1, 2)',
    ],
    ['recall >= champion.recall - 0.01', 'recall >= champion.recall - 0.01'],
    ['logLoss < baseline.logLoss', 'logLoss < baseline.logLoss'],
    ['recall(threshold=0.3) != 0', 'recall(threshold=0.3) != 0'],
    [
      'expected_cost(fp=1, fn=20, tp=-2) < champion.expected_cost(fn=20, fp=1)',
      'expected_cost(fn=20, fp=1, tp=-2) < champion.expected_cost(fn=20, fp=1)',
    ],
  ])('%j is read as %j', (text, printed) => {
    expect(printRule(read(text))).toBe(printed);
  });

  it('binds product before sum, comparison before not, and before or', () => {
    expect(read('1 + 2 * 3 > 0 or not auRoc > 0 and recall > 0')).toMatchObject({
      kind: 'or',
      left: { left: { sign: '+', right: { sign: '*' } } },
      right: { kind: 'and', left: { kind: 'not', operand: { kind: 'comparison' } } },
    });
  });
});

describe('what is no rule', () => {
  it.each([
    ['', 1, 'a number, the name of a metric, not, - or (', 'the end'],
    ['auRoc', 1, 'a comparison, such as auRoc > 0.8', 'a number'],
    ['auRoc >', 8, 'a number, the name of a metric, not, - or (', 'the end'],
    ['auRoc > 0.8 and', 16, 'a number, the name of a metric, not, - or (', 'the end'],
    ['auRoc > 0.8 and recall', 17, 'a comparison after and', 'a number'],
    ['auRoc or recall > 1', 1, 'a comparison before or', 'a number'],
    ['not auRoc', 5, 'a comparison after not', 'a number'],
    ['auRoc > 0.8)', 12, 'an operator or the end', ')'],
    ['(auRoc > 0.8', 13, ')', 'the end'],
    ['auRoc => 0.8', 7, 'an operator or the end', '='],
    ['auRoc = 0.8', 7, 'an operator or the end', '='],
    ['auRoc ≥ 0.8', 7, 'an operator or the end', '≥'],
    ['auRoc > 80%', 11, 'an operator or the end', '%'],
    ['0.1 < auRoc < 0.9', 13, 'and: comparisons do not chain, as in a < b and b < c', '<'],
    ['(auRoc > 0.8) + 1 > 0', 1, 'a number', 'a comparison'],
    ['auRoc > 1e999', 9, 'a number, the name of a metric, not, - or (', '1e999'],
    ['aucRoc > 0.8', 1, 'the name of a metric', 'aucRoc'],
    ['champion > 0.8', 10, 'champion.METRIC, such as champion.recall', '>'],
    ['champion.recal > 0.8', 10, 'the name of a metric of the champion', 'recal'],
    ['champion.examples > 1', 10, 'the name of a metric of the champion', 'examples'],
    ['champion.champion.recall > 1', 10, 'the name of a metric of the champion', 'champion'],
    ['recall.x > 1', 7, 'an operator or the end', '.'],
    [
      'expected_cost > 1',
      1,
      'what mistakes cost, such as expected_cost(fp=1, fn=20)',
      'expected_cost',
    ],
    ['expected_cost() > 1', 15, 'one of fp, fn, tp, tn, threshold', ')'],
    ['expected_cost(1, 20) > 1', 15, 'one of fp, fn, tp, tn, threshold', '1'],
    ['expected_cost(fp=1, fp=2) > 1', 21, 'fp once', 'it again'],
    ['expected_cost(fb=1) > 1', 15, 'one of fp, fn, tp, tn, threshold', 'fb'],
    ['expected_cost(fp=recall) > 1', 18, 'a number', 'recall'],
    ['recall(threshold=2) > 1', 18, 'a threshold from 0 to 1', '2'],
    ['auRoc(threshold=0.5) > 1', 7, 'no settings of auRoc', 'threshold'],
    ['abs(1, 2) > 1', 1, 'one number in abs', '2'],
    ['min() > 1', 5, 'a number, the name of a metric, not, - or (', ')'],
    ['__proto__ > 1', 1, 'the name of a metric', '__proto__'],
    ['constructor.constructor > 1', 1, 'the name of a metric', 'constructor'],
    ['recall(__proto__=1) > 1', 8, 'one of threshold', '__proto__'],
  ])('%j: at column %d', (text, column, expected, found) => {
    const reading = parseRule(text);
    expect(reading).toMatchObject({ ok: false, problems: [{ column, expected, found }] });
  });

  it('tells every name that is unknown, with those it could have been', () => {
    const reading = parseRule('recal > 0.8 and champion.prcision(threshold=1) > nothing(1, (2))');
    expect(reading).toMatchObject({
      problems: [
        { column: 1, known: words },
        { column: 26, known: expect.arrayContaining(['precision']) },
        { column: 50 },
      ],
    });
  });

  it('may be neither very long nor very deep', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}1${')'.repeat(depth)} > 0`;
    expect(parseRule(nested(deepestRule - 1)).ok).toBe(true);
    expect(parseRule(nested(deepestRule))).toMatchObject({
      problems: [{ expected: `at most ${deepestRule} expressions in each other` }],
    });
    expect(parseRule(`${' '.repeat(longestRule)}1`)).toMatchObject({
      problems: [{ expected: `at most ${longestRule} characters` }],
    });
    expect(parseRule(`${'1 + '.repeat(248)}1 > 0`).ok).toBe(true);
  });
});

const number = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true });
const settings = fc.dictionary(
  fc.constantFrom('fp', 'fn', 'tp', 'tn'),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => 0 + value),
  { minKeys: 1, noNullPrototype: true },
);
const reference = fc.oneof(
  fc.record({
    kind: fc.constant('reference' as const),
    owner: fc.constantFrom('challenger' as const, 'champion' as const, 'baseline' as const),
    name: fc.constantFrom('auRoc', 'recall', 'logLoss'),
    settings: fc.constant({}),
  }),
  fc.record({
    kind: fc.constant('reference' as const),
    owner: fc.constantFrom('challenger' as const, 'champion' as const),
    name: fc.constant('expected_cost'),
    settings,
  }),
);

const { condition } = fc.letrec<{ quantity: Quantity; condition: Condition }>((tie) => ({
  quantity: fc.oneof(
    { maxDepth: 4 },
    number.map((value): Quantity => ({ kind: 'number', value })),
    reference,
    tie('quantity').map((operand): Quantity => ({ kind: 'negation', operand })),
    fc
      .tuple(fc.constantFrom(...arithmeticSigns), tie('quantity'), tie('quantity'))
      .map(([sign, left, right]): Quantity => ({ kind: 'arithmetic', sign, left, right })),
    fc
      .tuple(
        fc.constantFrom(...functionNames.filter((name) => name !== 'abs')),
        fc.array(tie('quantity'), { minLength: 1, maxLength: 3 }),
      )
      .map(([name, operands]): Quantity => ({ kind: 'function', name, operands })),
  ),
  condition: fc.oneof(
    { maxDepth: 4 },
    fc
      .tuple(fc.constantFrom(...comparisonSigns), tie('quantity'), tie('quantity'))
      .map(([sign, left, right]): Condition => ({ kind: 'comparison', sign, left, right })),
    tie('condition').map((operand): Condition => ({ kind: 'not', operand })),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), tie('condition'), tie('condition'))
      .map(([kind, left, right]): Condition => ({ kind, left, right })),
  ),
}));

describe('any rule', () => {
  it('that is printed is read as the same', () => {
    fc.assert(
      fc.property(condition, (tree) => {
        const printed = printRule(tree);
        fc.pre(printed.length <= longestRule);
        expect(read(printed)).toEqual(tree);
      }),
      { numRuns: 500 },
    );
  });

  it('is read or refused at a column of the text, whatever it is', () => {
    const word = fc.constantFrom(
      ...words,
      ...comparisonSigns,
      ...arithmeticSigns,
      '(',
      ')',
      ',',
      '.',
      '=',
      'and',
      'or',
      '0.5',
      '1e999',
      '\u0000',
      '≥',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(word, { maxLength: 40 }).map((parts) => parts.join(' ')),
      fc.array(word, { maxLength: 40 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (written) => {
        const reading = parseRule(written);
        const again = reading.ok ? parseRule(printRule(reading.rule)) : reading;
        expect(again).toEqual(reading);
        const problems = reading.ok ? [] : reading.problems;
        for (const { column, expected, found } of problems) {
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual(written.length + 1);
          expect(expected).not.toBe('');
          expect(found).not.toBe('');
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
