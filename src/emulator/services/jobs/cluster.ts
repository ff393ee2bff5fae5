import type { Child } from '../../runtime/child.ts';
import type { Launch } from '../../runtime/environment.ts';
import type { OutputLog } from '../../runtime/output-log.ts';
import type { ProcessTable } from '../../runtime/process-table.ts';
import { judgeExit, type ReplicaExit } from './replica-exit.ts';

/** A replica, ready to be started. */
export interface ReplicaProgram {
  task: string;
  image: string;
  launch: Launch;
  output: OutputLog;
}

/** How often a replica that was lost is started again before the whole job is, as documented. */
const maxRestarts = 5;

/** Why a cluster ended: the primary completed, something stopped it, or a replica's exit did. */
export type ClusterEnd =
  | { kind: 'completed' }
  | { kind: 'stopped' }
  | { kind: 'failed' | 'crashed' | 'lost'; program: ReplicaProgram; message: string };

export interface ClusterOptions {
  /** The job, for the state summary. */
  resource: string;
  processes: ProcessTable;
  /** Between SIGTERM and SIGKILL. */
  graceMs: number;
  /** Whether one lost replica may come back while the others go on. */
  restartsReplicas: boolean;
}

/** The processes of one attempt at a job. The first program is the primary: its end decides. */
export class Cluster {
  readonly #programs: readonly ReplicaProgram[];
  readonly #options: ClusterOptions;
  readonly #children = new Map<string, Child>();
  readonly #restarts = new Map<string, number>();
  readonly #end = Promise.withResolvers<ClusterEnd>();
  #isOver = false;

  constructor(programs: readonly ReplicaProgram[], options: ClusterOptions) {
    this.#programs = programs;
    this.#options = options;
  }

  /** Starts all replicas and settles when none of them runs any more. */
  async run(signal: AbortSignal, onStarted: () => void): Promise<ClusterEnd> {
    const stop = (): void => this.#settle({ kind: 'stopped' });
    signal.addEventListener('abort', stop, { once: true });
    try {
      if (signal.aborted) return { kind: 'stopped' };
      for (const program of this.#programs) this.#start(program);
      onStarted();
      return await this.#end.promise;
    } finally {
      this.#isOver = true;
      signal.removeEventListener('abort', stop);
      const { graceMs } = this.#options;
      await Promise.all([...this.#children.values()].map((child) => child.stop(graceMs)));
    }
  }

  #start(program: ReplicaProgram): void {
    const { processes, resource } = this.#options;
    const spec = { ...program.launch, onLine: program.output.onLine };
    const child = processes.start(spec, program.image, resource);
    this.#children.set(program.task, child);
    child.exited
      .then((exit) => this.#afterExit(program, judgeExit(program.task, exit)))
      .catch((error: unknown) => this.#end.reject(error));
  }

  #afterExit(program: ReplicaProgram, { kind, message }: ReplicaExit): void {
    if (this.#isOver) return;
    if (kind === 'completed') {
      if (program === this.#programs[0]) this.#settle({ kind: 'completed' });
      return;
    }
    const restarts = this.#restarts.get(program.task) ?? 0;
    if (kind === 'lost' && this.#options.restartsReplicas && restarts < maxRestarts) {
      this.#restarts.set(program.task, restarts + 1);
      program.output.note('WARNING', `${message} It is started again.`);
      this.#start(program);
      return;
    }
    this.#settle({ kind, program, message });
  }

  #settle(end: ClusterEnd): void {
    this.#isOver = true;
    this.#end.resolve(end);
  }
}
