import type { EmulatorClock } from '../../clock.ts';
import type { JobState } from '../../store/resources.ts';
import type { Table } from '../../store/table.ts';
import { toTimestamp } from '../../store/time.ts';
import type { RpcStatus } from '../../wire/api-error.ts';
import { isOver, mayFollow } from './job-state.ts';

/** What all jobs of JobService have in common. Times are RFC 3339. */
export interface Job {
  name: string;
  displayName: string;
  labels?: Readonly<Record<string, string>>;
  state: JobState;
  createTime: string;
  updateTime: string;
  /** When it first was RUNNING. */
  startTime?: string;
  /** When it was over. */
  endTime?: string;
  /** Of jobs that failed or were cancelled. */
  error?: RpcStatus;
}

/** Fields that a request may carry but that the service alone sets. */
export type JobInput<Kind extends Job> = Omit<
  Kind,
  'name' | 'state' | 'createTime' | 'updateTime' | 'startTime' | 'endTime' | 'error'
>;

/** The stored jobs of one kind; their states change along the table of transitions only. */
export class JobTable<Kind extends Job> {
  readonly #table: Table<Kind>;
  readonly #clock: EmulatorClock;

  constructor(table: Table<Kind>, clock: EmulatorClock) {
    this.#table = table;
    this.#clock = clock;
  }

  get(name: string): Kind | undefined {
    return this.#table.get(name);
  }

  /** In order of creation. */
  list(prefix: string): Kind[] {
    return this.#table.list(prefix);
  }

  /** Stores a new job, queued. */
  add(name: string, input: JobInput<Kind>): Kind {
    const now = toTimestamp(this.#clock.now());
    const head = { name, state: 'JOB_STATE_QUEUED', createTime: now, updateTime: now };
    const job = { ...input, ...head } as unknown as Kind;
    this.#table.put(name, job);
    return job;
  }

  delete(name: string): void {
    this.#table.delete(name);
  }

  /** Undefined when the job is gone. */
  change(name: string, fields: Partial<Kind>): Kind | undefined {
    const job = this.#table.get(name);
    if (job === undefined) return undefined;
    const changed: Kind = { ...job, ...fields, updateTime: toTimestamp(this.#clock.now()) };
    this.#table.put(name, changed);
    return changed;
  }

  /** Enters a state, with the time it stands for. @throws when the state may not follow the current one. */
  enter(name: string, state: JobState, error?: RpcStatus): Kind | undefined {
    const job = this.#table.get(name);
    if (job === undefined) return undefined;
    if (!mayFollow(job.state, state)) throw new Error(`${name}: ${state} after ${job.state}`);
    const now = toTimestamp(this.#clock.now());
    const isFirstRun = state === 'JOB_STATE_RUNNING' && job.startTime === undefined;
    const fields: Partial<Job> = {
      state,
      ...(isFirstRun ? { startTime: now } : {}),
      ...(isOver(state) ? { endTime: now } : {}),
      ...(error === undefined ? {} : { error }),
    };
    return this.change(name, fields as Partial<Kind>);
  }
}
