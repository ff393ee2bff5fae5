import type { EmulatorClock } from '../../clock.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { CustomJob } from '../../store/resources.ts';
import type { Store } from '../../store/store.ts';
import { checkLabels, requireDisplayName } from '../validation.ts';
import { runCustomJob } from './custom-job-run.ts';
import { checkCustomJobSpec } from './custom-job-spec.ts';
import { JobCollection } from './job-collection.ts';
import { JobTable } from './job-table.ts';

export interface CreateCustomJobRequest {
  parent: string;
  customJob?: Partial<CustomJob>;
}

/** The collection of custom training jobs. */
export function customJobCollection(
  store: Store,
  runtime: Runtime,
  clock: EmulatorClock,
): JobCollection<CustomJob> {
  return new JobCollection<CustomJob>(
    { type: 'CustomJob', collection: 'customJobs', fields: {}, show: (job) => job },
    new JobTable(store.customJobs, clock),
    store,
    runtime,
    (run) => runCustomJob(run, runtime, store.logs),
  );
}

/** @throws ApiError */
export function createCustomJob(
  jobs: JobCollection<CustomJob>,
  { parent, customJob = {} }: CreateCustomJobRequest,
  allowCommands: boolean,
): object {
  const displayName = requireDisplayName(customJob.displayName, 'custom_job.display_name');
  checkLabels(customJob.labels, 'custom_job.labels');
  const { jobSpec = {}, labels, encryptionSpec } = customJob;
  checkCustomJobSpec(jobSpec, allowCommands);
  return jobs.create(parent, {
    displayName,
    jobSpec,
    ...(labels === undefined ? {} : { labels }),
    ...(encryptionSpec === undefined ? {} : { encryptionSpec }),
  });
}
