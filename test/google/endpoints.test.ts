import { afterAll, describe, expect, it } from '@jest/globals';
import { googlePorts } from '../../src/google/ports.ts';
import { recordingClock } from '../support/recording-clock.ts';
import { googleError, scriptedServer } from '../support/scripted-server.ts';

const location = { projectId: 'acme', region: 'us-central1' };
const parent = 'projects/acme/locations/us-central1';
const endpoint = `${parent}/endpoints/prod`;

const server = await scriptedServer();
afterAll(async () => {
  await server.stop();
});

const ports = () => googlePorts(server.origins, recordingClock(), { next: () => 0.5 });
const lastRequest = () => {
  const request = server.asked.at(-1);
  return { ...request, url: new URL(request?.url ?? '', 'http://x') };
};

describe('endpoints with all there is to say of them', () => {
  const explanationSpec = { parameters: { sampledShapleyAttribution: { pathCount: 10 } } };
  const pool = `${parent}/deploymentResourcePools/pool`;
  const deployment = {
    deployedModelId: '7002',
    modelVersion: `${parent}/models/birds@4`,
    displayName: 'd',
    traffic: 'none' as const,
  };
  const api = {
    dedicatedResources: {
      machineSpec: {
        machineType: 'n1-standard-4',
        acceleratorType: 'NVIDIA_TESLA_T4',
        acceleratorCount: 2,
      },
      minReplicaCount: 1,
      maxReplicaCount: 3,
      autoscalingMetricSpecs: [
        { metricName: 'aiplatform.googleapis.com/prediction/online/cpu/utilization', target: 70 },
        { metricName: 'aiplatform.googleapis.com/prediction/online/request_count', target: 600 },
      ],
      spot: true,
    },
    serviceAccount: 'a@b.iam.gserviceaccount.com',
    explanationSpec,
    disableContainerLogging: true,
    enableAccessLogging: true,
  };
  const machine = {
    machineType: 'n1-standard-4',
    minReplicaCount: 1,
    maxReplicaCount: 3,
    accelerator: { type: 'NVIDIA_TESLA_T4', count: 2 },
    autoscaling: { cpu: 70, requests: 600 },
    spot: true,
  };
  const options = {
    serviceAccount: 'a@b.iam.gserviceaccount.com',
    explanationSpec,
    containerLogging: false,
    accessLogging: true,
  };

  it('are deployed to so', async () => {
    server.answer({ body: { name: `${endpoint}/operations/1` } });
    const { startDeploy } = ports().endpoints;
    await startDeploy(endpoint, {
      ...deployment,
      ...options,
      resources: { kind: 'dedicated', ...machine },
    });
    expect(lastRequest()).toMatchObject({ verb: 'POST' });
    expect(lastRequest().url.pathname).toBe(`/v1/${endpoint}:deployModel`);
    expect(JSON.parse(lastRequest().body ?? '').deployedModel).toEqual({
      id: '7002',
      model: `${parent}/models/birds@4`,
      displayName: 'd',
      ...api,
    });
    await startDeploy(endpoint, { ...deployment, resources: { kind: 'shared', pool } });
    expect(JSON.parse(lastRequest().body ?? '').deployedModel).toEqual({
      id: '7002',
      model: `${parent}/models/birds@4`,
      displayName: 'd',
      sharedResources: pool,
    });
  });

  it('are read so', async () => {
    const model = { id: '7001', model: `${parent}/models/birds`, modelVersionId: '3' };
    server.answer({
      body: {
        name: endpoint,
        dedicatedEndpointEnabled: true,
        dedicatedEndpointDns: 'https://prod.us-central1-1.prediction.vertexai.goog',
        predictRequestResponseLoggingConfig: {
          enabled: true,
          samplingRate: 0.5,
          bigqueryDestination: { outputUri: 'bq://p.d.t' },
        },
        deployedModels: [
          { ...model, ...api },
          { ...model, sharedResources: pool },
        ],
      },
    });
    const found = { ...model, displayName: '' };
    expect(await ports().endpoints.get(endpoint)).toMatchObject({
      access: { kind: 'dedicated', dns: 'prod.us-central1-1.prediction.vertexai.goog' },
      requestLog: { samplingRate: 0.5, table: 'bq://p.d.t' },
      deployed: [
        { ...found, ...machine, ...options },
        { ...found, pool },
      ],
    });
  });

  it('are made, changed, found by label and deleted', async () => {
    server.answer({ body: { name: `${endpoint}/operations/1` } });
    const { endpoints } = ports();
    const requestLog = { samplingRate: 0.5, table: 'bq://p' };
    await endpoints.startCreate({
      location,
      endpointId: 'prod',
      displayName: 'prod',
      labels: {},
      access: { kind: 'private', projects: ['apps'] },
      requestLog,
    });
    expect(JSON.parse(lastRequest().body ?? '')).toMatchObject({
      privateServiceConnectConfig: {
        enablePrivateServiceConnect: true,
        projectAllowlist: ['apps'],
      },
      predictRequestResponseLoggingConfig: {
        enabled: true,
        samplingRate: 0.5,
        bigqueryDestination: { outputUri: 'bq://p' },
      },
    });
    expect(await endpoints.startDelete(endpoint)).toBe(`${endpoint}/operations/1`);
    expect(lastRequest()).toMatchObject({ verb: 'DELETE' });
    server.answer({ body: { name: endpoint, etag: 'e' } });
    const found = await endpoints.get(endpoint);
    if (found === undefined) throw new Error('the endpoint is there');
    await endpoints.update(found, { requestLog: 'off', labels: { a: 'b' } });
    expect(lastRequest().url.searchParams.get('updateMask')).toBe(
      'labels,predict_request_response_logging_config',
    );
    expect(JSON.parse(lastRequest().body ?? '')).toMatchObject({
      etag: 'e',
      predictRequestResponseLoggingConfig: { enabled: false },
    });
    server.answer({ body: { endpoints: [{ name: endpoint }] } }, { body: { name: endpoint } });
    expect(await endpoints.findByLabel(location, 'managed-by', 'x')).toMatchObject([
      { name: endpoint },
    ]);
  });

  it('are asked what is at work on them', async () => {
    const { endpoints } = ports();
    const operations = [
      { name: 'op-1', done: true },
      { name: 'op-2', done: false },
    ];
    server.answer({ body: { operations } });
    expect(await endpoints.findRunning(endpoint)).toBe('op-2');
    expect(lastRequest().url.pathname).toBe(`/v1/${endpoint}/operations`);
    server.answer({ body: {} });
    expect(await endpoints.findRunning(endpoint)).toBeUndefined();
    server.answer(googleError(404, 'NOT_FOUND', 'gone'));
    expect(await endpoints.findRunning(endpoint)).toBeUndefined();
  });

  it.each([
    [503, 'UNAVAILABLE', 'API_UNAVAILABLE'],
    [500, 'INTERNAL', 'API_UNAVAILABLE'],
    [504, 'DEADLINE_EXCEEDED', 'DEADLINE_EXCEEDED'],
    [400, 'FAILED_PRECONDITION', 'API_FAILED'],
  ])('a deployment answered with %i %s is sent once: %s', async (status, name, code) => {
    server.answer(googleError(status, name, 'x'));
    const before = server.asked.length;
    const call = ports().endpoints.startDeploy(endpoint, {
      ...deployment,
      resources: { kind: 'shared', pool },
    });
    await expect(call).rejects.toMatchObject({ code });
    expect(server.asked.length - before).toBe(1);
  });
});
