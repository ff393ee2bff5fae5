import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parsePredictions } from '../../../src/evaluation/predictions.ts';
import { readPredictions } from '../../../src/steps/register/predictions-source.ts';
import { fakeFiles } from '../../support/fake-files.ts';
import { somePorts } from '../../support/step-context.ts';

// Written by pyarrow: fixtures/predictions_parquet.py.
const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, 'fixtures', `${name}.parquet`));

/** In pieces, as it would come over the network, in memory that is used again for the next. */
function read(bytes: Uint8Array) {
  const ports = somePorts({
    files: {
      ...fakeFiles({}),
      async *open() {
        const piece = new Uint8Array(100);
        for (let at = 0; at < bytes.length; at += piece.length) {
          const part = bytes.subarray(at, at + piece.length);
          piece.set(part);
          yield piece.subarray(0, part.length);
        }
      },
    },
  });
  return readPredictions({ uri: '/data/p.parquet', projectId: 'acme' }, ports);
}

const lines = (...rows: object[]) => rows.map((row) => JSON.stringify(row)).join('\n');

const twoClasses = lines(
  { id: 'row 0', label: 0, score: 0.25, weight: 2, slices: { country: 'US' } },
  { id: 'row 1', label: 1, score: 1, slices: { country: 'DE' } },
  { id: 'row 2', label: 0, score: 0, weight: 1 },
  { id: 'row 3', label: 1, score: 0.5, weight: 1, slices: { country: 'US' } },
  { id: 'row 4', label: 1, score: 0.75, weight: 3, slices: { country: '' } },
  { id: 'row 5', label: 0, score: 0.125, weight: 1, slices: { country: 'FR' } },
  { id: 'row 6', label: 1, score: 0.0625, weight: 0.5, slices: { country: 'US' } },
);
const packings = ['none', 'snappy', 'gzip', 'brotli', 'zstd', 'v2'];

describe('predictions in Parquet', () => {
  it.each([
    ...packings.map((packing) => [`two-classes-${packing}`, twoClasses]),
    [
      'several-classes',
      lines(
        {
          id: 1,
          label: 'cat',
          scores: { cat: 0.5, dog: 0.25, 'a.b': 0.25 },
          slices: { site: 'x' },
        },
        { id: 2, label: 'dog', scores: { cat: 0, dog: 1, 'a.b': 0 }, slices: {} },
        {
          id: '9007199254740993',
          label: 'a.b',
          scores: { cat: 0.125, dog: 0.125, 'a.b': 0.75 },
          slices: { site: 'y' },
        },
      ),
    ],
    [
      'several-labels',
      lines(
        { id: 'a', labels: ['x', 'y'], scores: { x: 0.75, y: 0.5 } },
        { id: 'b', labels: [], scores: { x: 0.25, y: 0.125 } },
      ),
    ],
    [
      'forecast',
      lines(
        {
          id: 'a',
          label: 3.5,
          prediction: 3.25,
          time: '2026-01-01T00:00:00.000Z',
          series: 's',
          quantiles: { '0.1': 3 },
        },
        {
          id: 'b',
          label: 4,
          prediction: 4.5,
          time: '2026-01-02T00:00:00.000Z',
          series: 's',
          quantiles: { '0.1': 3.5 },
        },
      ),
    ],
  ])('are those of JSON Lines: %s', async (name, text) => {
    expect(await read(fixture(name))).toEqual(parsePredictions(text, { where: '/data/p.parquet' }));
  });

  it('are told with their row where they are wrong', async () => {
    const bytes = fixture('two-classes-none');
    const place = bytes.indexOf('row 4');
    bytes.write('row 3', place);
    await expect(read(bytes)).rejects.toMatchObject({
      code: 'EVIDENCE_UNUSABLE',
      problems: [{ where: '/data/p.parquet:5 id', expected: 'an id not used before' }],
    });
  });

  it('are refused whole when the file is broken, wherever it is', async () => {
    const whole = fixture('two-classes-zstd');
    const cuts = Array.from({ length: 40 }, (_, i) => Math.floor((whole.length * i) / 40));
    const broken = [
      Buffer.from('{"id": "a", "label": 0, "score": 0.1}\n'),
      ...cuts.map((cut) => whole.subarray(0, cut)),
      ...cuts
        .slice(1, 12)
        .map((cut) => Buffer.concat([whole.subarray(0, cut), whole.subarray(cut + 1)])),
    ];
    for (const bytes of broken) {
      await expect(read(bytes)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    }
  });
});
