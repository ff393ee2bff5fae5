import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

export interface RunningEmulator {
  /** `127.0.0.1:PORT`. */
  http: string;
  env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts the embedded Vertex as a user would, and waits for its ready file. */
export async function startEmulator(options: {
  cli: string;
  config: string;
  readyFile: string;
  log: number;
}): Promise<RunningEmulator> {
  const { cli, config, readyFile, log } = options;
  rmSync(readyFile, { force: true });
  const child = spawn(
    process.execPath,
    [cli, 'emulator', '--config', config, '--port', '0', '--ready-file', readyFile],
    { stdio: ['ignore', log, log] },
  );
  while (!existsSync(readyFile)) {
    if (child.exitCode !== null) throw new Error(`the emulator ended with ${child.exitCode}`);
    await delay(20);
  }
  const ready = JSON.parse(readFileSync(readyFile, 'utf8')) as {
    http: string;
    env: Record<string, string>;
  };
  return { ...ready, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
