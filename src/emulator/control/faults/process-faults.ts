import type { ProcessInfo } from '../../runtime/process-table.ts';
import { idOf } from '../../store/names.ts';
import type { Fault } from './fault.ts';
import type { ProcessEffect, Replicas } from './fault-spec.ts';
import { type Subject, subjectOfProcess } from './subject.ts';

export interface ProcessFaultParts {
  now: () => number;
  /** What runs. */
  list: () => readonly ProcessInfo[];
  /** Signals a process and its group. */
  signal: (pid: number, signal: NodeJS.Signals) => void;
}

interface Target {
  pid: number;
  deployedModelId: string;
  subject: Subject;
}

interface Progress {
  fault: Fault;
  effect: ProcessEffect;
  /** When it acts next, on the emulator's clock; undefined: never again. */
  dueAt: number | undefined;
  /** Processes that are stopped. */
  stopped: number[];
}

/** How often the clock is looked at: it may be one that tests move. */
const tickMs = 20;

/** Faults that hit model servers at their own time. */
export class ProcessFaults {
  readonly #parts: ProcessFaultParts;
  #progress: Progress[] = [];
  #ticker: NodeJS.Timeout | undefined;

  constructor(parts: ProcessFaultParts) {
    this.#parts = parts;
  }

  set faults(faults: readonly Fault[]) {
    const gone = this.#progress.filter(({ fault }) => !faults.includes(fault));
    for (const progress of gone) this.#resume(progress);
    const kept = this.#progress.filter((progress) => !gone.includes(progress));
    const fresh = faults.filter((fault) => !kept.some((progress) => progress.fault === fault));
    this.#progress = [...kept, ...fresh.map(begun)];
    clearInterval(this.#ticker);
    this.#ticker = undefined;
    this.#tick();
    if (this.#progress.length === 0) return;
    this.#ticker = setInterval(() => this.#tick(), tickMs);
    this.#ticker.unref();
  }

  /** Whether the endpoint has model servers that a `server_crash` names. */
  canKill(fault: Fault, endpoint: Subject): boolean {
    return this.#serversOf(fault, endpoint).length > 0;
  }

  /** Ends them at once. */
  kill(fault: Fault, endpoint: Subject): void {
    const replicas = fault.effect.kind === 'server_crash' ? fault.effect.replicas : 'one';
    for (const { pid } of chosen(fault, this.#serversOf(fault, endpoint), replicas)) {
      this.#parts.signal(pid, 'SIGKILL');
    }
  }

  #serversOf({ effect }: Fault, endpoint: Subject): Target[] {
    if (effect.kind !== 'server_crash') return [];
    return this.#targets().filter(
      ({ subject: { resources }, deployedModelId }) =>
        effect.deployedModel(deployedModelId) &&
        resources.some((resource) => endpoint.resources.includes(resource)),
    );
  }

  #tick(): void {
    const now = this.#parts.now();
    for (const progress of this.#progress) {
      if (progress.dueAt !== undefined && now >= progress.dueAt) this.#act(progress, now);
    }
  }

  #act(progress: Progress, now: number): void {
    const { fault, effect } = progress;
    if (progress.stopped.length > 0) {
      this.#resume(progress);
      progress.dueAt = undefined;
      return;
    }
    const matching = this.#targets().filter(({ subject }) => fault.matches(subject));
    const [first] = matching;
    // A fault waits for something to hit, as long as its time lasts.
    if (first === undefined) return;
    const targets = chosen(fault, matching, effect.replicas);
    if (!fault.strikes(now, targets[0]?.subject ?? first.subject)) {
      progress.dueAt =
        effect.kind === 'replica_killed' && fault.covers(now) ? next(effect, now) : undefined;
      return;
    }
    const isStall = effect.kind === 'server_stall';
    for (const { pid } of targets) this.#parts.signal(pid, isStall ? 'SIGSTOP' : 'SIGKILL');
    if (isStall) progress.stopped = targets.map(({ pid }) => pid);
    progress.dueAt = isStall ? now + effect.forMs : next(effect, now);
  }

  #resume(progress: Progress): void {
    for (const pid of progress.stopped) this.#parts.signal(pid, 'SIGCONT');
    progress.stopped = [];
  }

  #targets(): Target[] {
    return this.#parts.list().flatMap((process) => {
      const subject = subjectOfProcess(process);
      if (subject === undefined) return [];
      const deployedModelId = idOf(subject.resources[0] ?? '');
      return [{ pid: process.pid, deployedModelId, subject }];
    });
  }
}

function begun(fault: Fault): Progress {
  const effect = fault.effect as ProcessEffect;
  return { fault, effect, dueAt: fault.createdAt + fault.spec.fromMs, stopped: [] };
}

function next(
  { everyMs }: Extract<ProcessEffect, { kind: 'replica_killed' }>,
  now: number,
): number | undefined {
  return everyMs === undefined ? undefined : now + everyMs;
}

function chosen(fault: Fault, targets: readonly Target[], replicas: Replicas): readonly Target[] {
  if (replicas === 'all' || targets.length === 0) return targets;
  const index = Math.floor(fault.choice() * targets.length);
  return targets.slice(index, index + 1);
}
