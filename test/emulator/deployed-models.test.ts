import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { type Answer, Bench, type Json, until } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

const machineSpec = { machineType: 'n1-standard-2' };

/** Rules from the comments of endpoint.proto, endpoint_service.proto and machine_resources.proto. */
describe('a deployed model', () => {
  let bench: Bench;
  let endpoint: string;
  let model: string;

  beforeAll(async () => {
    bench = await Bench.start({ maxReplicas: 3 });
  });

  beforeEach(async () => {
    endpoint = await bench.createEndpoint('e');
    model = await bench.upload();
  });

  afterEach(async () => {
    await bench.call('POST', '/emulator/v1/reset', {});
  });

  afterAll(async () => {
    await bench.stop();
  });

  function deploy(fields: object): Promise<Answer> {
    return bench.call('POST', `/v1/${endpoint}:deployModel`, {
      deployedModel: { id: '1', model, ...fields },
      trafficSplit: { 0: 100 },
    });
  }

  function deployWith(resources: object): Promise<Answer> {
    return deploy({ dedicatedResources: { machineSpec, minReplicaCount: 1, ...resources } });
  }

  async function seen(): Promise<Json | undefined> {
    return (await bench.call('GET', `/v1/${endpoint}`)).body['deployedModels']?.[0];
  }

  async function running(): Promise<number> {
    const { body } = await bench.call('GET', '/emulator/v1/state');
    return [...(body['processes'] ?? [])].length;
  }

  async function logs(): Promise<string> {
    const request = { resourceNames: ['projects/demo-project'], pageSize: 1000 };
    return JSON.stringify((await bench.call('POST', '/v2/entries:list', request)).body);
  }

  it('has the defaults of the API and the state of its servers', async () => {
    const explanationSpec = { parameters: { sampledShapleyAttribution: { pathCount: 3 } } };
    const operation = await bench.finished(
      await deploy({
        dedicatedResources: { machineSpec: {}, minReplicaCount: 1 },
        serviceAccount: 'a@b.iam.gserviceaccount.com',
        enableAccessLogging: true,
        explanationSpec,
        fasterDeploymentConfig: { fastTryoutEnabled: true },
        createTime: '2001-01-01T00:00:00Z',
        privateEndpoints: { predictHttpUri: 'http://mine' },
        status: { message: 'mine' },
      }),
    );
    expect(operation['error']).toBeUndefined();
    const deployed = await seen();
    expect(deployed).toMatchObject({
      modelVersionId: '1',
      displayName: 'model',
      serviceAccount: 'a@b.iam.gserviceaccount.com',
      enableAccessLogging: true,
      explanationSpec,
      fasterDeploymentConfig: { fastTryoutEnabled: true },
      dedicatedResources: { machineSpec, minReplicaCount: 1, maxReplicaCount: 1 },
      status: { availableReplicaCount: 1 },
    });
    expect(deployed?.['createTime']).not.toBe('2001-01-01T00:00:00Z');
    expect([deployed?.['privateEndpoints'], deployed?.['status']?.['message']]).toEqual([
      undefined,
      undefined,
    ]);
  });

  const cpu = 'aiplatform.googleapis.com/prediction/online/cpu/utilization';
  const refused: { what: string; fields: object; status: string; about: string }[] = [
    {
      what: 'automatic resources',
      fields: { automaticResources: { minReplicaCount: 1 } },
      status: 'INVALID_ARGUMENT',
      about: "'automatic_resources' is not supported for Model",
    },
    {
      what: 'shared resources',
      fields: { sharedResources: 'projects/p/locations/l/deploymentResourcePools/x' },
      status: 'UNIMPLEMENTED',
      about: 'DeploymentResourcePools',
    },
    ...[
      {
        what: 'more required than wanted',
        resources: { requiredReplicaCount: 2 },
        about: 'required_replica_count',
      },
      {
        what: 'an unknown metric',
        resources: { autoscalingMetricSpecs: [{ metricName: 'x' }] },
        about: '"x"',
      },
      {
        what: 'a metric twice',
        resources: { autoscalingMetricSpecs: [{ metricName: cpu }, { metricName: cpu }] },
        about: 'At most one entry',
      },
      {
        what: 'a target over 100 %',
        resources: { autoscalingMetricSpecs: [{ metricName: cpu, target: 101 }] },
        about: 'Target 101',
      },
    ].map(({ what, resources, about }) => ({
      what,
      fields: { dedicatedResources: { machineSpec, minReplicaCount: 1, ...resources } },
      status: 'INVALID_ARGUMENT',
      about,
    })),
  ];

  it.each(refused)('is refused with $what', async ({ fields, status, about }) => {
    const answer = await deploy(fields);
    expect(answer.body['error']?.['status']).toBe(status);
    expect(answer.body['error']?.['message']).toContain(about);
  });

  const probes: { probe: object; status: string; about: string }[] = [
    {
      probe: { exec: { command: ['true'] } },
      status: 'FAILED_PRECONDITION',
      about: '--allow-commands',
    },
    { probe: { httpGet: { path: '/h', port: 9999 } }, status: 'UNIMPLEMENTED', about: '9999' },
    { probe: { httpGet: { scheme: 'HTTPS' } }, status: 'UNIMPLEMENTED', about: 'plain HTTP' },
    { probe: { tcpSocket: { host: 'other' } }, status: 'UNIMPLEMENTED', about: 'host' },
    { probe: {}, status: 'INVALID_ARGUMENT', about: 'health_probe' },
    { probe: { tcpSocket: {}, periodSeconds: -1 }, status: 'INVALID_ARGUMENT', about: 'negative' },
  ];

  it.each(probes)('is refused with the probe $probe', async ({ probe, status, about }) => {
    const containerSpec = { imageUri: 'example.test/ml/server:1', healthProbe: probe };
    model = await bench.upload({ model: { containerSpec } });
    const answer = await deployWith({});
    expect(answer.body['error']?.['status']).toBe(status);
    expect(answer.body['error']?.['message']).toContain(about);
  });

  it('is ready by the probes of its container, at its own port', async () => {
    const containerSpec = {
      imageUri: 'example.test/ml/server:1',
      ports: [{ containerPort: 7070 }],
      sharedMemorySizeMb: '64',
      healthRoute: '/health',
      startupProbe: { tcpSocket: { port: 7070 }, failureThreshold: 60 },
      healthProbe: { httpGet: { path: '/health', port: 7070 }, periodSeconds: 1 },
      livenessProbe: { tcpSocket: {} },
    };
    model = await bench.upload({ model: { containerSpec } });
    expect((await bench.finished(await deployWith({})))['error']).toBeUndefined();
    expect((await bench.predict(endpoint)).status).toBe(200);
  });

  it('runs as many servers as were asked for, and as the machine allows', async () => {
    await bench.finished(await deployWith({ minReplicaCount: 5, maxReplicaCount: 9 }));
    expect(await running()).toBe(3);
    expect(await seen()).toMatchObject({
      dedicatedResources: { minReplicaCount: 5, maxReplicaCount: 9 },
      status: { availableReplicaCount: 3 },
    });
    expect(await logs()).toContain(
      'This machine runs at most 3 replicas of a DeployedModel; 5 to 9 were asked for.',
    );
  });

  function mutate(updateMask: string, fields: object): Promise<Answer> {
    return bench.call('POST', `/v1/${endpoint}:mutateDeployedModel`, {
      deployedModel: { id: '1', ...fields },
      updateMask,
    });
  }

  it('gets more servers and fewer by a mutation', async () => {
    await bench.finished(await deployWith({}));
    const mask = 'dedicated_resources.min_replica_count,dedicated_resources.max_replica_count';
    for (const count of [3, 1]) {
      const dedicatedResources = { minReplicaCount: count, maxReplicaCount: count };
      const operation = await bench.finished(await mutate(mask, { dedicatedResources }));
      expect(operation['response']?.['deployedModel']).toMatchObject({ dedicatedResources });
      await until(async () => ((await running()) === count ? true : undefined));
      expect((await bench.predict(endpoint)).status).toBe(200);
      expect((await seen())?.['status']?.['availableReplicaCount']).toBe(count);
    }
    const series = await bench.call(
      'GET',
      `/v3/projects/demo-project/timeSeries?filter=${encodeURIComponent('metric.type="aiplatform.googleapis.com/prediction/online/target_replicas"')}&interval.startTime=2020-01-01T00:00:00Z&interval.endTime=2100-01-01T00:00:00Z`,
    );
    expect(series.body['timeSeries']).toHaveLength(1);
  });

  it('keeps what a mutation cannot reach', async () => {
    await bench.finished(await deployWith({}));
    const before = await seen();
    for (const mask of [
      'service_account',
      'dedicated_resources.machine_spec',
      'automatic_resources.min_replica_count',
    ]) {
      const answer = await mutate(mask, { serviceAccount: 'x' });
      expect(answer.body['error']?.['status']).toBe('INVALID_ARGUMENT');
    }
    expect(await seen()).toEqual(before);
  });

  it('writes to the log until that is disabled', async () => {
    await bench.finished(
      await deploy({
        dedicatedResources: { machineSpec, minReplicaCount: 1 },
        disableContainerLogging: true,
      }),
    );
    expect(await logs()).not.toContain('model ready');
    await bench.finished(
      await mutate('disable_container_logging', { disableContainerLogging: false }),
    );
    await bench.predict(endpoint, { instances: [1], parameters: { exit: true } });
    await until(async () => ((await logs()).includes('model ready') ? true : undefined));
  });

  it('is deployed once, however often it is asked for at the same time', async () => {
    const slow = await bench.upload({ env: { NEVER_READY: '1' } });
    const asked = Array.from({ length: 1_000 }, () => bench.deployModel(endpoint, slow));
    const other = await bench.createEndpoint('other');
    await bench.finished(await bench.deployModel(other, model, { trafficSplit: { 0: 100 } }));
    expect((await bench.predict(other)).status).toBe(200);
    const answers = await Promise.all(asked);
    const [begun, ...more] = answers.filter(({ status }) => status === 200);
    expect(more).toEqual([]);
    const refusals = answers.filter(({ status }) => status !== 200);
    const texts = new Set(refusals.map(({ body }) => JSON.stringify(body)));
    expect(texts.size).toBe(1);
    expect([...texts][0]).toContain('There are other operations running');
    expect((await bench.call('DELETE', `/v1/${endpoint}`)).status).toBe(400);
    expect(await running()).toBe(2);
    await bench.call('POST', `/v1/${String(begun?.body['name'])}:cancel`, {});
    await until(async () => ((await running()) === 1 ? true : undefined));
    expect((await bench.call('DELETE', `/v1/${endpoint}`)).status).toBe(200);
  });
});
