import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { ReleaseError } from '../../errors/error.ts';
import type { Commands } from '../../ports/commands.ts';

/** How long a command may take to end after SIGTERM before it is killed. */
const graceMs = 3_000;

/** Commands in a shell and a process group of their own, so that an abort reaches their children. */
export function systemCommands(environment: NodeJS.ProcessEnv): Commands {
  return {
    async run({ command, cwd, env, signal, onLine }) {
      const child = spawn(command, {
        cwd,
        env: { ...environment, ...env },
        shell: true,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream, crlfDelay: Infinity }).on('line', onLine);
      }
      let killer: NodeJS.Timeout | undefined;
      const stop = () => {
        killGroup(child.pid, 'SIGTERM');
        killer = setTimeout(() => killGroup(child.pid, 'SIGKILL'), graceMs);
      };
      signal?.addEventListener('abort', stop, { once: true });
      if (signal?.aborted === true) stop();
      try {
        return await new Promise<number>((resolve, reject) => {
          child.once('error', (cause) => {
            const message = `"${command}" could not be started in ${cwd}`;
            reject(new ReleaseError('FILE_UNREADABLE', message, { cause }));
          });
          child.once('close', (code, killed) => resolve(code ?? 128 + signalNumber(killed)));
        });
      } finally {
        clearTimeout(killer);
        signal?.removeEventListener('abort', stop);
      }
    },
  };
}

function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // ESRCH: the whole group has ended already, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function signalNumber(name: NodeJS.Signals | null): number {
  return name === null ? 0 : constants.signals[name];
}
