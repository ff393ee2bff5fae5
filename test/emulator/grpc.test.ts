import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EndpointServiceClient } from '@google-cloud/aiplatform/build/src/v1/endpoint_service_client.js';
import { JobServiceClient } from '@google-cloud/aiplatform/build/src/v1/job_service_client.js';
import { ModelServiceClient } from '@google-cloud/aiplatform/build/src/v1/model_service_client.js';
import { PredictionServiceClient } from '@google-cloud/aiplatform/build/src/v1/prediction_service_client.js';
import { EndpointServiceClient as BetaEndpointServiceClient } from '@google-cloud/aiplatform/build/src/v1beta1/endpoint_service_client.js';
import { ModelServiceClient as BetaModelServiceClient } from '@google-cloud/aiplatform/build/src/v1beta1/model_service_client.js';
import { MetricServiceClient } from '@google-cloud/monitoring/build/src/v3/metric_service_client.js';
import { credentials } from '@grpc/grpc-js';
import { googleAuthLibrary } from 'google-gax';
import { RpcCaller } from './rpc-caller.ts';
import { Bench, parent as path, serverImage, TestClock, trainerImage, until } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

const parent = path.slice('/v1/'.length);
const dedicatedResources = { machineSpec: { machineType: 'n1-standard-2' }, minReplicaCount: 1 };

describe('the official Node clients over gRPC', () => {
  const clock = new TestClock();
  let bench: Bench;
  let endpoints: EndpointServiceClient;
  let models: ModelServiceClient;
  let jobs: JobServiceClient;
  let predictions: PredictionServiceClient;
  let metrics: MetricServiceClient;
  let betaModels: BetaModelServiceClient;
  let betaEndpoints: BetaEndpointServiceClient;
  let rpc: RpcCaller;

  beforeAll(async () => {
    bench = await Bench.start({ clock });
    const [apiEndpoint = '', port = ''] = bench.emulator.grpc.split(':');
    const options = {
      apiEndpoint,
      port: Number(port),
      sslCreds: credentials.createInsecure(),
      authClient: new googleAuthLibrary.PassThroughClient(),
    };
    endpoints = new EndpointServiceClient(options);
    models = new ModelServiceClient(options);
    jobs = new JobServiceClient(options);
    predictions = new PredictionServiceClient(options);
    metrics = new MetricServiceClient(options);
    betaModels = new BetaModelServiceClient(options);
    betaEndpoints = new BetaEndpointServiceClient(options);
    rpc = new RpcCaller(bench.emulator.grpc);
  });

  afterAll(async () => {
    rpc.close();
    const clients = [endpoints, models, jobs, predictions, metrics, betaModels, betaEndpoints];
    await Promise.all(clients.map((client) => client.close()));
    await bench.stop();
  });

  const containerSpec = (version: string) => ({
    imageUri: `${serverImage}:${version}`,
    env: [{ name: 'MODEL_VERSION', value: version }],
  });

  async function upload(version: string, request: object = {}): Promise<string> {
    const model = { displayName: 'doubler', containerSpec: containerSpec(version) };
    const [operation] = await models.uploadModel({ parent, model, ...request });
    const [response] = await operation.promise();
    return `${response.model}@${response.modelVersionId}`;
  }

  async function createEndpoint(displayName: string): Promise<string> {
    const [operation] = await endpoints.createEndpoint({ parent, endpoint: { displayName } });
    const [endpoint] = await operation.promise();
    return endpoint.name ?? '';
  }

  it('upload, deploy, split by mask, predict, read the series and undeploy', async () => {
    const first = await upload('1');
    const [model = ''] = first.split('@');
    const second = await upload('2', { parentModel: model });
    expect(second).toBe(`${model}@2`);
    const name = await createEndpoint('production');
    for (const [id, deployed, trafficSplit] of [
      ['1', first, { 0: 100 }],
      ['2', second, {}],
    ] as const) {
      const [operation] = await endpoints.deployModel({
        endpoint: name,
        deployedModel: { id, model: deployed, dedicatedResources },
        trafficSplit,
      });
      const [response, metadata] = await operation.promise();
      expect(response.deployedModel?.id).toBe(id);
      // DeploymentStage.SUCCESSFULLY_DEPLOYED of deployment_stage.proto.
      expect(metadata.deploymentStage).toBe(11);
      expect(Number(metadata.genericMetadata?.createTime?.seconds)).toBe(clock.time / 1000);
    }
    const [stale] = await endpoints.getEndpoint({ name });
    expect(stale.trafficSplit).toEqual({ 1: 100 });
    const [split] = await endpoints.updateEndpoint({
      endpoint: { name, etag: stale.etag ?? '', trafficSplit: { 1: 75, 2: 25 }, description: 'no' },
      updateMask: { paths: ['traffic_split'] },
    });
    expect([split.trafficSplit, split.description]).toEqual([{ 1: 75, 2: 25 }, '']);
    await expect(
      endpoints.updateEndpoint({
        endpoint: { name, etag: stale.etag ?? '', trafficSplit: { 1: 100 } },
        updateMask: { paths: ['traffic_split'] },
      }),
    ).rejects.toMatchObject({ code: 10 });

    const sent: Record<string, number> = {};
    const began = clock.time;
    for (let index = 0; index < 40; index += 1) {
      if (index % 10 === 0) clock.time += 1_000;
      const [answer] = await predictions.predict({
        endpoint: name,
        instances: [{ numberValue: 4 }],
        parameters: { structValue: { fields: {} } },
      });
      const id = answer.deployedModelId ?? '';
      sent[id] = (sent[id] ?? 0) + 1;
      expect(answer.modelVersionId).toBe(id);
      const [prediction] = answer.predictions ?? [];
      expect(prediction?.structValue?.fields?.['doubled']?.numberValue).toBe(8);
    }
    expect(Object.keys(sent)).toEqual(expect.arrayContaining(['1', '2']));
    clock.time += 1_000;
    const [series] = await metrics.listTimeSeries({
      name: 'projects/demo-project',
      filter: 'metric.type = "aiplatform.googleapis.com/prediction/online/prediction_count"',
      interval: { startTime: { seconds: began / 1000 }, endTime: { seconds: clock.time / 1000 } },
      aggregation: {
        alignmentPeriod: { seconds: (clock.time - began) / 1000 },
        perSeriesAligner: 'ALIGN_SUM',
        crossSeriesReducer: 'REDUCE_SUM',
        groupByFields: ['metric.labels.deployed_model_id'],
      },
      view: 'FULL',
    });
    const counted = series.map(({ metric, points }) => [
      metric?.labels?.['deployed_model_id'],
      Number(points?.[0]?.value?.int64Value),
    ]);
    expect(Object.fromEntries(counted)).toEqual(sent);

    const [undeployment] = await endpoints.undeployModel({
      endpoint: name,
      deployedModelId: '1',
      trafficSplit: { 2: 100 },
    });
    await undeployment.promise();
    const [after] = await endpoints.getEndpoint({ name });
    expect(after.deployedModels?.map(({ id }) => id)).toEqual(['2']);
  });

  it('pass raw bodies through, whole and as a stream of what the server sends', async () => {
    const model = await upload('1');
    const name = await createEndpoint('raw');
    const [operation] = await endpoints.deployModel({
      endpoint: name,
      deployedModel: { id: '9', model, dedicatedResources },
      trafficSplit: { 0: 100 },
    });
    await operation.promise();
    const data = Buffer.from([0, 255, 10, 13]);
    const [whole] = await predictions.rawPredict({
      endpoint: name,
      httpBody: { contentType: 'application/octet-stream', data },
    });
    expect(whole.contentType).toBe('application/octet-stream');
    expect(Buffer.from(whole.data as Uint8Array)).toEqual(data);

    const pieces: string[] = [];
    const headers: unknown[] = [];
    const stream = predictions.streamRawPredict({
      endpoint: name,
      httpBody: {
        contentType: 'application/json',
        data: Buffer.from(JSON.stringify({ instances: [1, 2, 3], parameters: { stream: true } })),
      },
    });
    stream.on('metadata', (metadata) => headers.push(metadata.getMap()));
    for await (const { contentType, data: piece } of stream) {
      expect(contentType).toBe('text/event-stream');
      pieces.push(Buffer.from(piece).toString());
    }
    expect(pieces).toEqual(['data: 2\n\n', 'data: 4\n\n', 'data: 6\n\n']);
    expect(headers).toMatchObject([
      { 'x-vertex-ai-deployed-model-id': '9', 'x-vertex-release-emulated': 'true' },
    ]);

    const refused = predictions.rawPredict({
      endpoint: name,
      httpBody: {
        contentType: 'application/json',
        data: Buffer.from('{"instances":[1],"parameters":{"status":503}}'),
      },
    });
    await expect(refused).rejects.toMatchObject({ code: 14, details: 'status 503' });
  });

  it('see errors with their canonical code', async () => {
    const name = `${parent}/endpoints/404`;
    await expect(endpoints.getEndpoint({ name })).rejects.toMatchObject({ code: 5 });
    await expect(endpoints.getEndpoint({ name: 'endpoints/1' })).rejects.toMatchObject({
      code: 3,
      details: expect.stringContaining('projects/*/locations/*/endpoints/*'),
    });
    await expect(jobs.listNasJobs({ parent })).rejects.toMatchObject({ code: 12 });
  });

  it('see a failed deployment as the error of its operation', async () => {
    const model = await upload('1', {
      model: { displayName: 'unknown', containerSpec: { imageUri: 'example.test/unknown:3' } },
    });
    const [deployment] = await endpoints.deployModel({
      endpoint: await createEndpoint('e'),
      deployedModel: { model, dedicatedResources },
    });
    await expect(deployment.promise()).rejects.toMatchObject({
      code: 9,
      message: expect.stringMatching(/example\.test\/unknown:3.*images:/),
    });
  });

  it('wait for an operation and cancel one that runs', async () => {
    const model = await upload('1', {
      model: {
        displayName: 'never',
        containerSpec: { imageUri: `${serverImage}:1`, env: [{ name: 'NEVER_READY', value: '1' }] },
      },
    });
    const [deployment] = await endpoints.deployModel({
      endpoint: await createEndpoint('slow'),
      deployedModel: { model, dedicatedResources },
    });
    const name = deployment.name ?? '';
    // The operations client of gax has no method for it.
    const wait = async (timeout: string): Promise<unknown> => {
      const answer = await rpc.call('google.longrunning.Operations.WaitOperation', {
        name,
        timeout,
      });
      return answer.results[0];
    };
    expect(await wait('0s')).toMatchObject({ name });
    expect(await wait('0s')).not.toHaveProperty('done');
    await deployment.cancel();
    expect(await wait('30s')).toMatchObject({ done: true, error: { code: 1 } });
  });

  it('run a custom job and cancel another', async () => {
    const create = async (args: string[]): Promise<string> => {
      const pool = {
        replicaCount: 1,
        machineSpec: { machineType: 'n1-standard-4' },
        containerSpec: { imageUri: trainerImage, args },
      };
      const customJob = { displayName: 'train', jobSpec: { workerPoolSpecs: [pool] } };
      const [job] = await jobs.createCustomJob({ parent, customJob });
      return job.name ?? '';
    };
    const ended = async (name: string): Promise<unknown> =>
      until(async () => {
        const [job] = await jobs.getCustomJob({ name });
        return job.endTime ? job.state : undefined;
      });
    expect(await ended(await create([]))).toBe('JOB_STATE_SUCCEEDED');
    const long = await create(['--sleep=1000000']);
    await jobs.cancelCustomJob({ name: long });
    expect(await ended(long)).toBe('JOB_STATE_CANCELLED');
  });

  it('of v1beta1 work on the same store, with operations in its types', async () => {
    const [operation] = await betaModels.uploadModel({
      parent,
      model: { displayName: 'beta', containerSpec: containerSpec('1') },
    });
    const [response] = await operation.promise();
    const name = response.model ?? '';
    const [seen] = await models.getModel({ name });
    expect(seen.displayName).toBe('beta');
    const [creation] = await betaEndpoints.createEndpoint({
      parent,
      endpoint: { displayName: 'beta' },
    });
    const [endpoint] = await creation.promise();
    expect(endpoint.displayName).toBe('beta');
    const [polled] = await endpoints.operationsClient.getOperation({
      name: creation.name ?? '',
    } as never);
    expect(polled.response?.type_url).toBe(
      'type.googleapis.com/google.cloud.aiplatform.v1beta1.Endpoint',
    );
    const [listed] = await betaEndpoints.listEndpoints({ parent, filter: 'display_name="beta"' });
    expect(listed.map((one) => one.name)).toEqual([endpoint.name]);
  });
});
