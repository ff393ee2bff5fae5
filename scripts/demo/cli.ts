import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface CliOptions {
  cli: string;
  args: readonly string[];
  cwd: string;
  commit: string;
  env: Readonly<Record<string, string>>;
  onLine(line: string): void;
}

export interface CliRun {
  exitCode: number;
  stdout: string;
}

/** Runs the bundled command line, each line of its story given to `onLine`. */
export async function runCli(options: CliOptions): Promise<CliRun> {
  const child = spawn(process.execPath, [options.cli, ...options.args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env, VERTEX_RELEASE_COMMIT: options.commit },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  createInterface({ input: child.stderr }).on('line', options.onLine);
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 128));
  });
  return { exitCode, stdout };
}
