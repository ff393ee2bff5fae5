import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../../src/data/finding.ts';
import { check, finding, oneField, rowsOf } from './reports.ts';

describe('rules on a column', () => {
  it.each<[string, object, string[], Finding['rule'], Partial<Finding>]>([
    [
      'type',
      { type: 'integer' },
      ['1', 'x', '2.5', ''],
      'type',
      { verdict: 'fail', value: 2, limit: 0, margin: -2, count: 2, rows: [2, 3] },
    ],
    ['type held', { type: 'integer' }, ['1', ''], 'type', { verdict: 'pass', value: 0, margin: 0 }],
    [
      'required',
      { constraints: { required: true } },
      ['a', '', ''],
      'required',
      { verdict: 'fail', value: 2, rows: [2, 3] },
    ],
    [
      'null share',
      { 'vertex:check': { maxNullFraction: 0.5 } },
      ['a', '', 'b', ''],
      'maxNullFraction',
      { verdict: 'pass', value: 0.5, limit: 0.5, margin: 0, count: 2 },
    ],
    [
      'null share over',
      { 'vertex:check': { maxNullFraction: 0.4 } },
      ['a', '', 'b', ''],
      'maxNullFraction',
      { verdict: 'fail', value: 0.5, margin: -0.1, rows: [2, 4] },
    ],
    [
      'minimum',
      { type: 'integer', constraints: { minimum: 2 } },
      ['2', '9'],
      'minimum',
      { verdict: 'pass', value: 2, limit: 2, margin: 0 },
    ],
    [
      'minimum broken',
      { type: 'number', constraints: { minimum: 2 } },
      ['2', '1.5', '-1'],
      'minimum',
      { verdict: 'fail', value: -1, margin: -3, count: 2, rows: [2, 3] },
    ],
    [
      'maximum',
      { type: 'number', constraints: { maximum: 10 } },
      ['2', '7.5'],
      'maximum',
      { verdict: 'pass', value: 7.5, margin: 2.5 },
    ],
    [
      'exclusive minimum',
      { type: 'integer', constraints: { exclusiveMinimum: 2 } },
      ['2', '3'],
      'exclusiveMinimum',
      { verdict: 'fail', value: 2, margin: 0, rows: [1] },
    ],
    [
      'exclusive maximum',
      { type: 'integer', constraints: { exclusiveMaximum: 3 } },
      ['2', '3'],
      'exclusiveMaximum',
      { verdict: 'fail', value: 3, margin: 0, rows: [2] },
    ],
    [
      'date bound',
      { type: 'date', constraints: { minimum: '2024-01-01' } },
      ['2024-01-11'],
      'minimum',
      { verdict: 'pass', value: '2024-01-11', limit: '2024-01-01', margin: 10, unit: 'days' },
    ],
    [
      'no values',
      { type: 'integer', constraints: { minimum: 0 } },
      ['', ''],
      'minimum',
      { verdict: 'inconclusive', value: 'no values', limit: 0 },
    ],
    [
      'lengths',
      { type: 'string', constraints: { minLength: 2 } },
      ['ab', '😀', 'abc'],
      'minLength',
      { verdict: 'fail', value: 1, margin: -1, unit: 'characters', rows: [2] },
    ],
    [
      'longest',
      { type: 'string', constraints: { maxLength: 4 } },
      ['ab', 'abc'],
      'maxLength',
      { verdict: 'pass', value: 3, margin: 1 },
    ],
    [
      'pattern, of the whole text',
      { type: 'string', constraints: { pattern: 'a|b' } },
      ['a', 'ab', 'b'],
      'pattern',
      { verdict: 'fail', value: 1, rows: [2] },
    ],
    [
      'enum of numbers',
      { type: 'integer', constraints: { enum: [0, 1] } },
      ['0', '01', '2'],
      'enum',
      { verdict: 'fail', value: 1, rows: [3] },
    ],
    [
      'categories',
      { type: 'string', categories: ['a'], 'vertex:check': { maxUnseenFraction: 0.5 } },
      ['a', 'b', ''],
      'categories',
      { verdict: 'pass', value: 0.5, margin: 0, count: 1, rows: [2], tokens: ['b'] },
    ],
    [
      'categories unseen',
      { type: 'string', categories: ['a'] },
      ['a', '<b>', '<b>', '"c""d"'],
      'categories',
      { verdict: 'fail', value: 0.75, limit: 0, tokens: ['\\u{3c}b\\u{3e}', 'c\\u{22}d'] },
    ],
    [
      'unique',
      { type: 'integer', constraints: { unique: true } },
      ['1', '01', '2', '', ''],
      'unique',
      { column: 'x', verdict: 'fail', value: 1, rows: [2] },
    ],
    [
      'boolean words',
      { type: 'boolean', trueValues: ['ja'], falseValues: ['nein'] },
      ['ja', 'nein', 'true'],
      'type',
      { verdict: 'fail', value: 1, rows: [3] },
    ],
    [
      'missing words',
      { type: 'integer', missingValues: ['NA', '-'] },
      ['NA', '-', '1', ''],
      'type',
      { verdict: 'fail', value: 1, rows: [4] },
    ],
    [
      'a quoted missing word',
      { type: 'integer', missingValues: ['"'] },
      ['""""', '1'],
      'type',
      { verdict: 'pass', value: 0 },
    ],
  ])('%s', async (_, field, cells, rule, expected) => {
    expect(finding(await check(rowsOf(...cells), oneField(field)), rule)).toMatchObject(expected);
  });

  it('keep the first five rows of many', async () => {
    const report = await check(
      rowsOf(...Array.from({ length: 100 }, () => 'x')),
      oneField({ type: 'integer' }),
    );
    expect(finding(report, 'type')).toMatchObject({ count: 100, rows: [1, 2, 3, 4, 5] });
  });

  it('never show a cell that is no category', async () => {
    const secret = 'hunter2-secret';
    const schema = oneField({
      type: 'string',
      constraints: { pattern: 'x', maxLength: 1, enum: ['x'], unique: true },
    });
    const report = await check(rowsOf(secret, secret), schema);
    expect(report.verdict).toBe('fail');
    expect(JSON.stringify(report)).not.toContain('hunter2');
  });

  it('say what to do, but only where something is to be done', async () => {
    const report = await check(
      rowsOf('x', '1'),
      oneField({ type: 'integer', constraints: { minimum: 5 } }),
    );
    for (const { verdict, remedy } of report.findings) {
      expect(remedy === undefined).toBe(verdict === 'pass');
    }
  });
});
