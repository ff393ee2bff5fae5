import { describe, expect, it } from '@jest/globals';
import { check, finding, oneField, rowsOf, schemaOf } from './reports.ts';

describe('rules on the table', () => {
  const three = { fields: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] };

  it.each([
    ['exact', 'a,b,c', 'pass', '3 columns'],
    ['exact', 'c,b,a', 'fail', 'another order'],
    ['exact', 'a,b', 'fail', 'missing: c'],
    ['exact', 'a,b,c,d', 'fail', 'not in the schema: d'],
    ['equal', 'c,b,a', 'pass', '3 columns'],
    ['equal', 'c,b,d', 'fail', 'missing: a; not in the schema: d'],
    ['subset', 'd,c,b,a', 'pass', '4 columns'],
    ['subset', 'd,c,b', 'fail', 'missing: a'],
    ['superset', 'b,a', 'pass', '2 columns'],
    ['superset', 'b,<d>', 'fail', 'not in the schema: \\u{3c}d\\u{3e}'],
    ['partial', 'b,d', 'pass', '2 columns'],
    ['partial', 'd,e', 'fail', 'none of the fields'],
  ])('fields %s: %s is %s', async (fieldsMatch, header, verdict, value) => {
    const row = header.replace(/[^,]+/g, '1');
    const report = await check(`${header}\n${row}\n`, schemaOf({ ...three, fieldsMatch }));
    expect(finding(report, 'fields')).toMatchObject({ verdict, value });
  });

  it('do without no column that must have values', async () => {
    const schema = schemaOf({
      fields: [{ name: 'a' }, { name: 'b', constraints: { required: true } }],
      fieldsMatch: 'partial',
    });
    expect(finding(await check('a\n1\n', schema), 'fields')).toMatchObject({
      verdict: 'fail',
      value: 'missing: b',
    });
  });

  it('read columns by name, in whatever order', async () => {
    const schema = schemaOf({
      fields: [
        { name: 'a', type: 'integer' },
        { name: 'b', type: 'string' },
      ],
    });
    const report = await check('b,a\nx,1\n', schema);
    expect(
      report.findings.filter(({ verdict }) => verdict === 'fail').map(({ rule }) => rule),
    ).toEqual(['fields']);
  });

  it('fail a name that is there twice', async () => {
    const report = await check('a,b,b\n1,2,3\n', schemaOf({ ...three, fieldsMatch: 'partial' }));
    expect(finding(report, 'header')).toMatchObject({ verdict: 'fail', value: 1 });
  });

  it.each([
    [{ minRows: 3 }, 'minRows', 'fail', -1],
    [{ minRows: 1 }, 'minRows', 'pass', 1],
    [{ maxRows: 1 }, 'maxRows', 'fail', -1],
    [{ maxRows: 5 }, 'maxRows', 'pass', 3],
  ] as const)('count rows: %j', async (dataset, rule, verdict, margin) => {
    const report = await check(rowsOf('1', '2'), oneField({}, { 'vertex:dataset': dataset }));
    expect(finding(report, rule)).toMatchObject({ verdict, value: 2, margin });
  });

  it.each(['', 'id,x\n'])('fail data without a row: %j', async (text) => {
    const report = await check(text, oneField({}));
    expect(report.verdict).toBe('fail');
    expect(finding(report, 'minRows')).toMatchObject({ verdict: 'fail', value: 0, limit: 1 });
  });

  it('count ragged and malformed records and leave them out of the columns', async () => {
    const report = await check(
      'id,x\n1,2\n3\n4,5,6\n7,"8"9\n\n10,x\n',
      oneField({ type: 'integer' }),
    );
    expect(report.rows).toBe(5);
    expect(finding(report, 'ragged')).toMatchObject({ verdict: 'fail', value: 2, rows: [2, 3] });
    expect(finding(report, 'malformed')).toMatchObject({ verdict: 'fail', value: 1, rows: [4] });
    expect(
      report.findings.find(({ rule, column }) => rule === 'type' && column === 'x'),
    ).toMatchObject({ value: 1, rows: [5] });
  });

  it('take an empty line for a missing value where there is one column', async () => {
    const schema = schemaOf({ fields: [{ name: 'a', constraints: { required: true } }] });
    expect(finding(await check('a\n1\n\n2\n', schema), 'required')).toMatchObject({
      value: 1,
      rows: [2],
    });
  });

  it('judge keys of several columns, where all have values', async () => {
    const schema = schemaOf({ fields: [{ name: 'a' }, { name: 'b' }], uniqueKeys: [['a', 'b']] });
    const report = await check('a,b\n1,23\n12,3\n1,\n1,\n1,23\n', schema);
    expect(finding(report, 'uniqueKeys')).toMatchObject({
      column: 'a,b',
      verdict: 'fail',
      value: 1,
      rows: [5],
    });
  });

  it('want values in the columns of a primary key', async () => {
    const report = await check(rowsOf('1', ''), oneField({}, { primaryKey: ['x'] }));
    expect(finding(report, 'required')).toMatchObject({ column: 'x', verdict: 'fail' });
    expect(finding(report, 'primaryKey')).toMatchObject({ verdict: 'pass', value: 0 });
  });

  it('say so where there are more keys than they remember', async () => {
    const schema = oneField({ constraints: { unique: true } });
    const many = rowsOf('1', '2', '3', '4');
    expect(finding(await check(many, schema, { keyLimit: 2 }), 'unique')).toMatchObject({
      verdict: 'inconclusive',
    });
    expect(
      finding(await check(rowsOf('1', '2', '3', '1'), schema, { keyLimit: 2 }), 'unique'),
    ).toMatchObject({ verdict: 'fail', rows: [4] });
  });

  it.each([
    [['0', '1'], 'pass', 'several values'],
    [['1', '1'], 'fail', 'one value only'],
    [['', ''], 'fail', 'no value'],
  ])('want a label that varies: %j', async (cells, verdict, value) => {
    const schema = oneField({ type: 'integer' }, { 'vertex:dataset': { label: 'x' } });
    expect(finding(await check(rowsOf(...cells), schema), 'label')).toMatchObject({
      column: 'x',
      verdict,
      value,
    });
  });
});
