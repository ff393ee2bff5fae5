import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from '../wire/api-error.ts';
import type { Child, Exit } from './child.ts';
import type { Launch } from './environment.ts';
import { ModelConnection } from './model-connection.ts';
import type { OutputLog } from './output-log.ts';
import type { ProcessTable } from './process-table.ts';
import type { Timing } from './timing.ts';

/** How to start model servers of one deployed model. */
export interface ReplicaSpec {
  image: string;
  /** The endpoint, for the state summary. */
  resource: string;
  launch: (port: number) => Launch;
  healthRoute: string;
  readyTimeoutMs: number;
  output: OutputLog;
}

/** One model server process. */
export class Replica {
  readonly connection: ModelConnection;
  readonly child: Child;
  readonly #spec: ReplicaSpec;
  #isHealthy = false;

  private constructor(spec: ReplicaSpec, child: Child, port: number) {
    this.#spec = spec;
    this.child = child;
    this.connection = new ModelConnection(port);
  }

  /** Starts a server and waits until its health route answers 200. @throws ApiError FAILED_PRECONDITION */
  static async start(
    spec: ReplicaSpec,
    processes: ProcessTable,
    timing: Timing,
    signal: AbortSignal,
  ): Promise<Replica> {
    const port = await processes.ports.take();
    signal.throwIfAborted();
    const child = processes.start(
      { ...spec.launch(port), onLine: spec.output.onLine },
      spec.image,
      spec.resource,
    );
    const replica = new Replica(spec, child, port);
    try {
      await replica.#becomeReady(signal);
    } catch (error) {
      await replica.stop(timing.stopGraceMs);
      throw error;
    }
    return replica;
  }

  get canServe(): boolean {
    return this.#isHealthy && !this.child.isOver;
  }

  /** Asks the health route again; four failures in a row take the replica out, one success back in. */
  async watchHealth(periodMs: number, signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted && !this.child.isOver) {
      await delay(periodMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      const isHealthy = await this.connection.isHealthy(this.#spec.healthRoute, periodMs);
      failures = isHealthy ? 0 : failures + 1;
      this.#isHealthy = failures < 4;
    }
  }

  async stop(graceMs: number): Promise<void> {
    this.#isHealthy = false;
    this.connection.close();
    await this.child.stop(graceMs);
  }

  async #becomeReady(signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    const limit = AbortSignal.timeout(this.#spec.readyTimeoutMs);
    const stop = AbortSignal.any([signal, limit, over.signal]);
    const exited = this.child.exited.then((exit): Exit => {
      over.abort();
      return exit;
    });
    for (let pauseMs = 15; !stop.aborted; pauseMs = Math.min(pauseMs * 1.3, 500)) {
      if (await this.connection.isHealthy(this.#spec.healthRoute, 10_000, stop)) {
        this.#isHealthy = true;
        return;
      }
      await delay(pauseMs, undefined, { signal: stop }).catch(() => undefined);
    }
    signal.throwIfAborted();
    if (over.signal.aborted) throw exitedEarly(await exited, this.#spec.output.tail());
    throw new ApiError(
      'FAILED_PRECONDITION',
      `model server never became ready. Please validate that your model file or container configuration are valid. GET ${this.#spec.healthRoute} did not answer 200 within ${this.#spec.readyTimeoutMs / 1000} s.${tailText(this.#spec.output.tail())}`,
    );
  }
}

/** `exit code 3`, `signal SIGKILL`, `could not be started: …` */
export function describeExit(exit: Exit): string {
  if (exit.failure !== undefined) return `could not be started: ${exit.failure}`;
  return exit.signal === undefined ? `exit code ${exit.code ?? 0}` : `signal ${exit.signal}`;
}

function exitedEarly(exit: Exit, tail: string): ApiError {
  return new ApiError(
    'FAILED_PRECONDITION',
    `Model server exited unexpectedly. ${describeExit(exit)}.${tailText(tail)}`,
  );
}

function tailText(tail: string): string {
  return tail === '' ? ' It wrote nothing.' : ` Its last output:\n${tail}`;
}
