import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseDocument } from 'yaml';

const root = resolve(import.meta.dirname, '../..');
/** `BENCH_CLI` names another bundle. */
export const bundledCli = process.env['BENCH_CLI'] ?? join(root, 'dist/cli/index.js');

export interface Finished {
  code: number;
  stdout: string;
  stderr: string;
}

export interface Invocation {
  args: readonly string[];
  cwd: string;
  env?: Readonly<Record<string, string>>;
  /** Looks at each line of stderr; may kill the process. */
  onLine?(line: string, child: ChildProcess): void;
}

/** Runs the bundled command line to its end. */
export async function runCli({ args, cwd, env, onLine }: Invocation): Promise<Finished> {
  const child = spawn(process.execPath, [bundledCli, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  const lines: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(line);
    onLine?.(line, child);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? -1, stdout, stderr: lines.join('\n') };
}

/** A copy of the small project that a test may change. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'vertex-release-'));

  constructor() {
    cpSync(join(import.meta.dirname, 'project'), this.folder, { recursive: true });
  }

  configure(changes: Readonly<Record<string, unknown>>): void {
    const file = join(this.folder, 'vertex-release.yaml');
    const config = parseDocument(readFileSync(file, 'utf8'));
    for (const [path, value] of Object.entries(changes)) config.setIn(path.split('.'), value);
    writeFileSync(file, config.toString());
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The embedded Vertex of the bundle, as a process of its own. */
export class EmulatorProcess {
  readonly http: string;
  readonly env: Readonly<Record<string, string>>;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, ready: { http: string; env: Record<string, string> }) {
    this.#child = child;
    this.http = ready.http;
    this.env = ready.env;
  }

  static async start(project: Project): Promise<EmulatorProcess> {
    const readyFile = join(project.folder, 'ready.json');
    const ready = appearance(readyFile);
    const child = spawn(
      process.execPath,
      [bundledCli, 'emulator', '--port', '0', '--ready-file', readyFile, '--seed', '7'],
      { cwd: project.folder, stdio: 'ignore' },
    );
    const died = once(child, 'exit').then(([code]) => {
      throw new Error(`the emulator ended with ${String(code)}`);
    });
    await Promise.race([ready, died]);
    return new EmulatorProcess(child, JSON.parse(readFileSync(readyFile, 'utf8')) as never);
  }

  /** Any JSON of the API, by path. */
  async get(path: string): Promise<Record<string, unknown>> {
    const response = await fetch(`http://${this.http}${path}`);
    return (await response.json()) as Record<string, unknown>;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await exited;
  }
}

function appearance(file: string): Promise<void> {
  return new Promise((resolveIt) => {
    const watcher = watch(dirname(file), () => {
      if (!existsSync(file)) return;
      watcher.close();
      resolveIt();
    });
  });
}
