import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Bench, parent } from './harness.ts';

jest.setTimeout(60_000);

const image = 'example.test/ml/batch-server';

/** Expected values: comments of batch_prediction_job.proto. */
describe('a batch prediction job', () => {
  const inputConfig = { instancesFormat: 'jsonl', gcsSource: { uris: ['gs://bucket/in.jsonl'] } };
  const outputConfig = {
    predictionsFormat: 'jsonl',
    gcsDestination: { outputUriPrefix: 'gs://bucket/out' },
  };
  const dedicatedResources = { machineSpec: { machineType: 'n1-standard-2' } };
  let bench: Bench;
  let model: string;

  beforeAll(async () => {
    bench = await Bench.start();
    model = await bench.upload();
  });

  afterAll(async () => {
    await bench.stop();
  });

  const csv = { instancesFormat: 'csv', gcsSource: { uris: ['gs://bucket/in.csv'] } };

  it.each([
    ['no display name', { displayName: '' }, 'INVALID_ARGUMENT'],
    ['no model', { model: '' }, 'INVALID_ARGUMENT'],
    ['two models', { unmanagedContainerModel: {} }, 'INVALID_ARGUMENT'],
    [
      'a model of nobody',
      { model: 'projects/demo-project/locations/us-central1/models/9' },
      'NOT_FOUND',
    ],
    [
      'a model of another location',
      { model: 'projects/demo-project/locations/europe-west4/models/1' },
      'INVALID_ARGUMENT',
    ],
    ['a publisher model', { model: 'publishers/google/models/gemini' }, 'UNIMPLEMENTED'],
    ['no machine', { dedicatedResources: {} }, 'INVALID_ARGUMENT'],
    ['no input', { inputConfig: { instancesFormat: 'jsonl' } }, 'INVALID_ARGUMENT'],
    [
      'input that is no object',
      { inputConfig: { instancesFormat: 'jsonl', gcsSource: { uris: ['in.jsonl'] } } },
      'INVALID_ARGUMENT',
    ],
    ['input from BigQuery', { inputConfig: { instancesFormat: 'bigquery' } }, 'UNIMPLEMENTED'],
    [
      'TFRecord files',
      { inputConfig: { ...inputConfig, instancesFormat: 'tf-record' } },
      'UNIMPLEMENTED',
    ],
    [
      'a list of files',
      { inputConfig: { ...inputConfig, instancesFormat: 'file-list' } },
      'UNIMPLEMENTED',
    ],
    [
      'input of no format',
      { inputConfig: { ...inputConfig, instancesFormat: 'xml' } },
      'INVALID_ARGUMENT',
    ],
    ['output to BigQuery', { outputConfig: { predictionsFormat: 'bigquery' } }, 'UNIMPLEMENTED'],
    ['no destination', { outputConfig: { predictionsFormat: 'jsonl' } }, 'INVALID_ARGUMENT'],
    ['an unknown type', { instanceConfig: { instanceType: 'tuple' } }, 'INVALID_ARGUMENT'],
    [
      'fields both included and excluded',
      { instanceConfig: { includedFields: ['a'], excludedFields: ['b'] } },
      'INVALID_ARGUMENT',
    ],
    [
      'objects of CSV',
      { inputConfig: csv, instanceConfig: { instanceType: 'object' } },
      'INVALID_ARGUMENT',
    ],
    [
      'excluded fields of CSV',
      { inputConfig: csv, instanceConfig: { excludedFields: ['a'] } },
      'INVALID_ARGUMENT',
    ],
    ['explanations', { generateExplanation: true }, 'UNIMPLEMENTED'],
    ['a spec of no explanation', { explanationSpec: {} }, 'INVALID_ARGUMENT'],
    ['a negative batch', { manualBatchTuningParameters: { batchSize: -1 } }, 'INVALID_ARGUMENT'],
    [
      'a command',
      {
        model: '',
        unmanagedContainerModel: { containerSpec: { imageUri: image, command: ['x'] } },
      },
      'FAILED_PRECONDITION',
    ],
  ])('is refused with %s', async (_, more, status) => {
    const body = {
      displayName: 'b',
      model,
      inputConfig,
      outputConfig,
      dedicatedResources,
      ...more,
    };
    const answer = await bench.call('POST', `${parent}/batchPredictionJobs`, body);
    expect(answer.body['error']?.['status']).toBe(status);
    const listed = await bench.call('GET', `${parent}/batchPredictionJobs`);
    expect(listed.body['batchPredictionJobs']).toBeUndefined();
  });
});
