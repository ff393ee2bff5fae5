import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { startEmulator } from '../../../src/emulator/emulator.ts';
import { originsFrom } from '../../../src/google/origin.ts';
import { googlePorts } from '../../../src/google/ports.ts';
import { systemClock } from '../../../src/hosts/system/clock.ts';
import type { JsonObject } from '../../../src/release/json.ts';
import { formatRecord } from '../../../src/release/record.ts';
import { register } from '../../../src/steps/register/contract.ts';
import { runRegister } from '../../../src/steps/register/run.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { fakeJournal, fakeRecord, passedStep } from '../../support/fake-journal.ts';
import { stepContext } from '../../support/step-context.ts';
import { inputsOf } from '../../support/step-inputs.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(120_000);

const image = `us-docker.pkg.dev/acme-ml/ml/server@sha256:${'a'.repeat(64)}`;
const parent = 'projects/acme-ml/locations/us-central1';
const folder = 'gs://releases/training';
const server = fileURLToPath(new URL('fixtures/scoring-server.mjs', import.meta.url));

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({
    port: 0,
    images: { [image]: { command: [process.execPath, server] } },
    buckets: ['releases'],
    timing: { stopGraceMs: 500 },
  });
});

afterAll(async () => {
  await emulator.stop();
});

const ports = () =>
  googlePorts(originsFrom({ VERTEX_EMULATOR_HOST: emulator.http }), systemClock, {
    next: () => 0.5,
  });

async function get(path: string): Promise<JsonObject> {
  const response = await fetch(`http://${emulator.http}/v1/${path}`);
  return (await response.json()) as JsonObject;
}

/** Examples of both classes: `signal` tells them apart, `noise` does not. */
const examples = Array.from({ length: 400 }, (_, index) => ({
  id: `row-${index}`,
  label: index % 4 === 0 ? 1 : 0,
  signal: index % 4 === 0 ? 0.9 : 0.1,
  noise: (index * 0.6180339887498949) % 1,
  slices: { side: index % 8 < 4 ? 'left' : 'right' },
}));

/** A release of its own: it registers, and the journal stays for another run. */
async function release(number: number, flags: Record<string, string>) {
  const releaseId = `birds-1a2b3c4d-${number}`;
  const trained = passedStep({
    job: `${parent}/customJobs/77${number}`,
    output_dir: folder,
    model_dir: `${folder}/model-${number}`,
  });
  const { objects } = ports();
  await objects.write(`${folder}/model-${number}/weights.bin`, `weights ${number}`, 'any');
  const record = fakeRecord({
    releaseId,
    number,
    identity: { 'data.train': 'f'.repeat(64) },
    steps: { train: trained },
  });
  const journal = fakeJournal(record);
  const host = fakeHost();
  const context = stepContext(
    { ...ports(), host, clock: systemClock },
    { journal, emulated: true },
  );
  const all = { serving_image: image, port: '8080', ...flags };
  const run = () => runRegister(inputsOf(register, all), context);
  return { run, journal, host, objects };
}

describe('register on the embedded Vertex', () => {
  it('adds a version with its evaluation, slices and lineage, and finds all of them again', async () => {
    const { run, host, objects } = await release(1, {
      predictions: `${folder}/predictions.jsonl`,
      lineage: 'metadata',
      attestation: 'true',
      serving_env: 'SHARE=0.2',
    });
    const lines = examples.map(({ id, label, noise, slices }) =>
      JSON.stringify({ id, label, score: label * 0.2 + noise * 0.8, slices }),
    );
    await objects.write(`${folder}/predictions.jsonl`, lines.join('\n'), 'any');
    const first = await run();
    const again = await run();
    expect(again).toMatchObject({ outputs: { version_id: '1' }, verdict: 'pass' });
    expect(again.evidence).toEqual(first.evidence);
    expect(host.lines.filter((line) => line.startsWith('!'))).toEqual([]);

    const version = await get(`${parent}/models/birds@1`);
    // The API gives `default` to the first version of a model by itself.
    expect(version).toMatchObject({
      versionAliases: expect.arrayContaining(['default', 'challenger']),
      labels: {
        'vertex-release-id': 'birds-1a2b3c4d-1',
        'vertex-release-commit': '1a2b3c4d5e6f',
        'vertex-release-job': '771',
        'vertex-release-artifact': expect.stringMatching(/^[0-9a-f]{40}$/),
        'vertex-release-data': expect.stringMatching(/^[0-9a-f]{40}$/),
      },
      versionDescription: expect.stringContaining('\njob 771\n'),
    });

    const { modelEvaluations } = await get(`${parent}/models/birds@1/evaluations`);
    expect(modelEvaluations).toHaveLength(1);
    const [evaluation] = modelEvaluations as unknown as JsonObject[];
    expect(evaluation).toMatchObject({
      displayName: 'birds-1a2b3c4d-1',
      metricsSchemaUri:
        'gs://google-cloud-aiplatform/schema/modelevaluation/classification_metrics_1.0.0.yaml',
      metrics: { auRoc: expect.any(Number), logLoss: expect.any(Number) },
      sliceDimensions: ['slice'],
    });
    const slices = await get(`${String(evaluation?.['name'])}/slices`);
    expect(slices['modelEvaluationSlices']).toMatchObject([
      { slice: { value: 'side=left' } },
      { slice: { value: 'side=right' } },
    ]);

    const store = `${parent}/metadataStores/default`;
    const { lineage } = (first.evidence ?? {}) as { lineage: JsonObject };
    const context = String(lineage['context']);
    const graph = await get(`${context}:queryContextLineageSubgraph`);
    const titles = (graph['artifacts'] as unknown as JsonObject[]).map((one) => one['schemaTitle']);
    expect(titles.map(String).toSorted()).toEqual([
      'system.Artifact',
      'system.Artifact',
      'system.Dataset',
      'system.Metrics',
      'system.Model',
    ]);
    expect(graph['events']).toHaveLength(5);
    expect((await get(`${store}/executions`))['executions']).toHaveLength(1);

    const card = await objects.read(String(again.outputs['model_card']));
    expect(card?.text).toContain('model-index');
    expect(again.outputs['attestation']).toMatch(
      /^gs:\/\/releases\/.*\/attestation\.intoto\.json$/,
    );
  });

  it('has the candidate and the champion predict a holdout, and keeps default where it is', async () => {
    const { objects, models } = ports();
    await models.changeAliases(`${parent}/models/birds@1`, ['champion', '-challenger']);
    const holdout = 'gs://releases/holdout.jsonl';
    const text = examples.map((example) => JSON.stringify(example)).join('\n');
    await objects.write(holdout, text, 'any');
    const { run, journal, host } = await release(2, {
      holdout,
      serving_env: 'SHARE=0.9',
      gates: JSON.stringify([{ metric: 'auRoc', max_regression: 0.01 }]),
    });
    const result = await run();
    expect(result).toMatchObject({ verdict: 'pass', outputs: { version_id: '2' } });
    expect(result.evidence).toMatchObject({
      champion: '1',
      metrics: { auRoc: 1 },
      holdout: { examples: 400 },
    });
    // The champion hears the noise: it ran with its own settings.
    const { championMetrics } = (result.evidence ?? {}) as { championMetrics: { auRoc: number } };
    const { auRoc } = championMetrics;
    expect(auRoc).toBeGreaterThan(0.6);
    expect(auRoc).toBeLessThan(0.9);
    expect((await get(`${parent}/models/birds@1`))['versionAliases']).toEqual(
      expect.arrayContaining(['champion', 'default']),
    );

    const jobs = async () =>
      (await get(`${parent}/batchPredictionJobs`))[
        'batchPredictionJobs'
      ] as unknown as JsonObject[];
    expect(await jobs()).toHaveLength(2);
    await run();
    expect(await jobs()).toHaveLength(2);
    expect(host.lines).toContainEqual(
      expect.stringMatching(/^found the predictions of the champion/),
    );

    // The next release of the same holdout takes what this one kept.
    await objects.write(
      'gs://releases/vertex-release/birds/birds-1a2b3c4d-2/record.json',
      formatRecord(journal.record),
      'any',
    );
    await models.changeAliases(`${parent}/models/birds@2`, ['champion', '-challenger']);
    const next = await release(3, { holdout, serving_env: 'SHARE=0.8' });
    expect(await next.run()).toMatchObject({ outputs: { version_id: '3' } });
    expect(await jobs()).toHaveLength(3);
  });

  it('registers the same candidate of another release once', async () => {
    const flags = { serving_env: 'SHARE=0.5' };
    const one = await release(4, flags);
    const made = await one.run();
    const other = await release(5, flags);
    await other.objects.write(`${folder}/model-5/weights.bin`, 'weights 4', 'any');
    expect(await other.run()).toMatchObject({
      outputs: { version_id: String(made.outputs['version_id']) },
    });
    expect(other.host.lines).toContainEqual(expect.stringContaining('no version is added'));
    const different = await release(6, flags);
    expect((await different.run()).outputs['version_id']).not.toBe(made.outputs['version_id']);
  });
});
