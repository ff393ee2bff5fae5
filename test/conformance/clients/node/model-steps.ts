import { deepEqual, equal, match } from 'node:assert/strict';
import type { google } from '@google-cloud/aiplatform/build/protos/protos.js';
import type { Steps } from '../client.ts';
import { done, refused } from './expect.ts';
import { model, parent, serverImage } from './names.ts';
import type { Services } from './services.ts';

type Model = google.cloud.aiplatform.v1.IModel;
type Uploaded = google.cloud.aiplatform.v1.IUploadModelResponse;

const schema =
  'gs://google-cloud-aiplatform/schema/modelevaluation/classification_metrics_1.0.0.yaml';

/** Models, their versions, aliases and evaluations. */
export const modelSteps: Steps<Services> = {
  async 'upload a first version'({ models }) {
    const uploaded = await upload(
      models,
      '1',
      { labels: { team: 'birds' } },
      { modelId: 'doubler' },
    );
    match(uploaded.model ?? '', /^projects\/\d+\/locations\/us-central1\/models\/doubler$/);
    equal(uploaded.modelVersionId, '1');
    const [read] = await models.getModel({ name: model });
    deepEqual(read.versionAliases, ['default']);
    deepEqual(read.labels, { team: 'birds' });
  },
  async 'upload a second version with alias, labels and description'({ models }) {
    const more = {
      versionAliases: ['challenger'],
      versionDescription: 'deeper',
      labels: { depth: 'eight' },
    };
    const uploaded = await upload(models, '2', more, { parentModel: model });
    equal(uploaded.modelVersionId, '2');
    const [read] = await models.getModel({ name: `${model}@2` });
    deepEqual(read.versionAliases, ['challenger']);
    equal(read.versionDescription, 'deeper');
    equal(read.labels?.['depth'], 'eight');
  },
  async 'list the versions of a model'({ models }) {
    const [versions] = await models.listModelVersions({ name: model });
    deepEqual(aliasesOf(versions), { 1: ['default'], 2: ['challenger'] });
  },
  async 'read a version by its alias'({ models }) {
    const [byAlias] = await models.getModel({ name: `${model}@challenger` });
    equal(byAlias.versionId, '2');
    const [byDefault] = await models.getModel({ name: model });
    equal(byDefault.versionId, '1');
  },
  async 'move an alias to another version'({ models }) {
    await models.mergeVersionAliases({ name: `${model}@1`, versionAliases: ['champion'] });
    await models.mergeVersionAliases({ name: `${model}@2`, versionAliases: ['champion'] });
    const [versions] = await models.listModelVersions({ name: model });
    deepEqual(aliasesOf(versions), { 1: ['default'], 2: ['challenger', 'champion'] });
    await models.mergeVersionAliases({ name: `${model}@2`, versionAliases: ['-champion'] });
  },
  async 'refuse a bad alias'({ models }) {
    const merge = models.mergeVersionAliases({
      name: `${model}@1`,
      versionAliases: ['Not_An_Alias'],
    });
    await refused(merge, 'INVALID_ARGUMENT', /Not_An_Alias/);
  },
  async 'refuse to take the default alias away'({ models }) {
    const merge = models.mergeVersionAliases({ name: `${model}@1`, versionAliases: ['-default'] });
    await refused(merge, 'FAILED_PRECONDITION', /default/);
  },
  async 'update a model and a version'({ models }) {
    await models.updateModel({
      model: { name: model, description: 'doubles', labels: { team: 'fish' } },
      updateMask: { paths: ['description', 'labels'] },
    });
    await models.updateModel({
      model: { name: `${model}@2`, versionDescription: 'deeper still' },
      updateMask: { paths: ['version_description'] },
    });
    const [read] = await models.getModel({ name: `${model}@2` });
    equal(read.description, 'doubles');
    equal(read.versionDescription, 'deeper still');
  },
  async 'list models by a filter'({ models }) {
    const [fish] = await models.listModels({ parent, filter: 'labels.team="fish"' });
    deepEqual(
      fish.map(({ displayName }) => displayName),
      ['doubler'],
    );
    const [others] = await models.listModels({ parent, filter: 'display_name="other"' });
    deepEqual(others, []);
  },
  async 'answer that a model is not there'({ models }) {
    const name = `${parent}/models/nowhere`;
    await refused(models.getModel({ name }), 'NOT_FOUND', /nowhere/);
  },
  async 'copy a model'({ models }) {
    await done(models.copyModel({ parent, sourceModel: model, modelId: 'copied' }));
    const name = `${parent}/models/copied`;
    const [copied] = await models.getModel({ name });
    equal(copied.versionId, '1');
    match(copied.modelSourceInfo?.copy === true ? 'copy' : '', /copy/);
    await done(models.deleteModel({ name }));
  },
  async 'import an evaluation of a version'({ models }) {
    const [imported] = await models.importModelEvaluation({
      parent: `${model}@2`,
      modelEvaluation: {
        displayName: 'holdout',
        metricsSchemaUri: schema,
        metrics: { structValue: { fields: { auRoc: { numberValue: 0.9 } } } },
      },
    });
    const [listed] = await models.listModelEvaluations({ parent: `${model}@2` });
    deepEqual(
      listed.map(({ name }) => name),
      [imported.name],
    );
    equal(listed[0]?.metrics?.structValue?.fields?.['auRoc']?.numberValue, 0.9);
  },
};

/** Uploads a version of the model server that says which one it is. */
export async function upload(
  models: Services['models'],
  version: string,
  more: Model,
  request: { modelId?: string; parentModel?: string },
): Promise<Uploaded> {
  const containerSpec = {
    imageUri: `${serverImage}:${version}`,
    env: [{ name: 'MODEL_VERSION', value: version }],
    predictRoute: '/predict',
    healthRoute: '/health',
  };
  const uploaded = { displayName: 'doubler', containerSpec, ...more };
  return await done<Uploaded>(models.uploadModel({ parent, model: uploaded, ...request }));
}

function aliasesOf(versions: readonly Model[]): Record<string, readonly string[]> {
  return Object.fromEntries(
    versions.map(({ versionId, versionAliases }) => [versionId, (versionAliases ?? []).toSorted()]),
  );
}
