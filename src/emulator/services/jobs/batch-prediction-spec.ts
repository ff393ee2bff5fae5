import { parseGsUri } from '../../store/objects.ts';
import { ApiError } from '../../wire/api-error.ts';
import { approximateMessages } from '../messages.ts';
import { invalidField } from '../validation.ts';
import type { BatchPredictionJob, InstanceConfig } from './batch-prediction-job.ts';

const jobField = 'batch_prediction_job';
const instancesFormats: ReadonlySet<string> = new Set(['jsonl', 'csv']);
const predictionsFormats: ReadonlySet<string> = new Set(['jsonl', 'csv']);

/** Formats of Vertex AI that are not emulated, with the reason. */
const unservedFormats: Readonly<Record<string, string>> = {
  bigquery: 'there is no BigQuery here',
  'tf-record': 'TFRecord files are not read',
  'tf-record-gzip': 'TFRecord files are not read',
  'file-list': 'lists of files are not read',
  'vertex-multimodal-dataset': 'there are no datasets here',
};

/** Checks what does not depend on other resources. @throws ApiError INVALID_ARGUMENT, UNIMPLEMENTED */
export function checkBatchPredictionJob(job: Partial<BatchPredictionJob>): void {
  if (Boolean(job.model) === (job.unmanagedContainerModel !== undefined)) {
    throw invalidField(
      `${jobField}.model`,
      'Exactly one of model and unmanaged_container_model must be set.',
    );
  }
  checkInput(job.inputConfig);
  checkOutput(job.outputConfig);
  checkInstanceConfig(job.instanceConfig ?? {}, job.inputConfig?.instancesFormat ?? '');
  checkResources(job);
  checkExplanation(job);
}

function checkInput(input: Partial<BatchPredictionJob>['inputConfig']): void {
  const field = 'input_config';
  if (input === undefined) throw required(field);
  const { instancesFormat = '', gcsSource } = input;
  checkFormat(instancesFormat, instancesFormats, `${field}.instances_format`);
  const uris = gcsSource?.uris ?? [];
  if (uris.length === 0) throw required(`${field}.gcs_source.uris`);
  const wrong = uris.find((uri) => (parseGsUri(uri)?.path ?? '') === '');
  if (wrong !== undefined) {
    throw invalidField(
      `${jobField}.${field}.gcs_source.uris`,
      `"${wrong}" must be gs://BUCKET/OBJECT.`,
    );
  }
}

function checkOutput(output: Partial<BatchPredictionJob>['outputConfig']): void {
  const field = 'output_config';
  if (output === undefined) throw required(field);
  checkFormat(output.predictionsFormat ?? '', predictionsFormats, `${field}.predictions_format`);
  const prefix = output.gcsDestination?.outputUriPrefix ?? '';
  if (prefix === '') throw required(`${field}.gcs_destination.output_uri_prefix`);
  if (parseGsUri(prefix) === undefined) {
    throw invalidField(
      `${jobField}.${field}.gcs_destination.output_uri_prefix`,
      `"${prefix}" must begin with gs://.`,
    );
  }
}

function checkFormat(format: string, served: ReadonlySet<string>, field: string): void {
  if (served.has(format)) return;
  if (format === '') throw required(field);
  const reason = Object.hasOwn(unservedFormats, format) ? unservedFormats[format] : undefined;
  if (reason !== undefined) {
    throw new ApiError(
      'UNIMPLEMENTED',
      `The embedded Vertex does not emulate ${field} "${format}": ${reason}. It takes ${[...served].join(' and ')}.`,
    );
  }
  throw invalidField(`${jobField}.${field}`, `"${format}" is not a format of Vertex AI.`);
}

function checkInstanceConfig(config: InstanceConfig, format: string): void {
  const { instanceType = '', includedFields = [], excludedFields = [] } = config;
  const field = `${jobField}.instance_config`;
  if (!['', 'object', 'array'].includes(instanceType)) {
    throw invalidField(`${field}.instance_type`, `"${instanceType}" must be object or array.`);
  }
  if (includedFields.length > 0 && excludedFields.length > 0) {
    throw invalidField(field, 'When included_fields is populated, excluded_fields must be empty.');
  }
  if (format !== 'csv') return;
  if (instanceType === 'object') {
    throw invalidField(`${field}.instance_type`, 'object does not apply to csv.');
  }
  if (includedFields.length + excludedFields.length > 0) {
    throw invalidField(field, 'included_fields and excluded_fields do not apply to csv.');
  }
}

/** Custom-trained models run on dedicated resources only. */
function checkResources(job: Partial<BatchPredictionJob>): void {
  const field = 'dedicated_resources';
  const {
    machineSpec,
    startingReplicaCount = 0,
    maxReplicaCount = 0,
  } = job.dedicatedResources ?? {};
  if (!machineSpec?.machineType) throw required(`${field}.machine_spec.machine_type`);
  if (startingReplicaCount < 0 || maxReplicaCount < 0) {
    throw invalidField(`${jobField}.${field}`, 'Replica counts must not be negative.');
  }
  if (maxReplicaCount > 0 && startingReplicaCount > maxReplicaCount) {
    throw invalidField(
      `${jobField}.${field}.starting_replica_count`,
      'Must not be greater than max_replica_count.',
    );
  }
  if ((job.manualBatchTuningParameters?.batchSize ?? 0) < 0) {
    throw invalidField(
      `${jobField}.manual_batch_tuning_parameters.batch_size`,
      'Must not be negative.',
    );
  }
}

function checkExplanation(job: Partial<BatchPredictionJob>): void {
  if (job.generateExplanation) {
    throw new ApiError(
      'UNIMPLEMENTED',
      'The embedded Vertex does not emulate generate_explanation: it computes no attributions.',
    );
  }
  if (job.explanationSpec !== undefined) {
    throw invalidField(
      `${jobField}.explanation_spec`,
      'Can be specified only if generate_explanation is true.',
    );
  }
}

function required(field: string): ApiError {
  return new ApiError('INVALID_ARGUMENT', approximateMessages.required(`${jobField}.${field}`));
}
