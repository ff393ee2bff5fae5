import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Answer, Bench, type Json, parent } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

/** Rules from the comments of endpoint.proto and endpoint_service.proto. */
describe('fields of an endpoint', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.start();
  });

  afterEach(async () => {
    await bench.call('POST', '/emulator/v1/reset', {});
  });

  afterAll(async () => {
    await bench.stop();
  });

  function create(fields: object): Promise<Answer> {
    return bench.call('POST', `${parent}/endpoints?endpointId=e`, { displayName: 'e', ...fields });
  }

  async function get(): Promise<Json> {
    return (await bench.call('GET', `${parent}/endpoints/e`)).body;
  }

  const kept = {
    description: 'about it',
    labels: { team: 'ml' },
    encryptionSpec: { kmsKeyName: 'projects/p/locations/l/keyRings/r/cryptoKeys/k' },
    predictRequestResponseLoggingConfig: {
      enabled: true,
      samplingRate: 0.5,
      bigqueryDestination: { outputUri: 'bq://p.d.t' },
    },
    clientConnectionConfig: { inferenceTimeout: '5s' },
  };

  it('are kept as they came', async () => {
    await create(kept);
    expect(await get()).toMatchObject(kept);
  });

  it('that only Vertex AI sets are not taken from the request', async () => {
    const answer = await create({
      name: 'projects/x/locations/y/endpoints/z',
      etag: 'mine',
      createTime: '2001-01-01T00:00:00Z',
      modelDeploymentMonitoringJob: 'projects/p/locations/l/modelDeploymentMonitoringJobs/1',
      dedicatedEndpointDns: 'mine',
      satisfiesPzs: true,
    });
    expect(answer.status).toBe(200);
    const seen = await get();
    expect(seen['name']).toMatch(/\/endpoints\/e$/);
    expect([seen['etag'], seen['createTime']]).not.toContain('mine');
    expect(seen['createTime']).not.toBe('2001-01-01T00:00:00Z');
    for (const field of ['modelDeploymentMonitoringJob', 'dedicatedEndpointDns', 'satisfiesPzs']) {
      expect(seen[field]).toBeUndefined();
    }
  });

  it('give a dedicated endpoint its name', async () => {
    await create({ dedicatedEndpointEnabled: true });
    const seen = await get();
    const [, project] = String(seen['name']).split('/');
    expect(seen['dedicatedEndpointDns']).toBe(`e.us-central1-${project}.prediction.vertexai.goog`);
  });

  const refused: { fields: object; status: string; about: string }[] = [
    {
      fields: { network: 'projects/1/global/networks/n' },
      status: 'UNIMPLEMENTED',
      about: 'no VPC networks',
    },
    {
      fields: { privateServiceConnectConfig: { enablePrivateServiceConnect: true } },
      status: 'UNIMPLEMENTED',
      about: 'Private Service Connect',
    },
    {
      fields: { privateModelServerEnabled: true },
      status: 'UNIMPLEMENTED',
      about: 'private_model_server_enabled',
    },
    {
      fields: { network: 'projects/1/global/networks/n', enablePrivateServiceConnect: true },
      status: 'INVALID_ARGUMENT',
      about: 'endpoint.network',
    },
    {
      fields: { predictRequestResponseLoggingConfig: { enabled: true, samplingRate: 1.5 } },
      status: 'INVALID_ARGUMENT',
      about: 'sampling_rate',
    },
    {
      fields: { clientConnectionConfig: { inferenceTimeout: '3601s' } },
      status: 'INVALID_ARGUMENT',
      about: 'inference_timeout',
    },
    { fields: { trafficSplit: { 1: 100 } }, status: 'INVALID_ARGUMENT', about: '[1] do not exist' },
    { fields: { displayName: 'x'.repeat(129) }, status: 'INVALID_ARGUMENT', about: 'display_name' },
    { fields: { labels: { Team: 'ml' } }, status: 'INVALID_ARGUMENT', about: 'Team' },
  ];

  it.each(refused)('refuse $fields', async ({ fields, status, about }) => {
    const answer = await create(fields);
    expect(answer.body['error']?.['status']).toBe(status);
    expect(answer.body['error']?.['message']).toContain(about);
    expect((await bench.call('GET', `${parent}/endpoints/e`)).status).toBe(404);
  });

  it('change the logging of requests by UpdateEndpoint', async () => {
    await create(kept);
    const path = `${parent}/endpoints/e?updateMask=predict_request_response_logging_config`;
    const answer = await bench.call('PATCH', path, {});
    expect(answer.status).toBe(200);
    expect((await get())['predictRequestResponseLoggingConfig']?.['enabled']).toBeUndefined();
  });

  function updateLong(endpoint: object): Promise<Answer> {
    return bench.call('POST', `${parent}/endpoints/e:update`, { endpoint });
  }

  it('change the connection by UpdateEndpointLongRunning, and nothing else', async () => {
    await create(kept);
    const clientConnectionConfig = { inferenceTimeout: '7s' };
    const before = await get();
    const whole = { ...before, clientConnectionConfig };
    const operation = await bench.finished(await updateLong(whole));
    expect(operation['response']).toMatchObject({ clientConnectionConfig });
    expect(operation['metadata']?.['@type']).toMatch(/\.UpdateEndpointOperationMetadata$/);
    const after = await get();
    expect(after['clientConnectionConfig']).toEqual(clientConnectionConfig);
    expect(after['etag']).not.toBe(before['etag']);
    const stale = await updateLong(whole);
    expect([stale.status, stale.body['error']?.['status']]).toEqual([409, 'ABORTED']);
    const other = await updateLong({ description: 'other', clientConnectionConfig });
    expect(other.body['error']?.['message']).toContain('description');
    expect(await get()).toEqual(after);
  });

  it('end predictions that take longer than the endpoint allows', async () => {
    await create({ clientConnectionConfig: { inferenceTimeout: '0.2s' } });
    const endpoint = String((await get())['name']);
    await bench.deploy(endpoint, await bench.upload(), { trafficSplit: { 0: 100 } });
    const slow = { instances: [1], parameters: { delayMs: 600_000 } };
    const late = await bench.predict(endpoint, slow);
    expect([late.status, late.body['error']?.['status']]).toEqual([504, 'DEADLINE_EXCEEDED']);
    expect((await bench.predict(endpoint)).status).toBe(200);
  });
});
