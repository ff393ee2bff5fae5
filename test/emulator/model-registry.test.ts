import { beforeEach, describe, expect, it } from '@jest/globals';
import { ModelService } from '../../src/emulator/services/models/models.ts';
import type { Json } from './harness.ts';
import { ServiceCaller } from './service-caller.ts';

// Rules: comments of model_service.proto, model.proto, model_evaluation.proto, unless said.

const parent = 'projects/1/locations/us-central1';
const europe = 'projects/1/locations/europe-west4';
let real: ServiceCaller;
let model: string;

beforeEach(async () => {
  real = new ServiceCaller(
    'google.cloud.aiplatform.v1.ModelService',
    (tables, clock) => new ModelService(tables, clock),
  );
  const { objects } = real.store;
  objects.createBucket('bucket', '1');
  objects.put('bucket', 'm/model.bin', Buffer.from('weights'), {});
  objects.put('bucket', 'm/deep/vocabulary.txt', Buffer.from('words'), {});
  model = await upload({ artifactUri: 'gs://bucket/m', labels: { team: 'a' }, description: 'd' });
});

async function upload(more: object = {}, request: object = {}): Promise<string> {
  const answer = await real.call('UploadModel', {
    parent,
    ...request,
    model: { displayName: 'model', containerSpec: { imageUri: 'image' }, ...more },
  });
  return String(answer['response']?.['model']);
}

function get(name: string): Promise<Json> {
  return real.call('GetModel', { name });
}

describe('a copy of a model', () => {
  it('is a new model in another location, with the same artifacts', async () => {
    const operation = await real.call('CopyModel', {
      parent: europe,
      sourceModel: model,
      modelId: 'copied',
      encryptionSpec: { kmsKeyName: 'key' },
    });
    expect(operation).toMatchObject({
      done: true,
      metadata: {
        '@type': 'type.googleapis.com/google.cloud.aiplatform.v1.CopyModelOperationMetadata',
      },
      response: {
        '@type': 'type.googleapis.com/google.cloud.aiplatform.v1.CopyModelResponse',
        model: `${europe}/models/copied`,
        modelVersionId: '1',
      },
    });
    expect(await get(`${europe}/models/copied`)).toMatchObject({
      displayName: 'model',
      description: 'd',
      labels: { team: 'a' },
      versionAliases: ['default'],
      artifactUri: 'gs://bucket/m',
      encryptionSpec: { kmsKeyName: 'key' },
      originalModelInfo: { model: `${model}@1` },
      modelSourceInfo: { sourceType: 'CUSTOM', copy: true },
    });
    const copies = [model, `${europe}/models/copied`].map(
      (name) => real.store.models.get(name)?.versions[0]?.artifactCopy,
    );
    expect(copies[0]).toBe(copies[1]);
  });

  it('is a new version of a model in another project, of the version that is named', async () => {
    await upload(
      { versionDescription: 'second', versionAliases: ['golden'] },
      { parentModel: model },
    );
    const there = 'projects/2/locations/us-central1';
    const first = await upload({}, { parent: there, modelId: 'm' });
    const operation = await real.call('CopyModel', {
      parent: there,
      sourceModel: `${model}@golden`,
      parentModel: first,
    });
    expect(operation['response']).toMatchObject({ model: first, modelVersionId: '2' });
    const copy = await get(`${first}@2`);
    expect(copy).toMatchObject({
      versionDescription: 'second',
      originalModelInfo: { model: `${model}@2` },
    });
    expect(copy['versionAliases']).toEqual([]);
    expect((await get(first))['versionId']).toBe('1');
  });

  const wrong: { what: string; request: () => object; status: string }[] = [
    { what: 'no source', request: () => ({ modelId: 'x' }), status: 'INVALID_ARGUMENT' },
    {
      what: 'an unknown source',
      request: () => ({ sourceModel: `${model}@7` }),
      status: 'NOT_FOUND',
    },
    {
      what: 'an id that is taken',
      request: () => ({ parent, sourceModel: model, modelId: 'taken' }),
      status: 'ALREADY_EXISTS',
    },
    {
      what: 'an id and a parent',
      request: () => ({ sourceModel: model, modelId: 'x', parentModel: model }),
      status: 'INVALID_ARGUMENT',
    },
    {
      what: 'a parent in another location',
      request: () => ({ sourceModel: model, parentModel: model }),
      status: 'INVALID_ARGUMENT',
    },
  ];

  it.each(wrong)('is refused with $what', async ({ request, status }) => {
    await upload({}, { modelId: 'taken' });
    expect(await real.refusal('CopyModel', { parent: europe, ...request() })).toBe(status);
  });
});

describe('an export', () => {
  const artifactDestination = { outputUriPrefix: 'gs://bucket/exports/' };

  it('writes the artifacts into a folder named after the model and the time', async () => {
    const operation = await real.call('ExportModel', {
      name: model,
      outputConfig: { exportFormatId: 'custom-trained', artifactDestination },
    });
    const output = 'exports/model-export-model-2026-03-01T12:00:00.000Z';
    expect(operation).toMatchObject({
      done: true,
      metadata: { outputInfo: { artifactOutputUri: `gs://bucket/${output}` } },
      response: { '@type': 'type.googleapis.com/google.cloud.aiplatform.v1.ExportModelResponse' },
    });
    const { objects } = real.store;
    const written = objects.list('bucket', 'exports/');
    expect(written.map((each) => [each.name, objects.read(each).toString()])).toEqual([
      [`${output}/deep/vocabulary.txt`, 'words'],
      [`${output}/model.bin`, 'weights'],
    ]);
  });

  const wrong: { what: string; outputConfig: object; status: string }[] = [
    { what: 'no destination', outputConfig: {}, status: 'INVALID_ARGUMENT' },
    {
      what: 'another format',
      outputConfig: { exportFormatId: 'tflite', artifactDestination },
      status: 'INVALID_ARGUMENT',
    },
    {
      what: 'a place for an image',
      outputConfig: { artifactDestination, imageDestination: { outputUri: 'image' } },
      status: 'INVALID_ARGUMENT',
    },
    {
      what: 'an unknown bucket',
      outputConfig: { artifactDestination: { outputUriPrefix: 'gs://none/x' } },
      status: 'NOT_FOUND',
    },
  ];

  it.each(wrong)('is refused with $what', async ({ outputConfig, status }) => {
    expect(await real.refusal('ExportModel', { name: model, outputConfig })).toBe(status);
  });

  it('needs a model with a format', async () => {
    expect((await get(model))['supportedExportFormats']).toEqual([
      { id: 'custom-trained', exportableContents: ['ARTIFACT'] },
    ]);
    const bare = await upload();
    expect((await get(bare))['supportedExportFormats']).toEqual([]);
    const request = { name: bare, outputConfig: { artifactDestination } };
    expect(await real.refusal('ExportModel', request)).toBe('FAILED_PRECONDITION');
  });

  it('of artifacts that were never there fails', async () => {
    const absent = await upload({ artifactUri: 'gs://bucket/none' });
    const request = { name: absent, outputConfig: { artifactDestination } };
    const operation = await real.call('ExportModel', request);
    // FAILED_PRECONDITION
    expect(operation['error']).toMatchObject({ code: 9 });
  });
});

describe('a model', () => {
  it('keeps what its uploader says', async () => {
    const kept = {
      metadata: { framework: 'x' },
      metadataSchemaUri: 'gs://bucket/schema.yaml',
      predictSchemata: { instanceSchemaUri: 'gs://bucket/instance.yaml' },
      dataStats: { trainingDataItemsCount: '10' },
      encryptionSpec: { kmsKeyName: 'key' },
      baseModelSource: { modelGardenSource: { publicModelName: 'publishers/g/models/bison' } },
      pipelineJob: 'projects/1/locations/us-central1/pipelineJobs/p',
    };
    expect(await get(await upload(kept))).toMatchObject({
      ...kept,
      modelSourceInfo: { sourceType: 'CUSTOM' },
      supportedDeploymentResourcesTypes: ['DEDICATED_RESOURCES'],
    });
  });

  it('is uploaded into a model of its location only', async () => {
    const request = {
      parent: europe,
      parentModel: model,
      model: { displayName: 'm', containerSpec: { imageUri: 'i' } },
    };
    expect(await real.refusal('UploadModel', request)).toBe('INVALID_ARGUMENT');
  });

  it('has no checkpoints unless it was tuned', async () => {
    expect(await real.call('ListModelVersionCheckpoints', { name: `${model}@1` })).toEqual({
      checkpoints: [],
    });
    const unknown = { name: `${model}@9` };
    expect(await real.refusal('ListModelVersionCheckpoints', unknown)).toBe('NOT_FOUND');
    expect(await real.refusal('UpdateExplanationDataset', { model })).toBe('UNIMPLEMENTED');
  });

  it('has an etag per version, of which the part for the model is shared', async () => {
    await upload({}, { parentModel: model });
    const [first, second] = [await get(`${model}@1`), await get(`${model}@2`)];
    const update = (name: string, etag: unknown, updateMask: string): Promise<unknown> =>
      real.refusal('UpdateModel', {
        model: { name, etag, description: 'x', versionDescription: 'x' },
        updateMask,
      });
    // A change of version 1 leaves what was read of version 2 good.
    expect(await update(`${model}@1`, first['etag'], 'versionDescription')).toBeUndefined();
    expect(await update(`${model}@1`, first['etag'], 'versionDescription')).toBe('ABORTED');
    expect(await update(`${model}@2`, second['etag'], 'versionDescription')).toBeUndefined();
    // The Python SDK updates the model with the etag of whichever version it holds.
    expect(await update(model, second['etag'], 'description')).toBeUndefined();
    expect(await update(model, first['etag'], 'description')).toBe('ABORTED');
    expect(await update(model, undefined, 'description')).toBeUndefined();
  });
});

describe('lists of models', () => {
  beforeEach(async () => {
    real.clock.time += 1000;
    await upload({
      displayName: 'other',
      baseModelSource: { modelGardenSource: { publicModelName: 'publishers/g/models/bison' } },
    });
  });

  async function list(request: object): Promise<unknown[]> {
    const answer = await real.call('ListModels', { parent, ...request });
    return [...(answer['models'] ?? [])].map((each) => each['displayName']);
  }

  it('filter and order as documented', async () => {
    expect(await list({ filter: `model=${model.split('/').at(-1)}` })).toEqual(['model']);
    expect(await list({ filter: 'display_name!="model"' })).toEqual(['other']);
    expect(await list({ filter: 'displayName="other" OR labels.team="a"' })).toEqual([
      'model',
      'other',
    ]);
    expect(await list({ filter: 'labels:team' })).toEqual(['model']);
    expect(await list({ filter: 'baseModelName="bison"' })).toEqual(['other']);
    expect(await list({ orderBy: 'create_time desc, display_name' })).toEqual(['other', 'model']);
  });

  const wrong: object[] = [
    { filter: 'display_name:"mod*"' },
    { filter: 'display_name>"a"' },
    { filter: 'version_id="1"' },
    { filter: 'create_time>"2026-01-01T00:00:00Z"' },
    { filter: 'baseModelName!="bison"' },
    { orderBy: 'labels' },
    { orderBy: 'display_name sideways' },
  ];

  it.each(wrong)('refuse %j', async (request) => {
    expect(await real.refusal('ListModels', { parent, ...request })).toBe('INVALID_ARGUMENT');
  });

  it('of versions filter by label and order by the times of versions', async () => {
    real.clock.time += 1000;
    await upload({ labels: { run: '2' } }, { parentModel: model });
    const versions = async (request: object): Promise<unknown[]> => {
      const answer = await real.call('ListModelVersions', { name: model, ...request });
      return [...(answer['models'] ?? [])].map((each) => each['name']);
    };
    expect(await versions({ orderBy: 'create_time desc' })).toEqual([`${model}@2`, `${model}@1`]);
    expect(await versions({ filter: 'labels.run="2"' })).toEqual([`${model}@2`]);
    const refused = { name: model, filter: 'display_name="model"' };
    expect(await real.refusal('ListModelVersions', refused)).toBe('INVALID_ARGUMENT');
  });

  it('show the fields of the read mask alone', async () => {
    const answer = await real.call('ListModels', { parent, readMask: 'name', pageSize: 1 });
    expect(answer['models']).toEqual([{ name: model }]);
  });
});
