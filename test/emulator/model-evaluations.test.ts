import { beforeEach, describe, expect, it } from '@jest/globals';
import { ModelService } from '../../src/emulator/services/models/models.ts';
import type { Json } from './harness.ts';
import { ServiceCaller } from './service-caller.ts';

// Rules: comments of model_service.proto, model_evaluation.proto, model_evaluation_slice.proto.

const parent = 'projects/1/locations/us-central1';
let real: ServiceCaller;
let model: string;

beforeEach(async () => {
  real = new ServiceCaller(
    'google.cloud.aiplatform.v1.ModelService',
    (tables, clock) => new ModelService(tables, clock),
  );
  model = await upload();
});

async function upload(more: object = {}, request: object = {}): Promise<string> {
  const answer = await real.call('UploadModel', {
    parent,
    ...request,
    model: { displayName: 'model', containerSpec: { imageUri: 'image' }, ...more },
  });
  return String(answer['response']?.['model']);
}

describe('evaluations', () => {
  const metrics = { auRoc: 0.9, confusionMatrix: { rows: [[1, 2]] }, note: null };
  let evaluation: string;

  beforeEach(async () => {
    const made = await real.call('ImportModelEvaluation', {
      parent: model,
      modelEvaluation: {
        displayName: 'holdout',
        metricsSchemaUri: 'gs://schemas/classification.yaml',
        metrics,
        modelExplanation: { meanAttributions: [{ featureAttributions: { a: 1 } }] },
        metadata: { pipeline_job_id: 'p' },
      },
    });
    evaluation = String(made['name']);
  });

  async function slices(): Promise<Json> {
    return real.call('BatchImportModelEvaluationSlices', {
      parent: evaluation,
      modelEvaluationSlices: [
        { slice: { dimension: 'phase', value: 'climb' }, metrics: { recall: 0.5 } },
        { slice: { dimension: 'airport', value: 'EGLL' }, metrics: { recall: 0.6 } },
      ],
    });
  }

  it('are kept as they came, under the version they were imported for', async () => {
    expect(evaluation).toMatch(
      /^projects\/1\/locations\/us-central1\/models\/\d+\/evaluations\/\d+$/,
    );
    expect(await real.call('GetModelEvaluation', { name: evaluation })).toMatchObject({
      metrics,
      metricsSchemaUri: 'gs://schemas/classification.yaml',
      modelExplanation: { meanAttributions: [{ featureAttributions: { a: 1 } }] },
      metadata: { pipeline_job_id: 'p' },
      createTime: '2026-03-01T12:00:00.000Z',
    });
    await upload({}, { parentModel: model });
    const count = async (request: object): Promise<number> => {
      const answer = await real.call('ListModelEvaluations', request);
      return [...(answer['modelEvaluations'] ?? [])].length;
    };
    expect(await count({ parent: `${model}@1`, filter: 'display_name="holdout"' })).toBe(1);
    expect(await count({ parent: `${model}@1`, filter: 'display_name="train"' })).toBe(0);
    expect(await count({ parent: `${model}@2` })).toBe(0);
  });

  it('have slices by dimension, which they name', async () => {
    const imported = await slices();
    expect([...(imported['importedModelEvaluationSlices'] ?? [])]).toHaveLength(2);
    const found = await real.call('ListModelEvaluationSlices', {
      parent: evaluation,
      filter: 'slice.dimension = phase',
    });
    const values = [...(found['modelEvaluationSlices'] ?? [])].map((each) => each['slice']);
    expect(values).toEqual([{ dimension: 'phase', value: 'climb' }]);
    const whole = await real.call('GetModelEvaluation', { name: evaluation });
    expect(whole['sliceDimensions']).toEqual(['phase', 'airport']);
    const nowhere = { parent: `${evaluation}0`, filter: '' };
    expect(await real.refusal('ListModelEvaluationSlices', nowhere)).toBe('NOT_FOUND');
  });

  it('count the annotations that are imported for a slice', async () => {
    const [slice] = [...((await slices())['importedModelEvaluationSlices'] ?? [])].map(String);
    const answer = await real.call('BatchImportEvaluatedAnnotations', {
      parent: slice,
      evaluatedAnnotations: [
        { type: 'TRUE_POSITIVE', predictions: [{ a: 1 }] },
        { type: 'FALSE_NEGATIVE', groundTruths: ['b'] },
      ],
    });
    expect(answer).toEqual({ importedEvaluatedAnnotationsCount: 2 });
    const nowhere = { parent: evaluation, evaluatedAnnotations: [{}] };
    expect(await real.refusal('BatchImportEvaluatedAnnotations', nowhere)).toBe('NOT_FOUND');
  });

  it('go with their version', async () => {
    await slices();
    await upload({ versionAliases: ['default'] }, { parentModel: model });
    await real.call('DeleteModelVersion', { name: `${model}@1` });
    expect(await real.refusal('GetModelEvaluation', { name: evaluation })).toBe('NOT_FOUND');
    expect(real.store.evaluationSlices.list('')).toEqual([]);
  });
});
