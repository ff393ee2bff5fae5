import { describe, expect, it } from '@jest/globals';
import { checkDataset } from '../../src/data/dataset.ts';
import { cut, whole } from './chunks.ts';
import { finding, jsonl, schemaOf } from './reports.ts';

describe('JSON Lines', () => {
  const schema = schemaOf({
    fields: [
      { name: 'n', type: 'integer' },
      { name: 's', type: 'string' },
      { name: 'b', type: 'boolean' },
      { name: 'd', type: 'date' },
    ],
  });
  const run = (text: string) => checkDataset(whole(text), jsonl, schema);

  it('has the values of JSON, and no other words for them', async () => {
    const report = await run(
      [
        '{"n": 1, "s": "x", "b": true, "d": "2024-01-01"}',
        '{"n": "1", "s": 1, "b": "true", "d": 5}',
        '{"n": 1.5, "s": {}, "b": 1, "d": "soon"}',
        '{"n": null, "s": ""}',
      ].join('\n'),
    );
    const types = report.findings.filter(({ rule }) => rule === 'type');
    expect(types.map(({ column, value, rows }) => [column, value, rows])).toEqual([
      ['n', 2, [2, 3]],
      ['s', 2, [2, 3]],
      ['b', 2, [2, 3]],
      ['d', 2, [2, 3]],
    ]);
    expect(report.rows).toBe(4);
  });

  it('tells broken lines by their number and goes on', async () => {
    const report = await run(
      '{"n": 1, "s": "x", "b": true, "d": null}\n\nnope\n[1]\n{"n": 2}\n{"n": 3',
    );
    expect(finding(report, 'malformed')).toMatchObject({
      verdict: 'fail',
      value: 3,
      rows: [3, 4, 6],
    });
    expect(report.rows).toBe(5);
  });

  it('tells lines that are not UTF-8', async () => {
    const content = Uint8Array.from([
      ...new TextEncoder().encode('{"n":1}\n{"s":"'),
      0xff,
      ...new TextEncoder().encode('"}\n'),
    ]);
    const report = await checkDataset(cut(content, [3]), jsonl, schema);
    expect(finding(report, 'encoding')).toMatchObject({ verdict: 'fail', value: 1, rows: [2] });
  });

  it('has the fields that any line has', async () => {
    const report = await run('{"n": 1}\n{"s": "x", "extra": 1, "__proto__": {}}\n');
    expect(finding(report, 'fields')).toMatchObject({
      verdict: 'fail',
      value: 'missing: b, d; not in the schema: extra, __proto__',
    });
  });

  it('finds no column in what objects inherit', async () => {
    const odd = schemaOf({ fields: [{ name: 'constructor', constraints: { required: true } }] });
    const report = await checkDataset(whole('{"a": 1}\n'), jsonl, odd);
    expect(finding(report, 'fields')).toMatchObject({ verdict: 'fail' });
  });

  it('refuses a line over 16 MiB at its number', async () => {
    const content = `{}\n${' '.repeat(17 * 1024 * 1024)}`;
    await expect(checkDataset(cut(content, [1 << 16]), jsonl, schema)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: 'line 2 is longer than 16 MiB',
    });
  });
});
