import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { MetadataServiceClient } from '@google-cloud/aiplatform/build/src/v1/metadata_service_client.js';
import { ModelServiceClient } from '@google-cloud/aiplatform/build/src/v1/model_service_client.js';
import { TensorboardServiceClient } from '@google-cloud/aiplatform/build/src/v1/tensorboard_service_client.js';
import { googleAuthLibrary } from 'google-gax';
import { Bench, serverImage } from './harness.ts';

// A server is started; a busy machine may take its time.
jest.setTimeout(60_000);

const parent = 'projects/demo-project/locations/us-central1';

describe('the official Node clients in REST mode', () => {
  let bench: Bench;
  let metadata: MetadataServiceClient;
  let tensorboards: TensorboardServiceClient;
  let models: ModelServiceClient;

  beforeAll(async () => {
    bench = await Bench.start();
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
    metadata = new MetadataServiceClient(options);
    tensorboards = new TensorboardServiceClient(options);
    models = new ModelServiceClient(options);
  });

  afterAll(async () => {
    await bench.stop();
  });

  it('track an experiment with its run, its artifacts and their lineage', async () => {
    const [creation] = await metadata.createMetadataStore({
      parent,
      metadataStore: { description: 'experiments' },
      metadataStoreId: 'default',
    });
    const [store] = await creation.promise();
    const storeName = store.name ?? '';
    expect(storeName).toMatch(/^projects\/\d+\/locations\/us-central1\/metadataStores\/default$/);

    const [experiment] = await metadata.createContext({
      parent: storeName,
      contextId: 'experiment',
      context: {
        schemaTitle: 'system.Experiment',
        schemaVersion: '0.0.1',
        metadata: { fields: { experiment_deleted: { boolValue: false } } },
      },
    });
    const [run] = await metadata.createContext({
      parent: storeName,
      contextId: 'experiment-run',
      context: {
        schemaTitle: 'system.ExperimentRun',
        metadata: { fields: { _state: { stringValue: 'RUNNING' }, lr: { numberValue: 0.5 } } },
      },
    });
    await metadata.addContextChildren({
      context: experiment.name ?? '',
      childContexts: [run.name ?? ''],
    });
    const [data] = await metadata.createArtifact({
      parent: storeName,
      artifact: { schemaTitle: 'system.Dataset', uri: 'gs://bucket/data.csv', state: 'LIVE' },
    });
    const [training] = await metadata.createExecution({
      parent: storeName,
      execution: { schemaTitle: 'system.ContainerExecution', state: 'RUNNING' },
    });
    await metadata.addExecutionEvents({
      execution: training.name ?? '',
      events: [{ artifact: data.name ?? '', type: 'INPUT' }],
    });
    await metadata.addContextArtifactsAndExecutions({
      context: run.name ?? '',
      artifacts: [data.name ?? ''],
      executions: [training.name ?? ''],
    });

    const [runs] = await metadata.listContexts({
      parent: storeName,
      filter: `schema_title="system.ExperimentRun" AND parent_contexts:"${experiment.name}" AND metadata.lr.number_value=0.5`,
    });
    expect(runs.map(({ name }) => name)).toEqual([run.name]);
    const [artifacts] = await metadata.listArtifacts({
      parent: `${parent}/metadataStores/default`,
      filter: `in_context("${parent}/metadataStores/default/contexts/experiment-run")`,
    });
    expect(artifacts).toMatchObject([{ uri: 'gs://bucket/data.csv', state: 'LIVE' }]);
    const [graph] = await metadata.queryContextLineageSubgraph({ context: run.name ?? '' });
    expect(graph.events).toMatchObject([{ type: 'INPUT', execution: training.name }]);
    const [alone] = await metadata.queryArtifactLineageSubgraph({
      artifact: data.name ?? '',
      maxHops: 1,
    });
    expect(alone.executions?.map(({ name }) => name)).toEqual([training.name]);

    const [updated] = await metadata.updateContext({
      context: { name: run.name ?? '', etag: run.etag ?? '', description: 'done' },
      updateMask: { paths: ['description'] },
    });
    expect(updated.metadata?.fields?.['lr']?.numberValue).toBe(0.5);
    await expect(
      metadata.updateContext({
        context: { name: run.name ?? '', etag: run.etag ?? '', description: 'late' },
        updateMask: { paths: ['description'] },
      }),
    ).rejects.toMatchObject({ code: 10 });

    const [purge] = await metadata.purgeArtifacts({
      parent: storeName,
      filter: 'schema_title="system.Dataset"',
      force: true,
    });
    const [purged] = await purge.promise();
    expect(Number(purged.purgeCount)).toBe(1);
    const [deletion] = await metadata.deleteContext({ name: experiment.name ?? '' });
    await deletion.promise();
    await expect(metadata.getContext({ name: experiment.name ?? '' })).rejects.toMatchObject({
      code: 5,
    });
  });

  it('write and read the time series of a run', async () => {
    const [creation] = await tensorboards.createTensorboard({
      parent,
      tensorboard: { displayName: 'board', isDefault: true },
    });
    const [board] = await creation.promise();
    const [defaults] = await tensorboards.listTensorboards({ parent, filter: 'is_default=true' });
    expect(defaults.map(({ name }) => name)).toEqual([board.name]);
    const [experiment] = await tensorboards.createTensorboardExperiment({
      parent: board.name ?? '',
      tensorboardExperimentId: 'experiment',
      tensorboardExperiment: { displayName: 'experiment' },
    });
    const [run] = await tensorboards.createTensorboardRun({
      parent: experiment.name ?? '',
      tensorboardRunId: 'run-1',
      tensorboardRun: { displayName: 'run-1' },
    });
    const [made] = await tensorboards.batchCreateTensorboardTimeSeries({
      parent: experiment.name ?? '',
      requests: ['loss', 'auc'].map((displayName) => ({
        parent: run.name ?? '',
        tensorboardTimeSeries: { displayName, valueType: 'SCALAR' },
      })),
    });
    const [loss] = made.tensorboardTimeSeries ?? [];
    const id = loss?.name?.split('/').at(-1) ?? '';
    await tensorboards.writeTensorboardRunData({
      tensorboardRun: run.name ?? '',
      timeSeriesData: [
        {
          tensorboardTimeSeriesId: id,
          valueType: 'SCALAR',
          values: [1, 0.5].map((value, step) => ({
            step,
            wallTime: { seconds: 1_700_000_000 + step },
            scalar: { value },
          })),
        },
      ],
    });
    const [read] = await tensorboards.batchReadTensorboardTimeSeriesData({
      tensorboard: board.name ?? '',
      timeSeries: [loss?.name ?? ''],
    });
    const values = read.timeSeriesData?.[0]?.values ?? [];
    expect(values.map(({ step, scalar }) => [Number(step), scalar?.value])).toEqual([
      [0, 1],
      [1, 0.5],
    ]);
    const [exported] = await tensorboards.exportTensorboardTimeSeriesData({
      tensorboardTimeSeries: loss?.name ?? '',
      orderBy: 'step desc',
    });
    expect(exported.map(({ scalar }) => scalar?.value)).toEqual([0.5, 1]);
    await expect(
      tensorboards.readTensorboardUsage({ tensorboard: board.name ?? '' }),
    ).rejects.toMatchObject({ code: 12 });
    const [deletion] = await tensorboards.deleteTensorboard({ name: board.name ?? '' });
    await deletion.promise();
  });

  it('copy and export a model, and import its evaluation', async () => {
    const upload = `${bench.origin}/upload/storage/v1/b/bucket/o?uploadType=media&name=m/model.bin`;
    await fetch(upload, { method: 'POST', body: 'weights' });
    const [creation] = await models.uploadModel({
      parent,
      modelId: 'source',
      model: {
        displayName: 'source',
        artifactUri: 'gs://bucket/m',
        containerSpec: { imageUri: serverImage },
      },
    });
    const [uploaded] = await creation.promise();
    const name = uploaded.model ?? '';
    const [copying] = await models.copyModel({
      parent: 'projects/other-project/locations/europe-west4',
      sourceModel: `${name}@1`,
      modelId: 'copied',
    });
    const [copied] = await copying.promise();
    expect(copied).toMatchObject({ modelVersionId: '1' });
    const [copy] = await models.getModel({ name: copied.model ?? '' });
    expect(copy.originalModelInfo?.model).toBe(`${name}@1`);
    expect(copy.modelSourceInfo).toMatchObject({ sourceType: 'CUSTOM', copy: true });

    const [exporting, operation] = await models.exportModel({
      name,
      outputConfig: { artifactDestination: { outputUriPrefix: 'gs://bucket/out' } },
    });
    await exporting.promise();
    const done = await bench.call('GET', `/v1/${operation?.name}`);
    const uri = String(done.body['metadata']?.['outputInfo']?.['artifactOutputUri']);
    const object = encodeURIComponent(`${uri.replace('gs://bucket/', '')}/model.bin`);
    const content = await bench.call('GET', `/storage/v1/b/bucket/o/${object}?alt=media`);
    expect(String(content.body)).toBe('weights');

    const [evaluation] = await models.importModelEvaluation({
      parent: name,
      modelEvaluation: {
        displayName: 'holdout',
        metrics: { structValue: { fields: { auRoc: { numberValue: 0.9 } } } },
      },
    });
    const [imported] = await models.batchImportModelEvaluationSlices({
      parent: evaluation.name ?? '',
      modelEvaluationSlices: [{ slice: { dimension: 'phase', value: 'climb' } }],
    });
    const [slices] = await models.listModelEvaluationSlices({
      parent: evaluation.name ?? '',
      filter: 'slice.dimension = phase',
    });
    expect(slices.map((slice) => slice.name)).toEqual(imported.importedModelEvaluationSlices);
    const [annotations] = await models.batchImportEvaluatedAnnotations({
      parent: slices[0]?.name ?? '',
      evaluatedAnnotations: [{ type: 'TRUE_POSITIVE' }],
    });
    expect(annotations.importedEvaluatedAnnotationsCount).toBe(1);
    const [evaluations] = await models.listModelEvaluations({ parent: name });
    expect(evaluations[0]?.metrics?.structValue?.fields?.['auRoc']?.numberValue).toBe(0.9);
    expect(evaluations[0]?.sliceDimensions).toEqual(['phase']);
    await expect(
      models.updateExplanationDataset({ model: name, examples: {} }),
    ).rejects.toMatchObject({ code: 12 });
    const [checkpoints] = await models.listModelVersionCheckpoints({ name });
    expect(checkpoints).toEqual([]);
  });
});
