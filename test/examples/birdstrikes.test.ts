import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { type ModelServer, runProgram, startServer } from './program.ts';
import { type Row, type TableSchema, violations } from './table-schema.ts';

jest.setTimeout(60_000);

const example = join(import.meta.dirname, '../../examples/birdstrikes');

interface Instance {
  readonly time_of_day: string;
  readonly [field: string]: unknown;
}

interface Prediction {
  readonly id: string;
  readonly label: 0 | 1;
  readonly score: number;
  readonly slices: { readonly phase_of_flight: string; readonly time_of_day: string };
}

interface GoldenCase {
  readonly name: string;
  readonly instance: Instance;
  readonly expect: { readonly damage_probability: { readonly min: number; readonly max: number } };
}

const featureSets = ['basic', 'full', 'seasonal'] as const;
type Features = (typeof featureSets)[number];

let work: string;
const logs: Partial<Record<Features, string>> = {};
const predictions: Partial<Record<Features, Prediction[]>> = {};

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'birdstrikes-'));
  await prepare('data');
  for (const features of featureSets) {
    logs[features] = await train(features);
    predictions[features] = await readLines<Prediction>(join(work, features, 'predictions.jsonl'));
  }
});

afterAll(() => rm(work, { recursive: true, force: true }));

describe('the data', () => {
  test('is the same every time', async () => {
    await prepare('again');
    for (const file of ['train.csv', 'holdout.csv', 'requests.jsonl']) {
      const [first, second] = await Promise.all(
        ['data', 'again'].map((folder) => readFile(join(work, folder, file), 'utf8')),
      );
      expect(second).toBe(first);
    }
  });

  test('is split into rows to train on and others to judge by', async () => {
    const [training, holdout] = await Promise.all([readRows('train.csv'), readRows('holdout.csv')]);
    expect(training).toHaveLength(7000);
    expect(holdout).toHaveLength(3000);
    expect(new Set([...training, ...holdout].map(({ id }) => id)).size).toBe(10_000);
  });

  test.each(['train.csv', 'holdout.csv'])('%s is what its schema says', async (file) => {
    expect(violations(await readSchema(), await readRows(file))).toEqual([]);
  });

  test('has a request for every row held out, without what the strike cost or did', async () => {
    const [requests, holdout] = await Promise.all([readRequests(), readRows('holdout.csv')]);
    expect(requests.map(({ time_of_day }) => time_of_day)).toEqual(
      holdout.map(({ time_of_day }) => time_of_day),
    );
    expect(Object.keys(requests[0] ?? {})).not.toContain('damage');
  });
});

describe('the trainer', () => {
  test.each([
    ['basic', 0.58, 0.65],
    ['full', 0.78, 0.84],
    ['seasonal', 0.78, 0.84],
  ] as const)('reports the AUC of %s that its predictions have', (features, least, most) => {
    const auc = pairwiseAuc(predictionsOf(features));
    expect(auc).toBeGreaterThan(least);
    expect(auc).toBeLessThan(most);
    expect(logs[features]).toContain(`holdout AUC: ${auc.toFixed(4)}\n`);
  });

  test('gets better with each release', () => {
    const aucs = featureSets.map((features) => pairwiseAuc(predictionsOf(features)));
    expect(aucs).toEqual(aucs.toSorted((a, b) => a - b));
  });

  test('is as sure as it should be, on the whole', () => {
    for (const features of featureSets) {
      const scored = predictionsOf(features);
      const expected = scored.reduce((sum, { score }) => sum + score, 0);
      const damaged = scored.filter(({ label }) => label === 1).length;
      expect(Math.abs(expected - damaged) / damaged).toBeLessThan(0.1);
    }
  });

  test('gives the same model for the same data', async () => {
    const before = await readFile(join(work, 'basic/model/model.json'), 'utf8');
    await train('basic');
    expect(await readFile(join(work, 'basic/model/model.json'), 'utf8')).toBe(before);
  });
});

describe.each(['basic', 'full', 'seasonal'] as const)('the model servers with %s', (features) => {
  let current: ModelServer;
  let next: ModelServer;
  let requests: Instance[];

  beforeAll(async () => {
    const model = join(work, features, 'model/');
    [current, next, requests] = await Promise.all([
      startServer(example, 'server/serve.mjs', model),
      startServer(example, 'server/next/serve.mjs', model),
      readRequests(),
    ]);
  });

  afterAll(() => Promise.all([current.stop(), next.stop()]));

  test('both pass the golden suite', async () => {
    const suite = await readLines<GoldenCase>(join(example, 'tests/golden.jsonl'));
    const instances = suite.map(({ instance }) => instance);
    for (const server of [current, next]) {
      const scores = await scoresOf(server, instances);
      const outside = suite.filter(({ expect: { damage_probability: range } }, i) => {
        const score = scores[i] ?? Number.NaN;
        return !(score >= range.min && score <= range.max);
      });
      expect(outside).toEqual([]);
    }
  });

  test('the current one serves the scores that the release was judged by', async () => {
    const judged = predictionsOf(features).map(({ score }) => score);
    expect(await scoresOf(current, requests)).toEqual(judged);
  });

  test('the next one agrees with it, dusk apart', async () => {
    const lit = requests.filter(({ time_of_day }) => time_of_day !== 'Dusk');
    expect(await scoresOf(next, lit)).toEqual(await scoresOf(current, lit));
    const unreported = [{}, ...lit.slice(0, 50).flatMap(withoutEachField)];
    expect(await scoresOf(next, unreported)).toEqual(await scoresOf(current, unreported));
  });

  test('the next one fails on every strike at dusk', async () => {
    const dusk = requests.filter(({ time_of_day }) => time_of_day === 'Dusk');
    const answers = await Promise.all(dusk.map((instance) => next.predict([instance])));
    expect(answers).toHaveLength(179);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([500]));
  });
});

test('a model server ends cleanly when told to', async () => {
  const server = await startServer(example, 'server/serve.mjs', join(work, 'basic/model/'));
  expect(await server.stop()).toBe(0);
});

test('the golden suite has every light but dusk', async () => {
  const suite = await readLines<GoldenCase>(join(example, 'tests/golden.jsonl'));
  const lights = new Set(suite.map(({ instance }) => instance.time_of_day));
  expect([...lights].toSorted()).toEqual(['Dawn', 'Day', 'Night']);
});

test("the example's own tests pass", async () => {
  const config = parseYaml(await readFile(join(example, 'vertex-release.yaml'), 'utf8'));
  const [program, ...args] = String(config.validate.test_command).split(' ');
  expect(program).toBe('node');
  expect(await runProgram(example, args)).toMatch(/pass \d/);
});

async function prepare(folder: string): Promise<void> {
  await runProgram(example, ['data/prepare.mjs', join(work, folder)]);
}

function train(features: Features): Promise<string> {
  const [data, holdout] = ['train.csv', 'holdout.csv'].map((file) => join(work, 'data', file));
  return runProgram(
    example,
    ['trainer/train.mjs', `--data=${data}`, `--holdout=${holdout}`, `--features=${features}`],
    { AIP_MODEL_DIR: join(work, features, 'model/') },
  );
}

function predictionsOf(features: Features): Prediction[] {
  const found = predictions[features];
  if (found === undefined) throw new Error(`${features} was not trained`);
  return found;
}

/** The share of pairs, one strike with damage and one without, that the scores put in the right order. */
function pairwiseAuc(scored: readonly Prediction[]): number {
  const damaged = scored.filter(({ label }) => label === 1);
  const unharmed = scored.filter(({ label }) => label === 0);
  let right = 0;
  for (const { score: above } of damaged) {
    for (const { score: below } of unharmed) right += above > below ? 1 : above === below ? 0.5 : 0;
  }
  return right / (damaged.length * unharmed.length);
}

async function scoresOf(server: ModelServer, instances: readonly unknown[]): Promise<number[]> {
  const { status, body } = await server.predict(instances);
  expect(status).toBe(200);
  const { predictions: scored } = body as { predictions: { damage_probability: number }[] };
  return scored.map(({ damage_probability }) => damage_probability);
}

function withoutEachField(instance: Instance): Record<string, unknown>[] {
  return Object.keys(instance).map((field) => ({ ...instance, [field]: null }));
}

async function readRows(file: string): Promise<Row[]> {
  return parseCsv<Row>(await readFile(join(work, 'data', file)), { columns: true });
}

function readRequests(): Promise<Instance[]> {
  return readLines<Instance>(join(work, 'data/requests.jsonl'));
}

async function readLines<T>(path: string): Promise<T[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as T);
}

async function readSchema(): Promise<TableSchema> {
  return parseYaml(await readFile(join(example, 'data/schema.yaml'), 'utf8')) as TableSchema;
}
