import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Answer {
  /** Undefined when the program did not run or was killed. */
  code: number | undefined;
  stdout: string;
  stderr: string;
}

export function runCommand(
  program: string,
  args: readonly string[],
  options: { cwd?: string; input?: string } = {},
): Answer {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    ...options,
    // What a program says went wrong is enough without where in its own code.
    env: { ...process.env, RUST_BACKTRACE: '0' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 120_000,
  });
  return {
    code: status ?? undefined,
    stdout: stdout ?? '',
    stderr: error === undefined ? stderr : `${stderr ?? ''}${error.message}`,
  };
}

/** Where the shell would find a program. */
export function onPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Not in this folder of the path.
    return false;
  }
}
