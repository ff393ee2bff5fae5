import { ReleaseError } from '../../src/errors/error.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Job, JobCreation, Jobs, JobState } from '../../src/ports/jobs.ts';
import { formatLocation } from '../../src/vertex/resource-name.ts';

/** Custom jobs in memory that take time: PENDING, RUNNING, then their end. */
export interface FakeJobs extends Jobs {
  readonly creations: readonly JobCreation[];
  readonly cancelled: readonly string[];
  /** A job that somebody made before. */
  add(job: Job): void;
}

export interface FakeJobsOptions {
  pendingMs?: number;
  runMs?: number;
  /** How the nth job ends, by default well; the last entry holds for all that follow. */
  ends?: readonly { state: JobState; error?: string }[];
}

export function fakeJobs(
  clock: Clock,
  { pendingMs = 20_000, runMs = 100_000, ends = [{ state: 'SUCCEEDED' }] }: FakeJobsOptions = {},
): FakeJobs {
  const creations: JobCreation[] = [];
  const cancelled: string[] = [];
  const jobs = new Map<string, () => Job>();

  const live = (name: string, labels: Job['labels'], end: { state: JobState; error?: string }) => {
    const createdAt = clock.now();
    const startedAt = createdAt + pendingMs;
    const endedAt = startedAt + runMs;
    return (): Job => {
      const base = { name, labels, createdAt };
      const now = clock.now();
      if (cancelled.includes(name)) return { ...base, state: 'CANCELLED' };
      if (now < startedAt) return { ...base, state: 'PENDING' };
      if (now < endedAt) return { ...base, state: 'RUNNING', startedAt };
      return { ...base, startedAt, endedAt, ...end };
    };
  };
  const present = (name: string): Job => {
    const job = jobs.get(name);
    if (job === undefined) throw new ReleaseError('RESOURCE_NOT_FOUND', `no ${name}`);
    return job();
  };

  return {
    creations,
    cancelled,
    add: (job) => jobs.set(job.name, () => job),
    async create(creation) {
      const end = ends[Math.min(creations.length, ends.length - 1)] ?? { state: 'SUCCEEDED' };
      creations.push(creation);
      const name = `${formatLocation(creation.location)}/customJobs/${creations.length}`;
      jobs.set(name, live(name, creation.labels, end));
      return present(name);
    },
    get: async (name) => present(name),
    findByLabel: async (_, key, value) =>
      [...jobs.values()]
        .map((job) => job())
        .filter((job) => job.labels[key] === value)
        .toReversed(),
    async cancel(name) {
      present(name);
      cancelled.push(name);
    },
  };
}
