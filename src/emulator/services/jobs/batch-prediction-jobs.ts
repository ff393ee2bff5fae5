import type { EmulatorClock } from '../../clock.ts';
import { refuseCommands } from '../../runtime/image.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { textField } from '../../store/list-page.ts';
import { locationOf } from '../../store/names.ts';
import type { ModelContainerSpec } from '../../store/resources.ts';
import type { Store } from '../../store/store.ts';
import { ApiError } from '../../wire/api-error.ts';
import { approximateMessages } from '../messages.ts';
import { findModel } from '../models/model-view.ts';
import {
  checkEnvironment,
  checkLabels,
  invalidField,
  refuseReservedNames,
  requireDisplayName,
} from '../validation.ts';
import type { BatchPredictionJob } from './batch-prediction-job.ts';
import { BatchPredictionRun } from './batch-prediction-run.ts';
import { checkBatchPredictionJob } from './batch-prediction-spec.ts';
import { JobCollection } from './job-collection.ts';
import { type JobInput, JobTable } from './job-table.ts';

export interface CreateBatchPredictionJobRequest {
  parent: string;
  batchPredictionJob?: Partial<BatchPredictionJob>;
}

type Input = JobInput<BatchPredictionJob>;

const inputFields = [
  'labels',
  'unmanagedContainerModel',
  'inputConfig',
  'instanceConfig',
  'modelParameters',
  'outputConfig',
  'dedicatedResources',
  'manualBatchTuningParameters',
  'serviceAccount',
  'encryptionSpec',
  'disableContainerLogging',
] as const satisfies readonly (keyof Input)[];

/** The collection of batch prediction jobs. */
export function batchPredictionCollection(
  store: Store,
  runtime: Runtime,
  clock: EmulatorClock,
): JobCollection<BatchPredictionJob> {
  const jobs = new JobTable(store.openTable<BatchPredictionJob>('batchPredictionJobs'), clock);
  const kind = {
    type: 'BatchPredictionJob',
    collection: 'batchPredictionJobs',
    fields: {
      model_display_name: ({ model }: BatchPredictionJob) =>
        textField(store.models.get(model ?? '')?.displayName),
    },
    show: withoutContainer,
  };
  return new JobCollection(kind, jobs, store, runtime, (run) =>
    new BatchPredictionRun(run, { store, runtime, clock, jobs }).carryOut(),
  );
}

/** @throws ApiError */
export function createBatchPredictionJob(
  jobs: JobCollection<BatchPredictionJob>,
  { parent, batchPredictionJob: input = {} }: CreateBatchPredictionJobRequest,
  store: Store,
  allowCommands: boolean,
): object {
  const displayName = requireDisplayName(input.displayName, 'batch_prediction_job.display_name');
  checkLabels(input.labels, 'batch_prediction_job.labels');
  checkBatchPredictionJob(input);
  const { containerSpec, ...model } = modelOf(parent, input, store);
  refuseCommands({ ...containerSpec, imageUri: '' }, allowCommands);
  const given = inputFields.flatMap((field) =>
    input[field] === undefined ? [] : [[field, input[field]] as const],
  );
  return jobs.create(parent, { ...Object.fromEntries(given), displayName, ...model } as Input);
}

/** A version or alias is resolved now; what happens to the alias later is of no account. */
function modelOf(
  parent: string,
  { model: given, unmanagedContainerModel }: Partial<BatchPredictionJob>,
  store: Store,
): { containerSpec: ModelContainerSpec; model?: string; modelVersionId?: string } {
  if (!given) return { containerSpec: checkedContainer(unmanagedContainerModel) };
  if (given.includes('publishers/')) {
    throw new ApiError(
      'UNIMPLEMENTED',
      'The embedded Vertex does not emulate batch prediction with publisher models: it has none.',
    );
  }
  if (locationOf(given).name !== locationOf(parent).name) {
    throw invalidField('batch_prediction_job.model', 'The Model must be in the same location.');
  }
  const { model, version } = findModel(store, given);
  const { containerSpec, versionId } = version;
  return { containerSpec, model: model.name, modelVersionId: versionId };
}

function checkedContainer(
  model: BatchPredictionJob['unmanagedContainerModel'],
): ModelContainerSpec {
  const field = 'batch_prediction_job.unmanaged_container_model.container_spec';
  const { containerSpec = {} } = model ?? {};
  if (!containerSpec.imageUri) {
    throw new ApiError('INVALID_ARGUMENT', approximateMessages.required(`${field}.image_uri`));
  }
  checkEnvironment(containerSpec.env, `${field}.env`);
  refuseReservedNames(containerSpec.env, `${field}.env`);
  return containerSpec;
}

/** `container_spec` of an unmanaged model is input only. */
function withoutContainer(job: BatchPredictionJob): BatchPredictionJob {
  if (job.unmanagedContainerModel === undefined) return job;
  const { containerSpec: _inputOnly, ...shown } = job.unmanagedContainerModel;
  return { ...job, unmanagedContainerModel: shown };
}
