import type { BatchPredictionJob } from '../services/jobs/batch-prediction-job.ts';
import type { Job } from '../services/jobs/job-table.ts';
import type { CustomJob } from '../store/resources.ts';
import { cut } from './cut.ts';
import { listingOf, namedOf } from './listing.ts';
import { sourceOfJob } from './log-tails.ts';
import type { JobView, Listing } from './overview.ts';
import type { PageParts } from './page-parts.ts';

const jobLimit = 50;
const errorLength = 4_000;
const programLength = 300;

interface Listed {
  job: Job;
  view: () => Pick<JobView, 'kind' | 'program' | 'progress'>;
}

/** Jobs of all kinds, newest first. */
export function viewJobs({ store, clock, jobs }: PageParts): Listing<JobView> {
  const { customJobs, batchPredictionJobs } = jobs.all();
  const all: Listed[] = [
    ...customJobs.map((job) => ({ job, view: () => viewCustomJob(job) })),
    ...batchPredictionJobs.map((job) => ({
      job,
      view: () => viewBatchPrediction(job, store.models.get(job.model ?? '')?.displayName),
    })),
  ];
  const newestFirst = all
    .toReversed()
    .toSorted((a, b) => Date.parse(b.job.createTime) - Date.parse(a.job.createTime));
  return listingOf(newestFirst, jobLimit, ({ job, view }) => {
    const { state, createTime, error } = job;
    return {
      ...namedOf(job, store.projects),
      ...view(),
      state,
      createTime,
      ...runOf(job, clock.now()),
      ...(error === undefined ? {} : { error: cut(error.message, errorLength) }),
      log: sourceOfJob(job.name),
    };
  });
}

function runOf({ startTime, endTime }: Job, now: number): Pick<JobView, 'startTime' | 'ranMs'> {
  if (startTime === undefined) return {};
  const end = endTime === undefined ? now : Date.parse(endTime);
  return { startTime, ranMs: end - Date.parse(startTime) };
}

function viewCustomJob({ jobSpec }: CustomJob): Pick<JobView, 'kind' | 'program'> {
  const image = jobSpec.workerPoolSpecs?.[0]?.containerSpec?.imageUri ?? '';
  return { kind: 'custom', program: cut(image, programLength) };
}

function viewBatchPrediction(
  { model, modelVersionId, completionStats }: BatchPredictionJob,
  modelName: string | undefined,
): Pick<JobView, 'kind' | 'program' | 'progress'> {
  const program =
    model === undefined ? 'its own container' : `${modelName ?? model}@${modelVersionId}`;
  const seen = { kind: 'batch prediction', program } as const;
  if (completionStats === undefined) return seen;
  const { successfulCount, failedCount } = completionStats;
  return { ...seen, progress: `${successfulCount} predicted, ${failedCount} failed` };
}
