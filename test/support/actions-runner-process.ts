import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { RunnerLog } from './actions-runner-log.ts';

export interface ProcessRun {
  command: string;
  args: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
  log: RunnerLog;
  /** Cancels the job: the process that was started is told, not its children. */
  cancelled: AbortSignal;
  patience: Patience;
}

/** How long the runner waits after SIGINT, and then after SIGTERM. */
export interface Patience {
  beforeTermMs: number;
  beforeKillMs: number;
}

export interface ProcessEnd {
  exitCode: number;
  /** From the cancellation to the end of the process. */
  endedAfterMs: number | undefined;
  /** Every byte that it printed, before the runner has seen it. */
  raw: string;
  pid: number;
}

/** A process as the runner starts one; it ends when the process does, whatever its children do. */
export async function runProcess(run: ProcessRun): Promise<ProcessEnd> {
  const child = spawn(run.command, run.args, {
    cwd: run.cwd,
    env: { ...run.env },
    // A group of its own, so that what it leaves in the background can be cleaned up.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let raw = '';
  const readers = [child.stdout, child.stderr].map((stream) => {
    const lines = createInterface({ input: stream, crlfDelay: Infinity });
    lines.on('line', (line) => {
      raw += `${line}\n`;
      // The runner ends lines at a lone carriage return as well.
      for (const part of line.split('\r')) run.log.take(part);
    });
    return once(lines, 'close');
  });
  let cancelledAt: number | undefined;
  const timers: NodeJS.Timeout[] = [];
  const cancel = () => {
    cancelledAt = performance.now();
    child.kill('SIGINT');
    timers.push(setTimeout(() => child.kill('SIGTERM'), run.patience.beforeTermMs));
    timers.push(
      setTimeout(
        () => child.kill('SIGKILL'),
        run.patience.beforeTermMs + run.patience.beforeKillMs,
      ),
    );
  };
  run.cancelled.addEventListener('abort', cancel, { once: true });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  const endedAfterMs = cancelledAt === undefined ? undefined : performance.now() - cancelledAt;
  run.cancelled.removeEventListener('abort', cancel);
  for (const timer of timers) clearTimeout(timer);
  // What a background process prints later belongs to nobody.
  await Promise.race([
    Promise.all(readers),
    new Promise((resolve) => setTimeout(resolve, 300).unref()),
  ]);
  return { exitCode: code ?? (signal === null ? 1 : 128), endedAfterMs, raw, pid: child.pid ?? 0 };
}

/** Ends what a step left running, as the runner does when a job is over. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // Nothing of it is left.
  }
}
