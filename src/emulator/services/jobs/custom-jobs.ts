import type { EmulatorClock } from '../../clock.ts';
import { refuseCommands } from '../../runtime/image.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { generateId } from '../../store/ids.ts';
import {
  listPage,
  mapField,
  textField,
  timeField,
  type ListFields,
  type ListRequest,
} from '../../store/list-page.ts';
import { canonicalName, idOf, locationOf } from '../../store/names.ts';
import type { Operation } from '../../store/operations.ts';
import type { Store } from '../../store/store.ts';
import { toTimestamp } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import { JobRunner } from './job-runner.ts';
import { approximateMessages } from '../messages.ts';
import type { CustomJob, CustomJobSpec, WorkerPoolSpec } from '../../store/resources.ts';
import { checkEnvironment, checkLabels, invalidField, requireDisplayName } from '../validation.ts';
import type { Service } from '../service.ts';

const service = 'google.cloud.aiplatform.v1.JobService';
const poolField = 'custom_job.job_spec.worker_pool_specs[0]';
const terminal: ReadonlySet<string> = new Set([
  'JOB_STATE_SUCCEEDED',
  'JOB_STATE_FAILED',
  'JOB_STATE_CANCELLED',
]);

const listFields: ListFields<CustomJob> = {
  name: ({ name }) => textField(name),
  display_name: ({ displayName }) => textField(displayName),
  state: ({ state }) => textField(state),
  create_time: ({ createTime }) => timeField(createTime),
  update_time: ({ updateTime }) => timeField(updateTime),
  start_time: ({ startTime }) => timeField(startTime),
  end_time: ({ endTime }) => timeField(endTime),
  labels: ({ labels }) => mapField(labels),
};

interface CreateCustomJobRequest {
  parent: string;
  customJob?: Partial<CustomJob>;
}

interface Named {
  name: string;
}

/** Custom training jobs. */
export class CustomJobService implements Service {
  readonly #store: Store;
  readonly #runtime: Runtime;
  readonly #clock: EmulatorClock;
  readonly #runner: JobRunner;

  constructor(store: Store, runtime: Runtime, clock: EmulatorClock) {
    this.#store = store;
    this.#runtime = runtime;
    this.#clock = clock;
    this.#runner = new JobRunner(store, runtime, clock);
  }

  handlers(): HandlerTable {
    return {
      [`${service}.CreateCustomJob`]: (request: CreateCustomJobRequest) => this.#create(request),
      [`${service}.GetCustomJob`]: ({ name }: Named) => this.#get(name),
      [`${service}.ListCustomJobs`]: (request: ListRequest & { parent: string }) =>
        this.#list(request),
      [`${service}.CancelCustomJob`]: ({ name }: Named) => this.#cancel(name),
      [`${service}.DeleteCustomJob`]: ({ name }: Named) => this.#delete(name),
    };
  }

  end(): Promise<void> {
    return this.#runner.cancelAll();
  }

  #create({ parent, customJob: input = {} }: CreateCustomJobRequest): CustomJob {
    const location = locationOf(parent);
    const displayName = requireDisplayName(input.displayName, 'custom_job.display_name');
    checkLabels(input.labels, 'custom_job.labels');
    const jobSpec = input.jobSpec ?? {};
    this.#checkSpec(jobSpec);
    const now = toTimestamp(this.#clock.now());
    const job: CustomJob = {
      ...input,
      name: `${location.name}/customJobs/${generateId()}`,
      displayName,
      jobSpec,
      state: 'JOB_STATE_QUEUED',
      createTime: now,
      updateTime: now,
    };
    this.#store.customJobs.put(job.name, job);
    this.#runner.start(job.name);
    return job;
  }

  #checkSpec(jobSpec: CustomJobSpec): void {
    const [pool, ...more] = jobSpec.workerPoolSpecs ?? [];
    if (pool === undefined) {
      throw new ApiError(
        'INVALID_ARGUMENT',
        approximateMessages.required('custom_job.job_spec.worker_pool_specs'),
      );
    }
    const replicas = [pool, ...more].reduce(
      (sum, each) => sum + Number(each.replicaCount ?? '1'),
      0,
    );
    if (replicas > 1) {
      throw new ApiError(
        'UNIMPLEMENTED',
        'The embedded Vertex runs a custom job as one process: worker_pool_specs with more than one replica are not emulated.',
      );
    }
    this.#checkPool(pool);
    const output = jobSpec.baseOutputDirectory?.outputUriPrefix;
    if (output !== undefined && !output.startsWith('gs://')) {
      throw invalidField(
        'custom_job.job_spec.base_output_directory',
        `"${output}" must begin with gs://.`,
      );
    }
  }

  #checkPool(pool: WorkerPoolSpec): void {
    if (pool.pythonPackageSpec !== undefined) {
      throw new ApiError(
        'UNIMPLEMENTED',
        'The embedded Vertex runs containers mapped in `images:` only: python_package_spec is not emulated.',
      );
    }
    const { containerSpec } = pool;
    if (!containerSpec?.imageUri) {
      throw new ApiError(
        'INVALID_ARGUMENT',
        approximateMessages.required(`${poolField}.container_spec.image_uri`),
      );
    }
    if (!pool.machineSpec?.machineType) {
      throw new ApiError(
        'INVALID_ARGUMENT',
        approximateMessages.required(`${poolField}.machine_spec.machine_type`),
      );
    }
    checkEnvironment(containerSpec.env, `${poolField}.container_spec.env`);
    refuseCommands({ ...containerSpec, imageUri: '' }, this.#runtime.allowCommands);
  }

  #get(given: string): CustomJob {
    const name = canonicalName(given);
    const job = this.#store.customJobs.get(name);
    if (job !== undefined) return job;
    throw new ApiError('NOT_FOUND', approximateMessages.notFound('CustomJob', name));
  }

  #list(request: ListRequest & { parent: string }): object {
    const prefix = `${locationOf(request.parent).name}/customJobs/`;
    const newestFirst = this.#store.customJobs.list(prefix).toReversed();
    const { items, ...page } = listPage(newestFirst, request, listFields);
    return { customJobs: items, ...page };
  }

  #cancel(name: string): object {
    this.#runner.cancel(this.#get(name).name);
    return {};
  }

  #delete(given: string): Operation {
    const job = this.#get(given);
    if (!terminal.has(job.state)) {
      throw new ApiError(
        'FAILED_PRECONDITION',
        `The CustomJob "${idOf(job.name)}" is in state ${job.state}; only a finished job can be deleted.`,
      );
    }
    this.#store.customJobs.delete(job.name);
    return this.#store.operations.finished(
      {
        parent: locationOf(job.name).name,
        responseType: 'google.protobuf.Empty',
        metadataType: 'google.cloud.aiplatform.v1.DeleteOperationMetadata',
      },
      {},
    );
  }
}
