import { constants } from 'node:os';
import type { Exit } from '../../runtime/child.ts';

/**
 * What the end of a replica means for its job, after "How Vertex AI handles training job errors":
 * `completed` - it exited with 0;
 * `failed` - an error of the program, which ends the job;
 * `crashed` - SIGABRT or SIGSEGV, after which the whole job is tried again;
 * `lost` - something outside ended it, as when its machine is taken away: it is started again.
 */
export type ExitKind = 'completed' | 'failed' | 'crashed' | 'lost';

export interface ReplicaExit {
  kind: ExitKind;
  /** The documented sentence; empty for a replica that completed. */
  message: string;
}

/** By number, and by 128 more, as a shell says it. */
const crashStatuses: ReadonlySet<number> = new Set([6, 11, 134, 139]);

export function judgeExit(task: string, exit: Exit): ReplicaExit {
  const { code, signal, failure } = exit;
  if (failure !== undefined) {
    const message = `${exited(task, 128)} Termination reason: StartError. Termination log message: ${failure}.`;
    return { kind: 'failed', message };
  }
  if (signal === undefined) return judgeCode(task, code ?? 0);
  const status = 128 + signalNumber(signal);
  if (signal === 'SIGKILL') {
    const message = `The replica ${task} ran out of memory and exited with a non-zero status of ${status}. (It was ended by SIGKILL.)`;
    return { kind: 'failed', message };
  }
  const message = `${exited(task, status)} Termination reason: Error (${signal}).`;
  return { kind: crashStatuses.has(status) ? 'crashed' : 'lost', message };
}

function judgeCode(task: string, code: number): ReplicaExit {
  if (code === 0) return { kind: 'completed', message: '' };
  const message = `${exited(task, code)} Termination reason: Error.`;
  return { kind: crashStatuses.has(code) ? 'crashed' : 'failed', message };
}

function exited(task: string, status: number): string {
  return `The replica ${task} exited with a non-zero status of ${status}.`;
}

function signalNumber(signal: string): number {
  return constants.signals[signal as NodeJS.Signals] ?? 0;
}
