import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Bench, parent } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

const beta = parent.replace('/v1/', '/v1beta1/');
const types = 'type.googleapis.com/google.cloud.aiplatform.';

describe('v1beta1 over REST', () => {
  let bench: Bench;
  let endpoint: string;

  beforeAll(async () => {
    bench = await Bench.start();
    endpoint = await bench.createEndpoint('both');
  });

  afterAll(async () => {
    await bench.stop();
  });

  it('takes fields that only its types have, keeps them, and v1 does not show them', async () => {
    const model = await bench.upload();
    // DeployedModel.enable_container_logging of v1beta1/endpoint.proto; v1 has no such field.
    const body = {
      deployedModel: {
        id: '5',
        model,
        enableContainerLogging: true,
        dedicatedResources: { machineSpec: { machineType: 'n1-standard-2' }, minReplicaCount: 1 },
      },
    };
    const refused = await bench.call('POST', `/v1/${endpoint}:deployModel`, body);
    expect([refused.status, refused.body['error']?.['message']]).toEqual([
      400,
      expect.stringContaining('"enableContainerLogging"'),
    ]);
    const operation = await bench.call('POST', `/v1beta1/${endpoint}:deployModel`, body);
    expect((await bench.finished(operation))['error']).toBeUndefined();
    const deployedIn = async (version: string) =>
      (await bench.call('GET', `/${version}/${endpoint}`)).body['deployedModels']?.[0];
    expect(await deployedIn('v1beta1')).toMatchObject({ id: '5', enableContainerLogging: true });
    expect(await deployedIn('v1')).toMatchObject({ id: '5' });
    expect(await deployedIn('v1')).not.toHaveProperty('enableContainerLogging');
  });

  it('tells operations in the types of the version that asks', async () => {
    const typeIn = async (path: string) =>
      (await bench.call('GET', path)).body['metadata']?.['@type'];
    const ofV1 = await bench.call('POST', `${parent}/endpoints`, { displayName: 'a' });
    const ofBeta = await bench.call('POST', `${beta}/endpoints`, { displayName: 'b' });
    const metadata = 'CreateEndpointOperationMetadata';
    expect(ofV1.body['metadata']?.['@type']).toBe(`${types}v1.${metadata}`);
    expect(ofBeta.body['metadata']?.['@type']).toBe(`${types}v1beta1.${metadata}`);
    expect(ofBeta.body['response']?.['@type']).toBe(`${types}v1beta1.Endpoint`);
    for (const { body } of [ofV1, ofBeta]) {
      const name = String(body['name']);
      expect(await typeIn(`/v1/${name}`)).toBe(`${types}v1.${metadata}`);
      expect(await typeIn(`/v1beta1/${name}`)).toBe(`${types}v1beta1.${metadata}`);
    }
    // Clients poll here without saying of which version they are.
    expect(await typeIn(`/ui/${String(ofV1.body['name'])}`)).toBe(`${types}v1.${metadata}`);
    expect(await typeIn(`/ui/${String(ofBeta.body['name'])}`)).toBe(`${types}v1beta1.${metadata}`);
  });

  it('has methods of its own, which are refused by their name', async () => {
    const answer = await bench.call('GET', `${beta}/modelMonitors`);
    expect([answer.status, answer.body['error']?.['message']]).toEqual([
      501,
      expect.stringContaining('v1beta1.ModelMonitoringService.ListModelMonitors'),
    ]);
  });
});
