import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { checkDataset, datasetFormat } from '../../src/data/dataset.ts';
import { profileCsv, profileJsonl } from '../../src/data/table-tally.ts';
import { cut, whole } from './chunks.ts';
import { csv, jsonl, schemaOf } from './reports.ts';

async function* manyRows(blocks: number): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode('id,x,c\n');
  const block = new TextEncoder().encode('1,2.5,a\n2,bad,é\n,-1,zzz\n'.repeat(1_000));
  for (let i = 0; i < blocks; i += 1) yield block;
}

describe('the format of a dataset', () => {
  it.each([
    ['data/train.csv', csv],
    ['gs://b/TRAIN.CSV', csv],
    ['a.tsv', { kind: 'csv', delimiter: '\t' }],
    ['a.jsonl', jsonl],
    ['a.b.ndjson', jsonl],
  ])('of %s is told by its extension', (source, format) => {
    expect(datasetFormat(source)).toEqual(format);
  });

  it.each([
    ['a.csv.gz', 'UNIMPLEMENTED'],
    ['a.parquet', 'UNIMPLEMENTED'],
    ['a.xlsx', 'INPUT_INVALID'],
    ['train', 'INPUT_INVALID'],
  ])('of %s is refused', (source, code) => {
    expect(() => datasetFormat(source)).toThrow(expect.objectContaining({ code }));
  });
});

describe('a dataset', () => {
  const schema = schemaOf({
    fields: [
      { name: 'id', type: 'integer', constraints: { unique: true } },
      { name: 'x', type: 'number', constraints: { minimum: 0 } },
      { name: 'c', type: 'string', categories: ['a', 'é'] },
    ],
    'vertex:dataset': { label: 'c' },
  });
  const cell = fc.constantFrom('1', '2', '-3.5', '', 'é', 'a', '"a"', '"q""q"', '"l\nl"', 'x,y');
  const text = fc
    .array(
      fc.tuple(cell, cell, cell).map((cells) => cells.join(',')),
      { maxLength: 12 },
    )
    .map((rows) => ['id,x,c', ...rows].join('\n'));

  it('has one report, wherever its bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        async (content, sizes) => {
          expect(await checkDataset(cut(content, sizes), csv, schema)).toEqual(
            await checkDataset(whole(content), csv, schema),
          );
        },
      ),
    );
  });

  it('is plain data, with the digest of its bytes', async () => {
    const content = '\uFEFFid,x,c\n1,2,a\n2,3,é\n';
    const report = await checkDataset(whole(content), csv, schema);
    expect(report).toMatchObject({ rows: 2, bytes: 23, verdict: 'pass' });
    expect(report.sha256).toBe(createHash('sha256').update(content).digest('hex'));
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('has the same profile as CSV and as JSON Lines', async () => {
    const rows = fc.array(
      fc.record({
        id: fc.integer({ min: 0, max: 5 }),
        x: fc.integer({ min: -3, max: 3 }),
        c: fc.constantFrom('a', 'é', 'z'),
      }),
      { minLength: 1, maxLength: 10 },
    );
    await fc.assert(
      fc.asyncProperty(rows, async (records) => {
        const asCsv = ['id,x,c', ...records.map(({ id, x, c }) => `${id},${x},${c}`)].join('\n');
        const asJson = records.map((record) => JSON.stringify(record)).join('\n');
        const [one, other] = await Promise.all([
          profileCsv(whole(asCsv), schema, ','),
          profileJsonl(whole(asJson), schema),
        ]);
        expect({ ...one, order: 'none' }).toEqual(other);
      }),
    );
  });

  it('has counts, extremes and means of its columns', async () => {
    const profile = await profileCsv(whole('id,x,c\n1,1,a\n2,2.5,a\n3,,a\n4,bad,a\n'), schema, ',');
    expect(profile.columns[1]).toEqual({
      name: 'x',
      type: 'number',
      rows: 4,
      nulls: { count: 1, rows: [3] },
      misfits: { count: 1, rows: [4] },
      numbers: { count: 2, min: 1, max: 2.5, mean: 1.75 },
      broken: { minimum: { count: 0, rows: [] } },
    });
  });

  it('takes no more room for more rows', async () => {
    const sizeAfter = async (count: number) =>
      JSON.stringify(await profileCsv(manyRows(count), schema, ',')).replace(/\d+/g, '#').length;
    expect(await sizeAfter(100)).toBe(await sizeAfter(2));
    const before = process.memoryUsage().arrayBuffers;
    await profileCsv(manyRows(300), schema, ',');
    // 7 MB went through; only the scanner's first buffer and the keys may stay.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2_000_000);
  });
});
