import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

export interface ChildSpec {
  /** Program and arguments; never a shell line. */
  command: readonly string[];
  cwd?: string;
  env: Readonly<Record<string, string>>;
  onLine: (stream: 'stdout' | 'stderr', line: string) => void;
}

/** How a process ended. */
export interface Exit {
  code: number | undefined;
  signal: string | undefined;
  /** Why it never started. */
  failure: string | undefined;
}

const maxLineLength = 16_384;
/** How long members of a process group may outlive their leader, and output its writer. */
const lingerMs = 500;

/** One process with its group. */
export class Child {
  readonly pid: number | undefined;
  /** Settles once the process is gone and its output was read. */
  readonly exited: Promise<Exit>;
  readonly #process: ChildProcess;
  #isOver = false;
  #isStopping = false;

  constructor(spec: ChildSpec) {
    const [program = '', ...args] = spec.command;
    this.#process = spawn(program, args, {
      cwd: spec.cwd,
      env: { ...spec.env },
      // A group of its own, so that what the program starts ends with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.pid = this.#process.pid;
    readLines(this.#process.stdout, (line) => spec.onLine('stdout', line));
    readLines(this.#process.stderr, (line) => spec.onLine('stderr', line));
    this.exited = this.#watch(spec);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** SIGTERM to the group, then SIGKILL after the grace. Settles when the process is gone. */
  async stop(graceMs: number): Promise<void> {
    if (!this.#isOver && !this.#isStopping) {
      this.#isStopping = true;
      this.signalGroup('SIGTERM');
      const timer = setTimeout(() => this.signalGroup('SIGKILL'), graceMs);
      await this.exited;
      clearTimeout(timer);
      return;
    }
    await this.exited;
  }

  signalGroup(signal: NodeJS.Signals): void {
    if (this.pid === undefined) return;
    try {
      process.kill(-this.pid, signal);
    } catch {
      // The group is gone.
    }
  }

  #watch(spec: ChildSpec): Promise<Exit> {
    return new Promise((resolve) => {
      const end = (exit: Exit): void => {
        this.#isOver = true;
        resolve(exit);
      };
      this.#process.once('error', (error) => {
        if (this.pid === undefined) {
          const where = spec.cwd === undefined ? '' : ` in ${spec.cwd}`;
          end({ code: undefined, signal: undefined, failure: error.message + where });
        }
      });
      const outputRead = new Promise<void>((read) => this.#process.once('close', () => read()));
      this.#process.once('exit', (code, signal) => {
        const exit = { code: code ?? undefined, signal: signal ?? undefined, failure: undefined };
        void this.#endGroup(outputRead).then(() => end(exit));
      });
    });
  }

  /** What the leader leaves behind gets a moment when it was asked to stop, none when it just ended. */
  async #endGroup(outputRead: Promise<void>): Promise<void> {
    const giveUp = new AbortController();
    const pause = delay(lingerMs, undefined, { signal: giveUp.signal }).catch(() => undefined);
    if (this.#isStopping) await Promise.race([outputRead, pause]);
    this.signalGroup('SIGKILL');
    await Promise.race([outputRead, pause]);
    giveUp.abort();
  }
}

function readLines(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): void {
  if (stream === null) return;
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line.replace(/\r$/, '').slice(0, maxLineLength));
    if (rest.length > maxLineLength) {
      onLine(rest.slice(0, maxLineLength));
      rest = '';
    }
  });
  stream.on('end', () => {
    if (rest !== '') onLine(rest);
    rest = '';
  });
}
