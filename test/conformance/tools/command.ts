import { spawnSync } from 'node:child_process';

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
