import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { EvaluationSet } from '../../../src/evaluation/evaluation-set.ts';
import { parsePredictions } from '../../../src/evaluation/predictions.ts';
import type { Row, Warehouse, WarehouseQuery } from '../../../src/ports/warehouse.ts';
import { readPredictions } from '../../../src/steps/register/predictions-source.ts';
import { fakeFiles } from '../../support/fake-files.ts';
import { fakeObjects } from '../../support/fake-objects.ts';
import { somePorts } from '../../support/step-context.ts';

/** Reads a file of that extension; in small pieces, as it would come over the network. */
function readAs(extension: string, text: string, positiveLabel?: string): Promise<EvaluationSet> {
  const uri = `/data/p.${extension}`;
  const files = fakeFiles({ [uri]: text });
  const bytes = new TextEncoder().encode(text);
  const ports = somePorts({
    files: {
      ...files,
      async *open() {
        for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
      },
    },
  });
  const positive = positiveLabel === undefined ? {} : { positiveLabel };
  return readPredictions({ uri, projectId: 'acme', ...positive }, ports);
}

async function problems(reading: Promise<unknown>): Promise<string[]> {
  const error = await reading.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ code: 'EVIDENCE_UNUSABLE' });
  const { problems: all } = error as {
    problems: { where: string; expected: string; found?: string }[];
  };
  return all.map(({ where, expected, found }) => `${where}: ${expected}; ${found ?? 'nothing'}`);
}

/** The same predictions as CSV and as JSON Lines. */
const twins: readonly [string, string, object[]][] = [
  [
    'two classes',
    'id,label,score,weight,slices.country\na,0,0.25,2,US\n\nb,1,1,,\n"c, d",true,1e-3,1,"""x"""\n',
    [
      { id: 'a', label: 0, score: 0.25, weight: 2, slices: { country: 'US' } },
      { id: 'b', label: 1, score: 1, slices: {} },
      { id: 'c, d', label: true, score: 0.001, slices: { country: '"x"' } },
    ],
  ],
  [
    'several classes',
    'id,label,scores.cat,scores.dog,scores.__proto__,ignored\n1,cat,.5,0.25,0.25,x\n2,__proto__,0,0,1,y\n',
    [
      { id: 1, label: 'cat', scores: JSON.parse('{"cat":0.5,"dog":0.25,"__proto__":0.25}') },
      { id: 2, label: '__proto__', scores: JSON.parse('{"cat":0,"dog":0,"__proto__":1}') },
    ],
  ],
  [
    'several labels',
    'id,labels.a,labels.b,scores.a,scores.b\nx,1,0,0.9,0.1\ny,0,0,0.5,0.5\n',
    [
      { id: 'x', labels: ['a'], scores: { a: 0.9, b: 0.1 } },
      { id: 'y', labels: [], scores: { a: 0.5, b: 0.5 } },
    ],
  ],
  ['numbers', 'id,label,prediction\nx,-3.5,+4\n', [{ id: 'x', label: -3.5, prediction: 4 }]],
  [
    'a forecast',
    'id,label,prediction,time,series,quantiles.0.1,quantiles.0.9\nx,3,4,2026-01-31,s1,2,5\n',
    [
      {
        id: 'x',
        label: 3,
        prediction: 4,
        time: '2026-01-31',
        series: 's1',
        quantiles: { 0.1: 2, 0.9: 5 },
      },
    ],
  ],
  [
    'a ranking',
    'id,group,label,score\nx,q 7,2,-0.3\ny,8,0,12\n',
    [
      { id: 'x', group: 'q 7', label: 2, score: -0.3 },
      { id: 'y', group: '8', label: 0, score: 12 },
    ],
  ],
];

describe('predictions', () => {
  it.each(twins)('of %s are the same from CSV, TSV and JSON Lines', async (_, csv, rows) => {
    const jsonl = rows.map((row) => JSON.stringify(row)).join('\n');
    const expected = parsePredictions(jsonl, { where: 'x' });
    expect(await readAs('jsonl', jsonl)).toEqual(expected);
    expect(await readAs('csv', csv)).toEqual(expected);
    expect(await readAs('csv', `\uFEFF${csv.replaceAll('\n', '\r\n')}`)).toEqual(expected);
    const tsv = csv.replaceAll('"c, d"', 'c; d').replaceAll(',', '\t').replaceAll('c; d', '"c, d"');
    expect(await readAs('TSV', tsv)).toEqual(expected);
  });

  it('are read from Cloud Storage, as JSON Lines whatever the name', async () => {
    const uri = 'gs://b/predictions.results-00000-of-00001';
    const objects = fakeObjects({ [uri]: '{"id":"a","label":1,"prediction":2}\n' });
    const set = await readPredictions({ uri, projectId: 'acme' }, somePorts({ objects }));
    expect(set.task).toBe('regression');
  });

  it('take the label that is said to be positive', async () => {
    const csv = 'id,label,scores.no,scores.yes\na,no,0.8,0.2\nb,yes,0.3,0.7\n';
    const set = await readAs('csv', csv, 'yes');
    expect([...set.labels]).toEqual([0, 1]);
    expect([...set.scores]).toEqual([0.2, 0.7]);
  });

  it('of random numbers are read from CSV as they are', async () => {
    const numbers = fc.array(
      fc.tuple(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      ),
      { minLength: 1, maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(numbers, async (pairs) => {
        const lines = pairs.map(([label, prediction], i) => `e${i},${label},${prediction}`);
        const set = await readAs('csv', ['id,label,prediction', ...lines].join('\n'));
        expect([...set.labels]).toEqual(pairs.map(([label]) => Number(String(label))));
        expect([...set.scores]).toEqual(pairs.map(([, prediction]) => Number(String(prediction))));
      }),
      { numRuns: 30 },
    );
  });

  it.each(['avro', 'tfrecord', 'jsonl.gz'])(
    'are not read from %s, with a reason',
    async (extension) => {
      await expect(readAs(extension, 'PAR1')).rejects.toMatchObject({
        code: 'UNIMPLEMENTED',
        message: expect.stringMatching(/ is not read: .+/),
      });
    },
  );

  it('that are packed without saying so are not read either', async () => {
    const uri = 'gs://b/p.jsonl';
    const packed = {
      ...fakeObjects(),
      async *open() {
        yield Uint8Array.of(0x1f, 0x8b, 8, 0);
      },
    };
    await expect(
      readPredictions({ uri, projectId: 'acme' }, somePorts({ objects: packed })),
    ).rejects.toMatchObject({ code: 'UNIMPLEMENTED' });
  });
});

describe('CSV', () => {
  it('is refused with every problem at its line', async () => {
    const csv = [
      'id,label,score',
      'a,0,0.5',
      'b,1,NaN',
      'c,1',
      'd,1,0x1F',
      'e,,0.5',
      'f,1,"0.5"x',
      '"g',
      'h",1,1.5',
      'a,1,0.5',
    ].join('\n');
    expect(await problems(readAs('csv', csv))).toEqual([
      '/data/p.csv:3 score: a probability in [0, 1]; "NaN"',
      '/data/p.csv:4: 3 cells, as in the header; 2',
      '/data/p.csv:5 score: a probability in [0, 1]; "0x1F"',
      '/data/p.csv:6 label: 0 or 1; nothing',
      '/data/p.csv:7: nothing after a closing quote; text',
      '/data/p.csv:8 score: a probability in [0, 1]; 1.5',
      '/data/p.csv:10 id: an id not used before; "a"',
    ]);
  });

  it.each([
    [
      'a name twice',
      'id,label,label\na,1,0.5\n',
      '/data/p.csv:1: a name once in the header; label',
    ],
    ['no id', 'label,score\n1,0.5\n', '/data/p.csv:1: a header with id; label, score'],
    [
      'labels in one cell',
      'id,labels,scores.a\nx,a,1\n',
      '/data/p.csv:1: a header with columns labels.CLASS of 0 and 1 for labels; id, labels, scores.a',
    ],
    ['no line', '', '/data/p.csv: at least one example; nothing'],
    ['a header alone', 'id,label,score\n', '/data/p.csv: at least one example; nothing'],
    [
      'labels that are neither 0 nor 1',
      'id,labels.a,scores.a\nx,2,1\n',
      '/data/p.csv:2 labels: a list of none or some of the 1 labels that the scores name; 2',
    ],
  ])('is refused with %s', async (_, csv, problem) => {
    expect(await problems(readAs('csv', csv))).toEqual([problem]);
  });

  it('with a quote that is never closed cannot be read', async () => {
    await expect(readAs('csv', 'id,label,score\na,1,"0.5\n')).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
  });
});

describe('JSON Lines', () => {
  it('is refused with every problem at its line', async () => {
    const jsonl = ['{"id":"a","label":0,"score":NaN}', '', '[1]', 'oops'].join('\n');
    expect(await problems(readAs('jsonl', jsonl))).toEqual([
      '/data/p.jsonl:1: finite numbers; NaN',
      '/data/p.jsonl:3: a JSON object; [1]',
      '/data/p.jsonl:4: a JSON object; "oops"',
    ]);
  });
});

describe('a table of BigQuery', () => {
  const uri = 'bq://acme-data.evaluation.predictions-7';

  function tableOf(...pages: Row[][]): { warehouse: Warehouse; asked: WarehouseQuery[] } {
    const asked: WarehouseQuery[] = [];
    const warehouse: Warehouse = {
      query: async () => {
        throw new Error('a table is read page by page');
      },
      async *pages(query) {
        asked.push(query);
        yield* pages;
      },
    };
    return { warehouse, asked };
  }

  it('is read page by page, its rows as JSON', async () => {
    const row = (id: string, label: number) => ({
      // As TO_JSON_STRING writes a row with columns that others do not fill.
      line: `{"id":"${id}","label":${label},"score":0.25,"weight":null,"group":null,"slices":{"country":"US","night":null}}`,
    });
    const { warehouse, asked } = tableOf([row('a', 0), row('b', 1)], [], [row('c', 1)]);
    const set = await readPredictions({ uri, projectId: 'acme-ml' }, somePorts({ warehouse }));
    expect(set).toMatchObject({ task: 'binary', ids: ['a', 'b', 'c'] });
    expect(set.slices.get('country')).toEqual(['US', 'US', 'US']);
    expect(asked).toEqual([
      {
        projectId: 'acme-ml',
        sql: 'SELECT TO_JSON_STRING(t) AS line FROM `acme-data.evaluation.predictions-7` AS t',
        parameters: {},
      },
    ]);
  });

  it('says which row is none', async () => {
    const { warehouse } = tableOf([{ line: null }, { line: '{"id":"a","label":1,"score":"NaN"}' }]);
    expect(
      await problems(readPredictions({ uri, projectId: 'p' }, somePorts({ warehouse }))),
    ).toEqual([`${uri}:1: a JSON object; ""`, `${uri}:2 score: a probability in [0, 1]; "NaN"`]);
  });

  it('of another name never reaches a query', async () => {
    const { warehouse, asked } = tableOf();
    const evil = 'bq://acme-data.d.t` UNION ALL SELECT 1 --';
    await expect(
      readPredictions({ uri: evil, projectId: 'p' }, somePorts({ warehouse })),
    ).rejects.toMatchObject({ code: 'EVIDENCE_UNREADABLE' });
    expect(asked).toEqual([]);
  });
});
