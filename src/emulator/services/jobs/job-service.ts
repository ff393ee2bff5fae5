import type { EmulatorClock } from '../../clock.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { CustomJob } from '../../store/resources.ts';
import type { Store } from '../../store/store.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import type { Service } from '../service.ts';
import type { BatchPredictionJob } from './batch-prediction-job.ts';
import {
  batchPredictionCollection,
  createBatchPredictionJob,
  type CreateBatchPredictionJobRequest,
} from './batch-prediction-jobs.ts';
import {
  createCustomJob,
  type CreateCustomJobRequest,
  customJobCollection,
} from './custom-jobs.ts';
import type { JobCollection } from './job-collection.ts';
import { unservedJobHandlers } from './unserved-jobs.ts';

const service = 'google.cloud.aiplatform.v1.JobService';

/** `JobService`: custom jobs and batch prediction jobs. */
export class JobService implements Service {
  readonly #store: Store;
  readonly #runtime: Runtime;
  readonly #customJobs: JobCollection<CustomJob>;
  readonly #batchPredictionJobs: JobCollection<BatchPredictionJob>;

  constructor(store: Store, runtime: Runtime, clock: EmulatorClock) {
    this.#store = store;
    this.#runtime = runtime;
    this.#customJobs = customJobCollection(store, runtime, clock);
    this.#batchPredictionJobs = batchPredictionCollection(store, runtime, clock);
  }

  handlers(): HandlerTable {
    const { allowCommands } = this.#runtime;
    return {
      ...unservedJobHandlers(),
      ...this.#customJobs.handlers(),
      ...this.#batchPredictionJobs.handlers(),
      [`${service}.CreateCustomJob`]: (request: CreateCustomJobRequest) =>
        createCustomJob(this.#customJobs, request, allowCommands),
      [`${service}.CreateBatchPredictionJob`]: (request: CreateBatchPredictionJobRequest) =>
        createBatchPredictionJob(this.#batchPredictionJobs, request, this.#store, allowCommands),
    };
  }

  /** Jobs of all projects, in order of creation. */
  all(): { customJobs: CustomJob[]; batchPredictionJobs: BatchPredictionJob[] } {
    return {
      customJobs: this.#customJobs.all(),
      batchPredictionJobs: this.#batchPredictionJobs.all(),
    };
  }

  resume(): void {
    this.#customJobs.resume();
    this.#batchPredictionJobs.resume();
  }

  async end(): Promise<void> {
    await Promise.all([this.#customJobs.end(), this.#batchPredictionJobs.end()]);
  }
}
