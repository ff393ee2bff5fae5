import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Exchange } from '../../src/ports/predictions.ts';
import type { Json } from '../../src/release/json.ts';
import { Asker } from '../../src/steps/integration-test/asker.ts';
import { readSuite } from '../../src/steps/integration-test/read-suite.ts';
import { isKind, type SuiteCase } from '../../src/steps/integration-test/suite-case.ts';
import { runSuite } from '../../src/steps/integration-test/suite-run.ts';
import { fakeFiles } from '../support/fake-files.ts';
import { fakeHost } from '../support/fake-host.ts';
import { answered, fakePredictions } from '../support/fake-predictions.ts';
import { stepContext } from '../support/step-context.ts';
import { type ModelServer, runProgram, startServer } from './program.ts';

jest.setTimeout(60_000);

const example = join(import.meta.dirname, '../../examples/birdstrikes');
const suiteFiles = ['suite.yaml', 'golden.jsonl'];

let work: string;
let suite: readonly SuiteCase[];

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'birdstrikes-suite-'));
  await runProgram(example, ['data/prepare.mjs', join(work, 'data')]);
  const texts = await Promise.all(
    suiteFiles.map((name) => readFile(join(example, 'tests', name), 'utf8')),
  );
  const stored = Object.fromEntries(
    suiteFiles.map((name, index) => [`/${name}`, texts[index] ?? '']),
  );
  suite = await readSuite('/suite.yaml', fakeFiles(stored));
});

afterAll(() => rm(work, { recursive: true, force: true }));

test('the suite says nothing of dusk: the example needs something that only live traffic shows', () => {
  const told = suite.filter((one) => !isKind('refusal')(one));
  expect(JSON.stringify(told)).not.toContain('Dusk');
});

test('neither does the log of production that is asked again', async () => {
  const log = await readFile(join(example, 'tests/production.jsonl'), 'utf8');
  expect(log.split('\n').filter((line) => line !== '')).toHaveLength(60);
  expect(log).not.toContain('Dusk');
});

describe.each(['basic', 'full', 'seasonal'])('the suite of %s', (features) => {
  beforeAll(async () => {
    const [data, holdout] = ['train.csv', 'holdout.csv'].map((file) => join(work, 'data', file));
    await runProgram(
      example,
      ['trainer/train.mjs', `--data=${data}`, `--holdout=${holdout}`, `--features=${features}`],
      { AIP_MODEL_DIR: join(work, features, 'model/') },
    );
  });

  test('answers as the log of production has it where it is the model of that log', async () => {
    const log = await readFile(join(example, 'tests/production.jsonl'), 'utf8');
    const args = [
      'tests/log-morning.mjs',
      join(work, features, 'model'),
      join(work, 'data/holdout.csv'),
    ];
    const [found, logged] = [await runProgram(example, args), log].map(probabilitiesIn);
    const apart = (found ?? []).map((one, index) => Math.abs(one - (logged?.[index] ?? NaN)));
    expect(Math.max(...apart) < 1e-9).toBe(features === 'basic');
  });

  test.each(['server/serve.mjs', 'server/next/serve.mjs'])('is passed by %s', async (program) => {
    const server = await startServer(example, program, join(work, features, 'model/'));
    try {
      expect(await failuresOn(server)).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});

function probabilitiesIn(log: string): number[] {
  return [...log.matchAll(/"damage_probability":([^}]+)/g)].map(([, one]) => Number(one));
}

async function failuresOn(server: ModelServer) {
  const predictions = {
    ...fakePredictions(answered),
    send: (_endpoint: string, body: string) => exchangeWith(server, body),
  };
  const context = stepContext({ predictions, host: fakeHost() });
  const asker = new Asker({ endpoint: 'birdstrike-staging', timeoutMs: 5_000 }, context);
  const results = await runSuite(suite, 1, asker, context);
  return results
    .filter(({ finding }) => finding.verdict !== 'pass')
    .map(({ one, finding }) => [one.name, ...finding.misses]);
}

async function exchangeWith(server: ModelServer, body: string): Promise<Exchange> {
  let instances: Json[];
  try {
    ({ instances } = JSON.parse(body) as { instances: Json[] });
  } catch {
    // Vertex AI refuses what is no JSON before the model sees it.
    return { kind: 'answered', status: 400, body: '{"error":"Invalid JSON"}', latencyMs: 1 };
  }
  const { status, body: answer } = await server.predict(instances);
  return { kind: 'answered', status, body: JSON.stringify(answer), latencyMs: 1 };
}
