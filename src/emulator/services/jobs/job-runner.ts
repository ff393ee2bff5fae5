import { setTimeout as delay } from 'node:timers/promises';
import type { EmulatorClock } from '../../clock.ts';
import { OutputLog } from '../../runtime/output-log.ts';
import { describeExit } from '../../runtime/replica.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { idOf, locationOf } from '../../store/names.ts';
import type { Store } from '../../store/store.ts';
import { durationMs, toTimestamp } from '../../store/time.ts';
import { canonicalCodes, type RpcStatus, toApiError } from '../../wire/api-error.ts';
import { planJob, taskName } from './job-launch.ts';
import type { CustomJob, JobState } from '../../store/resources.ts';

const defaultTimeoutMs = 7 * 24 * 3600 * 1000;
/** Timers of Node hold 31 bits. */
const longestTimerMs = 2 ** 31 - 1;

interface RunningJob {
  cancel: AbortController;
  done: Promise<void>;
}

/** Runs custom jobs as local processes and keeps their state. */
export class JobRunner {
  readonly #store: Store;
  readonly #runtime: Runtime;
  readonly #clock: EmulatorClock;
  readonly #running = new Map<string, RunningJob>();

  constructor(store: Store, runtime: Runtime, clock: EmulatorClock) {
    this.#store = store;
    this.#runtime = runtime;
    this.#clock = clock;
  }

  /** Returns at once; the job changes in the store. */
  start(name: string): void {
    const cancel = new AbortController();
    const done = this.#run(name, cancel.signal)
      .catch((error: unknown) =>
        this.#end(name, 'JOB_STATE_FAILED', toApiError(error).toRpcStatus()),
      )
      .finally(() => this.#running.delete(name));
    this.#running.set(name, { cancel, done });
  }

  /** Best effort, as documented: a job that is over stays as it is. */
  cancel(name: string): void {
    const running = this.#running.get(name);
    if (running === undefined) return;
    this.#change(name, { state: 'JOB_STATE_CANCELLING' });
    running.cancel.abort();
  }

  async cancelAll(): Promise<void> {
    const all = [...this.#running.values()];
    for (const { cancel } of all) cancel.abort();
    await Promise.all(all.map(({ done }) => done));
  }

  async #run(name: string, signal: AbortSignal): Promise<void> {
    // The caller of create gets to see the job queued.
    await delay(0);
    const job = this.#change(name, { state: 'JOB_STATE_PENDING' });
    if (job === undefined) return;
    if (signal.aborted) return this.#end(name, 'JOB_STATE_CANCELLED', cancelled());
    const { imageUri, ...launch } = planJob(job, this.#runtime);
    const output = this.#outputOf(job);
    const child = this.#runtime.processes.start(
      { ...launch, onLine: output.onLine },
      imageUri,
      name,
    );
    const startTime = toTimestamp(this.#clock.now());
    this.#change(name, { state: 'JOB_STATE_RUNNING', startTime });
    const timeoutMs = timeoutOf(job);
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), Math.min(timeoutMs, longestTimerMs));
    const stop = AbortSignal.any([signal, limit.signal]);
    const stopChild = (): void => void child.stop(this.#runtime.timing.stopGraceMs);
    if (stop.aborted) stopChild();
    else stop.addEventListener('abort', stopChild, { once: true });
    const exit = await child.exited;
    clearTimeout(timer);
    if (signal.aborted) return this.#end(name, 'JOB_STATE_CANCELLED', cancelled());
    if (limit.signal.aborted) {
      const message = `The custom job has exceeded its timeout of ${timeoutMs / 1000} s.`;
      return this.#fail(name, output, { code: canonicalCodes.DEADLINE_EXCEEDED.code, message });
    }
    if (exit.code === 0) return this.#end(name, 'JOB_STATE_SUCCEEDED');
    const how =
      exit.code === undefined
        ? describeExit(exit)
        : `exited with a non-zero status of ${exit.code}`;
    const tail = output.tail();
    const message = `The replica ${taskName} ${how}. Termination reason: Error.${tail === '' ? '' : `\n${tail}`}`;
    return this.#fail(name, output, { code: canonicalCodes.INVALID_ARGUMENT.code, message });
  }

  #outputOf(job: CustomJob): OutputLog {
    const { project } = locationOf(job.name);
    const labels = { job_id: idOf(job.name), project_id: project, task_name: taskName };
    return new OutputLog(this.#store.logs, {
      logName: `projects/${project}/logs/${taskName}`,
      resource: { type: 'ml_job', labels },
    });
  }

  #fail(name: string, output: OutputLog, error: RpcStatus): void {
    output.note('ERROR', error.message.split('\n', 1)[0] ?? '');
    this.#end(name, 'JOB_STATE_FAILED', error);
  }

  #end(name: string, state: JobState, error?: RpcStatus): void {
    const endTime = toTimestamp(this.#clock.now());
    this.#change(name, error === undefined ? { state, endTime } : { state, endTime, error });
  }

  /** Undefined when the job was deleted meanwhile. */
  #change(name: string, change: Partial<CustomJob>): CustomJob | undefined {
    const job = this.#store.customJobs.get(name);
    if (job === undefined) return undefined;
    const changed = { ...job, ...change, updateTime: toTimestamp(this.#clock.now()) };
    this.#store.customJobs.put(name, changed);
    return changed;
  }
}

function timeoutOf(job: CustomJob): number {
  const { timeout } = job.jobSpec.scheduling ?? {};
  const ms = timeout === undefined ? 0 : durationMs(timeout);
  return ms > 0 ? ms : defaultTimeoutMs;
}

function cancelled(): RpcStatus {
  return { code: canonicalCodes.CANCELLED.code, message: 'CANCELED' };
}
