import { setTimeout as delay } from 'node:timers/promises';
import { type ModelRequest, type ModelResponse, ModelUnreachable } from './model-connection.ts';
import type { ProcessTable } from './process-table.ts';
import { describeExit, Replica, type ReplicaSpec } from './replica.ts';
import type { Timing } from './timing.ts';

const firstRestartMs = 1_000;
const maxRestartMs = 30_000;

/** The running model servers of one deployed model. */
export class ReplicaSet {
  readonly #spec: ReplicaSpec;
  readonly #processes: ProcessTable;
  readonly #timing: Timing;
  readonly #closing = new AbortController();
  readonly #replicas: Replica[] = [];
  #next = 0;
  #inFlight = 0;
  #onIdle: (() => void) | undefined;

  private constructor(spec: ReplicaSpec, processes: ProcessTable, timing: Timing) {
    this.#spec = spec;
    this.#processes = processes;
    this.#timing = timing;
  }

  /** Starts `count` servers; all must become healthy, or none stays. @throws ApiError */
  static async start(
    spec: ReplicaSpec,
    count: number,
    processes: ProcessTable,
    timing: Timing,
    signal: AbortSignal,
  ): Promise<ReplicaSet> {
    const set = new ReplicaSet(spec, processes, timing);
    const attempts = Array.from({ length: count }, async () =>
      Replica.start(spec, processes, timing, signal),
    );
    const results = await Promise.allSettled(attempts);
    const replicas = results.flatMap((result) =>
      result.status === 'fulfilled' ? [result.value] : [],
    );
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) {
      await Promise.all(replicas.map((replica) => replica.stop(timing.stopGraceMs)));
      throw failed.reason;
    }
    for (const replica of replicas) set.#adopt(replica);
    return set;
  }

  /** Replicas that take requests now. */
  get readyCount(): number {
    return this.#replicas.filter((replica) => replica.canServe).length;
  }

  get targetCount(): number {
    return this.#replicas.length;
  }

  /** Sends a request to the next replica. @throws ModelUnreachable, ModelTimeout */
  async send(request: ModelRequest): Promise<ModelResponse> {
    this.#inFlight += 1;
    try {
      return await this.#sendToAny(request);
    } finally {
      this.#inFlight -= 1;
      if (this.#inFlight === 0) this.#onIdle?.();
    }
  }

  /** Waits for requests in flight, then stops the processes. Whoever calls has stopped routing to it. */
  async drain(timeoutMs = this.#timing.drainTimeoutMs): Promise<void> {
    this.#closing.abort();
    if (this.#inFlight > 0 && timeoutMs > 0) {
      const idle = new Promise<void>((resolve) => {
        this.#onIdle = resolve;
      });
      const over = new AbortController();
      const limit = delay(timeoutMs, undefined, { signal: over.signal });
      await Promise.race([idle, limit.catch(() => undefined)]);
      over.abort();
    }
    const { stopGraceMs } = this.#timing;
    await Promise.all(this.#replicas.map((replica) => replica.stop(stopGraceMs)));
  }

  async #sendToAny(request: ModelRequest): Promise<ModelResponse> {
    const ready = this.#replicas.filter((replica) => replica.canServe);
    this.#next += 1;
    let refused = new ModelUnreachable('no replica of the model is healthy', true);
    for (const step of ready.keys()) {
      const replica = ready[(this.#next + step) % ready.length];
      if (replica === undefined) break;
      try {
        return await replica.connection.post(request, this.#timing.predictTimeoutMs);
      } catch (error) {
        if (!(error instanceof ModelUnreachable) || !error.isRefused) throw error;
        refused = error;
      }
    }
    throw refused;
  }

  #adopt(replica: Replica, restartMs = firstRestartMs): void {
    this.#replicas.push(replica);
    void replica.watchHealth(this.#timing.healthPeriodMs, this.#closing.signal);
    void replica.child.exited.then((exit) => {
      if (this.#closing.signal.aborted) return;
      this.#spec.output.note(
        'ERROR',
        `Model server terminated: ${describeExit(exit)}. It is started again in ${restartMs / 1000} s.`,
      );
      void this.#replace(replica, restartMs);
    });
  }

  /** A container that ends is started again, after a pause that doubles. */
  async #replace(dead: Replica, restartMs: number): Promise<void> {
    const { signal } = this.#closing;
    await delay(restartMs, undefined, { signal, ref: false }).catch(() => undefined);
    if (signal.aborted) return;
    const nextMs = Math.min(restartMs * 2, maxRestartMs);
    try {
      const fresh = await Replica.start(this.#spec, this.#processes, this.#timing, signal);
      this.#replicas.splice(this.#replicas.indexOf(dead), 1);
      this.#adopt(fresh, nextMs);
    } catch (error) {
      if (signal.aborted) return;
      this.#spec.output.note('ERROR', error instanceof Error ? error.message : String(error));
      await this.#replace(dead, nextMs);
    }
  }
}
