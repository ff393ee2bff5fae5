import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Bench, TestClock, until } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

const metric = 'aiplatform.googleapis.com/prediction/online/';

/** Ids of the models that answer 200 requests at 75 to 25 %. */
async function draw(bench: Bench): Promise<string> {
  const name = await bench.createEndpoint('split');
  const version = await bench.upload();
  await bench.deploy(name, version, { trafficSplit: { 0: 100 } }, '1');
  await bench.deploy(name, version, { trafficSplit: { 1: 75, 0: 25 } }, '2');
  const ids: string[] = [];
  for (let index = 0; index < 200; index += 1) {
    ids.push(String((await bench.predict(name)).body['deployedModelId']));
  }
  return ids.join('');
}

describe('online prediction', () => {
  const clock = new TestClock();
  let bench: Bench;
  let endpoint: string;
  let model: string;

  beforeEach(async () => {
    bench = await Bench.start({ clock });
    model = await bench.upload({ env: { MODEL_VERSION: 'one' } });
    endpoint = await bench.createEndpoint('production');
    await bench.deploy(endpoint, model, { trafficSplit: { 0: 100 } }, '1');
  });

  afterEach(async () => {
    await bench.stop();
  });

  async function points(
    name: string,
  ): Promise<{ labels: Record<string, string>; value: unknown }[]> {
    const from = new Date(clock.time - 3_600_000).toISOString();
    const to = new Date(clock.time).toISOString();
    const query = new URLSearchParams({
      filter: `metric.type="${metric}${name}"`,
      'interval.startTime': from,
      'interval.endTime': to,
    });
    const answer = await bench.call('GET', `/v3/projects/demo-project/timeSeries?${query}`);
    return [...(answer.body['timeSeries'] ?? [])].flatMap((series) =>
      [...(series['points'] ?? [])].map((point) => ({
        labels: series['metric']?.['labels'] as unknown as Record<string, string>,
        value: point['value'],
      })),
    );
  }

  it('answers in the documented shape and says which model answered', async () => {
    const { status, body, headers } = await bench.predict(endpoint, {
      instances: [1, 2],
      parameters: {},
    });
    const [name] = model.split('@');
    expect(status).toBe(200);
    expect(body).toEqual({
      predictions: [
        { doubled: 2, version: 'one' },
        { doubled: 4, version: 'one' },
      ],
      deployedModelId: '1',
      model: name,
      modelDisplayName: 'model',
      modelVersionId: '1',
    });
    expect(headers.get('x-vertex-ai-deployed-model-id')).toBe('1');
    expect(headers.get('x-vertex-ai-endpoint-id')).toBe('production');
    expect(headers.get('x-vertex-ai-model')).toBe(name);
    expect(headers.get('x-vertex-ai-model-version-id')).toBe('1');
    expect(headers.get('x-vertex-release-emulated')).toBe('true');
  });

  it('passes raw bodies and content types through', async () => {
    const bytes = Buffer.from([0, 255, 10, 13]);
    const response = await fetch(`${bench.origin}/v1/${endpoint}:rawPredict`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: bytes,
    });
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    expect(response.headers.get('x-vertex-ai-deployed-model-id')).toBe('1');
  });

  const refusals: { what: string; body: unknown; status: number; message: RegExp }[] = [
    { what: 'no instances', body: {}, status: 400, message: /instances/ },
    {
      what: 'instances that are no list',
      body: { instances: 1 },
      status: 400,
      message: /instances/,
    },
    { what: 'an unknown field', body: { instances: [], rows: 1 }, status: 400, message: /"rows"/ },
    { what: 'a list', body: [1], status: 400, message: /object/ },
    {
      what: 'more than 1.5 MB',
      body: { instances: ['x'.repeat(1_572_864)] },
      status: 400,
      message: /^Request payload size exceeds the limit: 1572864 bytes\.$/,
    },
  ];

  it.each(refusals)('refuses a request with $what', async ({ body, status, message }) => {
    const answer = await bench.predict(endpoint, body);
    expect(answer.status).toBe(status);
    expect(answer.body['error']?.['message']).toMatch(message);
    clock.time += 2_000;
    expect(await points('response_count')).toEqual([]);
  });

  const failures: { parameters: object; status: number; canonical: string; message: RegExp }[] = [
    {
      parameters: { status: 400 },
      status: 400,
      canonical: 'INVALID_ARGUMENT',
      message: /^status 400$/,
    },
    {
      parameters: { status: 422 },
      status: 422,
      canonical: 'INVALID_ARGUMENT',
      message: /^status 422$/,
    },
    { parameters: { status: 500 }, status: 500, canonical: 'INTERNAL', message: /^status 500$/ },
    { parameters: { status: 503 }, status: 503, canonical: 'UNAVAILABLE', message: /^status 503$/ },
    {
      parameters: { noPredictions: true },
      status: 500,
      canonical: 'INTERNAL',
      message: /"predictions"/,
    },
    {
      parameters: { size: 1_600_000 },
      status: 400,
      canonical: 'INVALID_ARGUMENT',
      message:
        /^Failed to handle request\. endpoint_id: production, deployed_model_id: 1 with error: Response size too large/,
    },
  ];

  it.each(failures)(
    'passes $parameters on as $status',
    async ({ parameters, status, canonical, message }) => {
      const answer = await bench.predict(endpoint, { instances: [1], parameters });
      expect(answer.status).toBe(status);
      expect(answer.body['error']).toMatchObject({ code: status, status: canonical });
      expect(answer.body['error']?.['message']).toMatch(message);
      expect(answer.headers.get('x-vertex-ai-deployed-model-id')).toBe('1');
      clock.time += 2_000;
      expect(await points('response_count')).toMatchObject([
        {
          labels: { response_code: `${String(status)[0]}xx`, deployed_model_id: '1' },
          value: { int64Value: '1' },
        },
      ]);
      expect(await points('error_count')).toHaveLength(1);
      expect(await points('prediction_count')).toEqual([]);
    },
  );

  it('counts instances, and both latencies once per request', async () => {
    await bench.predict(endpoint, { instances: [1, 2, 3] });
    await bench.predict(endpoint, { instances: [4] });
    expect(await points('prediction_count')).toEqual([]);
    clock.time += 1_000;
    expect(await points('prediction_count')).toMatchObject([{ value: { int64Value: '4' } }]);
    expect(await points('error_count')).toEqual([]);
    const latencies = await points('prediction_latencies');
    expect(latencies).toMatchObject([
      { labels: { latency_type: 'total' }, value: { distributionValue: { count: '2' } } },
      { labels: { latency_type: 'model' }, value: { distributionValue: { count: '2' } } },
    ]);
  });

  it('says so when there is no endpoint or no traffic split', async () => {
    const missing = await bench.predict(endpoint.replace('production', 'nowhere'));
    expect([missing.status, missing.body['error']?.['status']]).toEqual([404, 'NOT_FOUND']);
    await bench.call('PATCH', `/v1/${endpoint}?updateMask=traffic_split`, {});
    const answer = await bench.predict(endpoint);
    expect([answer.status, answer.body['error']]).toEqual([
      400,
      {
        code: 400,
        message: `Endpoint ${endpoint} doesn't have traffic_split.`,
        status: 'FAILED_PRECONDITION',
      },
    ]);
  });

  it('does not serve publisher models', async () => {
    const path = '/v1/projects/p/locations/l/publishers/google/models/gemini:predict';
    expect((await bench.call('POST', path, { instances: [] })).status).toBe(501);
  });

  it('follows the traffic split, repeatably for a seed', async () => {
    const other = await Bench.start({ seed: 7 });
    const [first, second] = [await draw(bench), await draw(other)];
    await other.stop();
    expect(second).toBe(first);
    const challenger = [...first].filter((id) => id === '2').length;
    // Binomial(200, 0.25) is outside 25…75 with probability below 1e-4; the seed makes it certain.
    expect(challenger).toBeGreaterThan(25);
    expect(challenger).toBeLessThan(75);
  });

  it('gives model servers their part of the container contract', async () => {
    await bench.call('POST', '/upload/storage/v1/b/bucket/o?uploadType=media&name=m%2Fweights', {
      w: 1,
    });
    const withArtifacts = await bench.upload({
      env: { GREETING: 'hi', TWICE: '$(GREETING) $(GREETING) $$(GREETING) $(NOPE)' },
      model: { artifactUri: 'gs://bucket/m' },
    });
    await bench.call('DELETE', '/b/bucket/o/m%2Fweights');
    const name = await bench.createEndpoint('contract');
    await bench.deploy(name, withArtifacts, { trafficSplit: { 0: 100 } }, '77');
    const answer = await bench.predict(name, { instances: [], parameters: { env: true } });
    const env = answer.body['predictions']?.[0] as unknown as Record<string, string>;
    expect(env).toMatchObject({
      AIP_ENDPOINT_ID: 'contract',
      AIP_DEPLOYED_MODEL_ID: '77',
      AIP_MODEL_NAME: 'contract',
      AIP_VERSION_NAME: '77',
      AIP_PREDICT_ROUTE: '/v1/endpoints/contract/deployedModels/77:predict',
      AIP_HEALTH_ROUTE: '/v1/endpoints/contract/deployedModels/77',
      AIP_FRAMEWORK: 'CUSTOM_CONTAINER',
      AIP_MODE: 'PREDICTION',
      AIP_MODE_VERSION: '1.0.0',
      AIP_MACHINE_TYPE: 'n1-standard-2',
      STORAGE_EMULATOR_HOST: bench.origin,
      TWICE: 'hi hi $(GREETING) $(NOPE)',
    });
    expect(env['AIP_HTTP_PORT']).toMatch(/^\d+$/);
    expect(Object.keys(env).filter((key) => /^(npm_|JEST_|NODE_)/i.test(key))).toEqual([]);
    const [, bucket, path] = /^gs:\/\/([^/]+)\/(.*)$/.exec(env['AIP_STORAGE_URI'] ?? '') ?? [];
    const copy = await bench.call(
      'GET',
      `/b/${bucket}/o/${encodeURIComponent(`${path}/weights`)}?alt=media`,
    );
    expect(copy.body).toEqual({ w: 1 });
  });

  it('loses no request while models are deployed, shifted and undeployed', async () => {
    const outcomes = new Map<number, number>();
    const served = new Set<string>();
    const over = new AbortController();
    const client = async (): Promise<void> => {
      while (!over.signal.aborted) {
        const answer = await bench.predict(endpoint, {
          instances: [1],
          parameters: { delayMs: 3 },
        });
        outcomes.set(answer.status, (outcomes.get(answer.status) ?? 0) + 1);
        served.add(String(answer.body['deployedModelId']));
      }
    };
    const clients = Array.from({ length: 8 }, client);
    for (const [from, to] of [
      ['1', '2'],
      ['2', '3'],
      ['3', '4'],
    ] as const) {
      await bench.deploy(endpoint, model, {}, to);
      for (const share of [10, 50, 100]) {
        const trafficSplit = { [to]: share, [from]: 100 - share };
        await bench.call('PATCH', `/v1/${endpoint}?updateMask=traffic_split`, { trafficSplit });
        await until(async () => (served.has(to) ? true : undefined));
      }
      await bench.finished(
        await bench.call('POST', `/v1/${endpoint}:undeployModel`, { deployedModelId: from }),
      );
    }
    over.abort();
    await Promise.all(clients);
    expect([...outcomes.keys()]).toEqual([200]);
    expect([...served].toSorted()).toEqual(['1', '2', '3', '4']);
  });

  it('answers a request that was in flight when its model was undeployed', async () => {
    const pending = bench.predict(endpoint, { instances: [1], parameters: { delayMs: 200 } });
    await bench.predict(endpoint);
    const undeployment = await bench.call('POST', `/v1/${endpoint}:undeployModel`, {
      deployedModelId: '1',
    });
    const afterwards = await bench.predict(endpoint);
    expect(afterwards.status).toBe(400);
    expect((await pending).status).toBe(200);
    expect((await bench.finished(undeployment))['error']).toBeUndefined();
    const state = await bench.call('GET', '/emulator/v1/state');
    expect(state.body['processes']).toEqual([]);
  });

  it('starts a model server again that exits, and says 500 meanwhile', async () => {
    const crash = await bench.predict(endpoint, { instances: [1], parameters: { exit: true } });
    expect([crash.status, crash.body['error']?.['status']]).toEqual([500, 'INTERNAL']);
    expect(crash.headers.get('x-vertex-ai-deployed-model-id')).toBe('1');
    const recovered = await until(async () => {
      const answer = await bench.predict(endpoint);
      return answer.status === 200 ? answer : undefined;
    });
    expect(recovered.body['deployedModelId']).toBe('1');
  });

  it('uses another replica when one refuses the connection', async () => {
    const [name = ''] = model.split('@');
    const pair = await bench.createEndpoint('pair');
    const dedicatedResources = {
      machineSpec: { machineType: 'n1-standard-2' },
      minReplicaCount: 2,
    };
    await bench.finished(
      await bench.call('POST', `/v1/${pair}:deployModel`, {
        deployedModel: { model: name, id: '5', dedicatedResources },
        trafficSplit: { 0: 100 },
      }),
    );
    const crash = await bench.predict(pair, { instances: [1], parameters: { exit: true } });
    expect(crash.status).toBe(500);
    const statuses: number[] = [];
    for (let index = 0; index < 20; index += 1) statuses.push((await bench.predict(pair)).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('keeps ids of projects apart', async () => {
    const other = endpoint.replace(/^projects\/\d+/, 'projects/another');
    expect((await bench.predict(other)).status).toBe(404);
    const number = createHash('sha256').update('x').digest('hex').replace(/\D/g, '').slice(0, 12);
    expect(
      (await bench.predict(endpoint.replace(/^projects\/\d+/, `projects/${number}`))).status,
    ).toBe(404);
  });
});
