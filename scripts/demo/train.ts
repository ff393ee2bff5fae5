import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface TrainRun {
  exitCode: number;
  /** What the CLI printed on stdout under `--json`. */
  answer: unknown;
}

/** Runs the whole train by the bundled CLI, each line of its story given to `onLine`. */
export async function runTrain(options: {
  cli: string;
  cwd: string;
  commit: string;
  env: Readonly<Record<string, string>>;
  onLine(line: string): void;
}): Promise<TrainRun> {
  const child = spawn(process.execPath, [options.cli, 'run', '--json'], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env, VERTEX_RELEASE_COMMIT: options.commit },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const story = createInterface({ input: child.stderr });
  story.on('line', options.onLine);
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 128));
  });
  return { exitCode, answer: printed === '' ? undefined : JSON.parse(printed) };
}
