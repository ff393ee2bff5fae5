import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fixture, type Json, until } from './harness.ts';

/** The emulator was killed before it answered. */
export class Killed extends Error {}

export interface PlainAnswer {
  status: number;
  headers: Headers;
  text: string;
  body: Json;
}

/** An emulator in a process of its own, over one folder, that may be killed and started again. */
export class DurableEmulator {
  readonly #folder: string;
  /** Marks the programs that it starts. */
  readonly #run = randomUUID();
  #process: ChildProcess | undefined;
  #exited: Promise<unknown> = Promise.resolve();
  #origin = '';
  #killing = { n: 0, afterMs: 0 };

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** `crash`: where it is killed, as the fixture has it. @throws Killed when that is before it listens. */
  async start(crash = ''): Promise<void> {
    const child = spawn(process.execPath, [fixture('durable-emulator.ts')], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, DATA_DIR: this.#folder, RUN: this.#run, CRASH: crash },
    });
    this.#process = child;
    this.#killing = { n: 0, afterMs: 0 };
    this.#exited = once(child, 'exit');
    const line = once(child.stdout, 'data').then(([data]) => String(data).trim());
    const origin = await Promise.race([line, this.#exited.then(() => undefined)]);
    if (origin === undefined) throw new Killed();
    this.#origin = origin;
  }

  async kill(): Promise<void> {
    this.#process?.kill('SIGKILL');
    await this.#exited;
  }

  /** Kills it in the middle of the n-th request from now, `afterMs` after it was sent. */
  killInRequest(n: number, afterMs: number): void {
    this.#killing = { n, afterMs };
  }

  /** Process ids of the programs that it, or an earlier process of it, started and that still run. */
  programs(): number[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => environmentOf(pid).includes(`TEST_RUN=${this.#run}`))
      .map(Number);
  }

  async programsAreGone(): Promise<void> {
    await until(async () => (this.programs().length === 0 ? true : undefined));
  }

  /** @throws Killed */
  async call(method: string, path: string, body?: unknown): Promise<PlainAnswer> {
    const headers = { 'content-type': 'application/json' };
    const json = body === undefined ? {} : { headers, body: JSON.stringify(body) };
    return this.send(path, { method, ...json });
  }

  /** @throws Killed */
  async send(path: string, init: RequestInit): Promise<PlainAnswer> {
    this.#countDown();
    try {
      const response = await fetch(this.#origin + path, init);
      const text = await response.text();
      const body = (text.startsWith('{') ? JSON.parse(text) : {}) as Json;
      return { status: response.status, headers: response.headers, text, body };
    } catch (error) {
      if (error instanceof SyntaxError) throw error;
      await this.#exited;
      throw new Killed();
    }
  }

  #countDown(): void {
    this.#killing.n -= 1;
    const child = this.#process;
    if (this.#killing.n !== 0) return;
    void delay(this.#killing.afterMs).then(() => child?.kill('SIGKILL'));
  }
}

function environmentOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
