import { setImmediate as nextTurn } from 'node:timers/promises';
import { ApiError, toApiError } from '../../wire/api-error.ts';
import { isOver } from './job-state.ts';
import type { Job, JobTable } from './job-table.ts';

/** A job that is carried out, as its work sees it. */
export interface JobRun<Kind extends Job> {
  /** As it was when the run began. */
  job: Kind;
  /** Aborts when the job is cancelled and when the emulator ends. */
  signal: AbortSignal;
  /** To be told when all that the job needs is there. */
  running(): void;
  /** Changes output fields of the job. */
  report(fields: Partial<Kind>): void;
}

/**
 * Carries a job out; the job succeeds when this settles. It may be begun again after the process ended
 * at any instant, and must then come to the same end. @throws ApiError, which becomes the job's error.
 */
export type JobWork<Kind extends Job> = (run: JobRun<Kind>) => Promise<void>;

interface RunningJob {
  stop: AbortController;
  over: Promise<void>;
}

const suspended = 'suspended';

/** Carries jobs of one kind out and keeps their state. */
export class JobRunner<Kind extends Job> {
  readonly #jobs: JobTable<Kind>;
  readonly #work: JobWork<Kind>;
  readonly #isStopping: () => boolean;
  readonly #running = new Map<string, RunningJob>();

  /** `isStopping`: no process starts any more, which is not a job's fault. */
  constructor(jobs: JobTable<Kind>, work: JobWork<Kind>, isStopping: () => boolean) {
    this.#jobs = jobs;
    this.#work = work;
    this.#isStopping = isStopping;
  }

  /** Returns at once; the job changes in the table. */
  start(name: string): void {
    const stop = new AbortController();
    const over = this.#run(name, stop.signal).finally(() => this.#running.delete(name));
    this.#running.set(name, { stop, over });
  }

  /** Best effort, as documented: a job that is over stays as it is. */
  cancel({ name, state }: Kind): void {
    if (isOver(state) || state === 'JOB_STATE_CANCELLING') return;
    this.#jobs.enter(name, 'JOB_STATE_CANCELLING');
    this.#running.get(name)?.stop.abort();
  }

  /** Begins every job again that was not over when its process ended. */
  resume(): void {
    for (const { name, state } of this.#jobs.list('')) if (!isOver(state)) this.start(name);
  }

  /** Ends what runs; the jobs stay as they are stored. */
  async end(): Promise<void> {
    const all = [...this.#running.values()];
    for (const { stop } of all) stop.abort(suspended);
    await Promise.all(all.map(({ over }) => over));
  }

  async #run(name: string, signal: AbortSignal): Promise<void> {
    // Whoever created the job gets to see it queued.
    await nextTurn();
    const failure = await this.#carryOut(name, signal);
    if (signal.reason === suspended || (failure !== undefined && this.#isStopping())) return;
    const isCancelling = this.#jobs.get(name)?.state === 'JOB_STATE_CANCELLING';
    if (isCancelling) this.#jobs.enter(name, 'JOB_STATE_CANCELLED', cancelled());
    else if (failure === undefined) this.#jobs.enter(name, 'JOB_STATE_SUCCEEDED');
    else this.#jobs.enter(name, 'JOB_STATE_FAILED', failure.toRpcStatus());
  }

  /** Why it failed, if it did. */
  async #carryOut(name: string, signal: AbortSignal): Promise<ApiError | undefined> {
    const stored = this.#jobs.get(name);
    if (signal.aborted || stored === undefined || stored.state === 'JOB_STATE_CANCELLING') return;
    const isNew = stored.state === 'JOB_STATE_QUEUED';
    const job = isNew ? (this.#jobs.enter(name, 'JOB_STATE_PENDING') ?? stored) : stored;
    try {
      await this.#work({
        job,
        signal,
        running: () => this.#enterRunning(name),
        report: (fields) => void this.#jobs.change(name, fields),
      });
      return undefined;
    } catch (thrown) {
      return toApiError(thrown);
    }
  }

  /** A job that an earlier process had brought this far keeps its state. */
  #enterRunning(name: string): void {
    if (this.#jobs.get(name)?.state === 'JOB_STATE_PENDING') {
      this.#jobs.enter(name, 'JOB_STATE_RUNNING');
    }
  }
}

function cancelled(): { code: number; message: string } {
  return new ApiError('CANCELLED', 'CANCELED').toRpcStatus();
}
