import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EndpointServiceClient } from '@google-cloud/aiplatform/build/src/v1/endpoint_service_client.js';
import { JobServiceClient } from '@google-cloud/aiplatform/build/src/v1/job_service_client.js';
import { ModelServiceClient } from '@google-cloud/aiplatform/build/src/v1/model_service_client.js';
import { PredictionServiceClient } from '@google-cloud/aiplatform/build/src/v1/prediction_service_client.js';
import { MetricServiceClient } from '@google-cloud/monitoring/build/src/v3/metric_service_client.js';
import { googleAuthLibrary } from 'google-gax';
import { Bench, serverImage, TestClock, trainerImage, until } from './harness.ts';

// Programs are started; a busy machine may take its time.
jest.setTimeout(60_000);

const parent = 'projects/demo-project/locations/us-central1';
const dedicatedResources = { machineSpec: { machineType: 'n1-standard-2' }, minReplicaCount: 1 };

describe('the official Node clients in REST mode', () => {
  const clock = new TestClock();
  let bench: Bench;
  let endpoints: EndpointServiceClient;
  let models: ModelServiceClient;
  let jobs: JobServiceClient;
  let predictions: PredictionServiceClient;
  let metrics: MetricServiceClient;

  beforeAll(async () => {
    bench = await Bench.start({ clock });
    const [apiEndpoint = '', port = ''] = bench.emulator.http.split(':');
    const authClient = new googleAuthLibrary.PassThroughClient({
      transporterOptions: { validateStatus: () => true },
    });
    const options = {
      fallback: true,
      protocol: 'http',
      apiEndpoint,
      port: Number(port),
      authClient,
    } as const;
    endpoints = new EndpointServiceClient(options);
    models = new ModelServiceClient(options);
    jobs = new JobServiceClient(options);
    predictions = new PredictionServiceClient(options);
    metrics = new MetricServiceClient(options);
  });

  afterAll(async () => {
    await bench.stop();
  });

  async function upload(version: string, request: object = {}): Promise<string> {
    const [operation] = await models.uploadModel({
      parent,
      model: {
        displayName: 'doubler',
        containerSpec: {
          imageUri: `${serverImage}:${version}`,
          env: [{ name: 'MODEL_VERSION', value: version }],
        },
      },
      ...request,
    });
    const [response] = await operation.promise();
    return `${response.model}@${response.modelVersionId}`;
  }

  it('upload versions, move aliases, deploy, split, predict, read the series and undeploy', async () => {
    const first = await upload('1');
    const model = first.split('@')[0] ?? '';
    const second = await upload('2', { parentModel: model });
    expect(second).toBe(`${model}@2`);
    const [merged] = await models.mergeVersionAliases({
      name: second,
      versionAliases: ['challenger'],
    });
    expect(merged.versionAliases).toEqual(['challenger']);
    const [byAlias] = await models.getModel({ name: `${model}@challenger` });
    expect(byAlias.versionId).toBe('2');
    const [byDefault] = await models.getModel({ name: model });
    expect(byDefault).toMatchObject({ versionId: '1', versionAliases: ['default'] });

    const [creation] = await endpoints.createEndpoint({
      parent,
      endpoint: { displayName: 'production' },
      endpointId: 'production',
    });
    const [endpoint] = await creation.promise();
    const name = endpoint.name ?? '';
    for (const [id, deployed, trafficSplit] of [
      ['1', first, { 0: 100 }],
      ['2', second, {}],
    ] as const) {
      const [operation] = await endpoints.deployModel({
        endpoint: name,
        deployedModel: { id, model: deployed, dedicatedResources },
        trafficSplit,
      });
      const [response] = await operation.promise();
      expect(response.deployedModel?.id).toBe(id);
      const done = await bench.call('GET', `/v1/${operation.name}`);
      expect(done.body['metadata']?.['deploymentStage']).toBe('SUCCESSFULLY_DEPLOYED');
    }
    const [stale] = await endpoints.getEndpoint({ name });
    expect(stale.trafficSplit).toEqual({ 1: 100 });
    const [split] = await endpoints.updateEndpoint({
      endpoint: { name, etag: stale.etag ?? '', trafficSplit: { 1: 75, 2: 25 } },
      updateMask: { paths: ['traffic_split'] },
    });
    expect(split.trafficSplit).toEqual({ 1: 75, 2: 25 });
    await expect(
      endpoints.updateEndpoint({
        endpoint: { name, etag: stale.etag ?? '', trafficSplit: { 1: 100 } },
        updateMask: { paths: ['traffic_split'] },
      }),
    ).rejects.toMatchObject({ code: 10 });

    const sent: Record<string, number> = {};
    const second0 = clock.time;
    for (let index = 0; index < 40; index += 1) {
      if (index % 10 === 0) clock.time += 1_000;
      const [answer] = await predictions.predict({
        endpoint: name,
        instances: [{ numberValue: 4 }],
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
      filter:
        'metric.type = "aiplatform.googleapis.com/prediction/online/response_count" AND resource.labels.endpoint_id = "production"',
      interval: {
        startTime: { seconds: second0 / 1000 },
        endTime: { seconds: clock.time / 1000 },
      },
      aggregation: {
        alignmentPeriod: { seconds: (clock.time - second0) / 1000 },
        perSeriesAligner: 'ALIGN_SUM',
        crossSeriesReducer: 'REDUCE_SUM',
        groupByFields: ['metric.labels.deployed_model_id', 'metric.labels.response_code'],
      },
      view: 'FULL',
    });
    const counted = Object.fromEntries(
      series.map(({ metric, points }) => [
        metric?.labels?.['deployed_model_id'],
        Number(points?.[0]?.value?.int64Value),
      ]),
    );
    expect(counted).toEqual(sent);
    expect(series.every(({ metric }) => metric?.labels?.['response_code'] === '2xx')).toBe(true);

    const [undeployment] = await endpoints.undeployModel({
      endpoint: name,
      deployedModelId: '1',
      trafficSplit: { 2: 100 },
    });
    await undeployment.promise();
    const [after] = await endpoints.getEndpoint({ name });
    expect(after.deployedModels?.map(({ id }) => id)).toEqual(['2']);
    expect(after.trafficSplit).toEqual({ 2: 100 });
  });

  it('see errors with their canonical code', async () => {
    const name = `${parent}/endpoints/404`;
    await expect(endpoints.getEndpoint({ name })).rejects.toMatchObject({ code: 5 });
    await expect(jobs.listHyperparameterTuningJobs({ parent })).rejects.toMatchObject({ code: 12 });
  });

  it('see a failed deployment as the error of its operation', async () => {
    const [operation] = await models.uploadModel({
      parent,
      model: { displayName: 'unknown', containerSpec: { imageUri: 'example.test/unknown:3' } },
    });
    const [{ model = '' }] = await operation.promise();
    const [creation] = await endpoints.createEndpoint({ parent, endpoint: { displayName: 'e' } });
    const [endpoint] = await creation.promise();
    const [deployment] = await endpoints.deployModel({
      endpoint: endpoint.name ?? '',
      deployedModel: { model: model ?? '', dedicatedResources },
    });
    await expect(deployment.promise()).rejects.toMatchObject({
      code: 9,
      message: expect.stringMatching(/example\.test\/unknown:3.*images:/),
    });
  });

  it('run a custom job whose output lands in Cloud Storage', async () => {
    const [created] = await jobs.createCustomJob({
      parent,
      customJob: {
        displayName: 'train',
        jobSpec: {
          workerPoolSpecs: [
            {
              replicaCount: 1,
              machineSpec: { machineType: 'n1-standard-4' },
              containerSpec: { imageUri: trainerImage, args: ['--depth=3'] },
            },
          ],
          baseOutputDirectory: { outputUriPrefix: 'gs://bucket/run' },
        },
      },
    });
    expect(created.state).toBe('JOB_STATE_QUEUED');
    const name = created.name ?? '';
    const job = await until(async () => {
      const [seen] = await jobs.getCustomJob({ name });
      return seen.endTime ? seen : undefined;
    });
    expect(job.state).toBe('JOB_STATE_SUCCEEDED');
    const object = await bench.call(
      'GET',
      '/storage/v1/b/bucket/o/run%2Fmodel%2Fmodel.json?alt=media',
    );
    expect(object.body['args']).toEqual([['depth', '3']]);
  });

  it('list evaluations of a model version', async () => {
    const name = await upload('1');
    const model = name.split('@')[0] ?? '';
    const [imported] = await models.importModelEvaluation({
      parent: name,
      modelEvaluation: {
        displayName: 'holdout',
        metricsSchemaUri:
          'gs://google-cloud-aiplatform/schema/modelevaluation/classification_metrics_1.0.0.yaml',
        metrics: { structValue: { fields: { auRoc: { numberValue: 0.9 } } } },
      },
    });
    expect(imported.name).toMatch(new RegExp(`^${model}/evaluations/\\d+$`));
    const [listed] = await models.listModelEvaluations({ parent: model });
    expect(listed.map((evaluation) => evaluation.name)).toEqual([imported.name]);
    const [slices] = await models.batchImportModelEvaluationSlices({
      parent: imported.name ?? '',
      modelEvaluationSlices: [
        { metrics: { structValue: { fields: { auRoc: { numberValue: 0.8 } } } } },
      ],
    });
    expect(slices.importedModelEvaluationSlices).toHaveLength(1);
    const [slice] = await models.getModelEvaluationSlice({
      name: slices.importedModelEvaluationSlices?.[0] ?? '',
    });
    expect(slice.metrics?.structValue?.fields?.['auRoc']?.numberValue).toBe(0.8);
  });
});
