import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Overview } from '../../src/emulator/page/overview.ts';
import { Bench, type Json, parent, trainerImage, until } from './harness.ts';
import { ScriptBench } from './page-bench.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

const hostile = `"><img src=x onerror=alert(1)></script><script>alert('2')</script>`;
const hostileLine = '</script><script>alert(3)</script>';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

afterAll(async () => {
  await bench.stop();
});

async function overview(query = ''): Promise<Overview> {
  const { status, body } = await bench.call('GET', `/emulator/v1/overview${query}`);
  expect(status).toBe(200);
  return body as unknown as Overview;
}

describe('the page shows', () => {
  let endpoint = '';
  let deployedModel = '';
  let job: Json;

  beforeAll(async () => {
    const version = await bench.upload({
      model: { displayName: hostile, labels: { team: 'safety' }, versionAliases: ['canary'] },
    });
    endpoint = await bench.createEndpoint('production');
    const deployed = { displayName: hostile };
    const operation = await bench.deploy(endpoint, version, {
      deployedModel: {
        ...deployed,
        model: version,
        dedicatedResources: { machineSpec: { machineType: 'n1-standard-2' }, minReplicaCount: 1 },
      },
      trafficSplit: { 0: 100 },
    });
    deployedModel = String(operation['response']?.['deployedModel']?.['id']);
    for (const status of [200, 200, 500]) {
      await bench.predict(endpoint, {
        instances: [1],
        parameters: status === 200 ? {} : { status },
      });
    }
    await bench.deploy(endpoint, version.replace(/@.*/, '@7'), {}).catch(() => undefined);
    const created = await bench.call('POST', `${parent}/customJobs`, {
      displayName: hostile,
      jobSpec: {
        workerPoolSpecs: [
          {
            replicaCount: '1',
            machineSpec: { machineType: 'n1-standard-4' },
            containerSpec: { imageUri: trainerImage, args: [`--${hostileLine}`, '--fail=3'] },
          },
        ],
      },
    });
    const batch = await bench.call('POST', `${parent}/batchPredictionJobs`, {
      displayName: 'score',
      model: version,
      inputConfig: { instancesFormat: 'jsonl', gcsSource: { uris: ['gs://bucket/absent.jsonl'] } },
      outputConfig: {
        predictionsFormat: 'jsonl',
        gcsDestination: { outputUriPrefix: 'gs://bucket/out' },
      },
      dedicatedResources: {
        machineSpec: { machineType: 'n1-standard-2' },
        startingReplicaCount: 1,
      },
    });
    const ended = ({ body }: { body: Json }): Promise<Json> =>
      until(async () => {
        const { body: seen } = await bench.call('GET', `/v1/${String(body['name'])}`);
        return /FAILED/.test(String(seen['state'])) ? seen : undefined;
      });
    job = await ended(created);
    await ended(batch);
  });

  it('models with their versions', async () => {
    const { models } = await overview();
    expect(models).toEqual({
      total: 1,
      items: [
        {
          name: expect.stringMatching(/^projects\/\d+\/locations\/us-central1\/models\/\d+$/),
          displayName: hostile,
          place: 'demo-project · us-central1',
          labels: { team: 'safety' },
          versions: {
            total: 1,
            items: [
              {
                id: '1',
                aliases: ['default', 'canary'],
                labels: {},
                image: 'example.test/ml/server:1',
                createTime: expect.stringMatching(/Z$/),
                deployedTo: ['production'],
              },
            ],
          },
        },
      ],
    });
  });

  it('endpoints with split, replicas and traffic', async () => {
    const counted = await until(async () => {
      const { endpoints } = await overview();
      const [model] = endpoints.items[0]?.deployedModels ?? [];
      return model?.lastMinute.requests === 3 ? endpoints : undefined;
    });
    expect(counted).toEqual({
      total: 1,
      items: [
        {
          name: endpoint,
          displayName: 'production',
          place: 'demo-project · us-central1',
          isChanging: false,
          deployedModels: [
            {
              id: deployedModel,
              displayName: hostile,
              model: `${hostile}@1`,
              share: 100,
              replicas: {
                ready: 1,
                target: 1,
                message: '',
                processIds: [expect.any(Number)],
              },
              lastMinute: {
                requests: 3,
                errors: 1,
                p50: expect.any(Number),
                p95: expect.any(Number),
              },
              traffic: {
                end: expect.stringMatching(/Z$/),
                stepSeconds: 5,
                steps: expect.any(Array),
              },
              log: `${endpoint}/deployedModels/${deployedModel}`,
            },
          ],
        },
      ],
    });
  });

  it('jobs with state, times and error, newest first', async () => {
    const { jobs } = await overview();
    expect(jobs.items.map(({ kind, displayName, state }) => [kind, displayName, state])).toEqual([
      ['batch prediction', 'score', 'JOB_STATE_FAILED'],
      ['custom', hostile, 'JOB_STATE_FAILED'],
    ]);
    expect(jobs.items[1]).toMatchObject({
      name: job['name'],
      program: trainerImage,
      createTime: job['createTime'],
      startTime: job['startTime'],
      ranMs: Date.parse(String(job['endTime'])) - Date.parse(String(job['startTime'])),
      error: expect.stringMatching(/status of 3/),
    });
  });

  it('logs of jobs and of model servers that are asked for, and no others', async () => {
    const { jobs, endpoints, logs } = await overview();
    expect(logs).toEqual([]);
    const asked = [jobs.items[1]?.log, endpoints.items[0]?.deployedModels[0]?.log, 'no/such'];
    const query = asked.map((source) => `log=${encodeURIComponent(source ?? '')}`).join('&');
    const read = await overview(`?${query}`);
    const texts = read.logs.map(({ source, lines }) => [source, lines.map(({ text }) => text)]);
    expect(texts).toEqual([
      [asked[0], expect.arrayContaining([`training with ${hostileLine} fail`, 'a warning'])],
      [asked[1], ['model ready']],
      [asked[2], []],
    ]);
    expect(read.logs[0]?.lines.map(({ severity }) => severity)).toContain('NOTICE');
  });

  it('operations with state and time, newest first', async () => {
    const { operations } = await overview();
    expect(
      operations.items.map(({ method, resource, state }) => [method, resource, state]),
    ).toEqual([
      ['DeployModel', endpoint, 'succeeded'],
      ['CreateEndpoint', endpoint, 'succeeded'],
      ['UploadModel', expect.stringContaining('/models/'), 'succeeded'],
    ]);
    for (const { tookMs } of operations.items) expect(tookMs).toBeGreaterThanOrEqual(0);
  });

  it('what others wrote as text, by the script that was delivered', async () => {
    const { body: html } = await bench.call('GET', '/');
    const script = new ScriptBench(String(html), await overview());
    await script.settle();
    expect(script.at('status').textContent).toBe('Live');
    expect(script.at('models').shown).toContain(hostile);
    expect(script.at('endpoints').shown).toContain(hostile);
    expect(script.at('jobs').shown).toContain(hostile);
    const tags = ['models', 'endpoints', 'jobs'].flatMap((id) =>
      [...script.at(id).all()].map(({ tag }) => tag),
    );
    expect(tags).not.toContain('img');
    expect(tags).not.toContain('script');
  });

  it('nothing after a reset', async () => {
    const { jobs } = await overview();
    const source = encodeURIComponent(jobs.items[1]?.log ?? '');
    await overview(`?log=${source}`);
    await bench.call('POST', '/emulator/v1/reset', {});
    const { now: _now, ...rest } = await overview(`?log=${source}`);
    const nothing = { items: [], total: 0 };
    expect(rest).toEqual({
      endpoints: nothing,
      models: nothing,
      jobs: nothing,
      operations: nothing,
      faults: nothing,
      logs: [{ source: decodeURIComponent(source), lines: [] }],
    });
  });
});
