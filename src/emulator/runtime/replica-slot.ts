import { setTimeout as delay } from 'node:timers/promises';
import { describeExit, Replica, type ReplicaHost, type ReplicaSpec } from './replica.ts';

const longestRestartMs = 30_000;

/** A place for one replica: what is in it runs, is being started, or is about to be started again. */
export class ReplicaSlot {
  readonly #spec: ReplicaSpec;
  readonly #host: ReplicaHost;
  readonly #onChange: () => void;
  readonly #closing = new AbortController();
  #attempt: Promise<void>;
  #replica: Replica | undefined;
  #failure = '';

  constructor(spec: ReplicaSpec, host: ReplicaHost, onChange: () => void) {
    this.#spec = spec;
    this.#host = host;
    this.#onChange = onChange;
    this.#attempt = this.#start();
  }

  /** Settles with the attempt to start that is under way, or the last one. @throws ApiError */
  get started(): Promise<void> {
    return this.#attempt;
  }

  /** The replica, while it takes requests. */
  get ready(): Replica | undefined {
    return this.#replica?.canServe === true ? this.#replica : undefined;
  }

  /** Why nothing runs here; empty while something does. */
  get failure(): string {
    return this.#failure;
  }

  /** From now on a server that fails to start, or ends, is started again after a pause that doubles. */
  async keep(): Promise<void> {
    const { signal } = this.#closing;
    let restartMs = this.#host.timing.restartMs;
    for (;;) {
      await this.#attempt.catch(() => this.#note(this.#failure));
      await this.#endOfReplica(restartMs);
      await delay(restartMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      restartMs = Math.min(restartMs * 2, longestRestartMs);
      this.#attempt = this.#start();
    }
  }

  /** Lets requests in flight end, then stops what runs here; nothing is started again. */
  async retire(drainMs: number): Promise<void> {
    this.#closing.abort();
    const { stopGraceMs } = this.#host.timing;
    await this.#replica?.drain(drainMs, stopGraceMs);
    // An attempt that was under way fails now, unless it had just succeeded.
    await this.#attempt.catch(() => undefined);
    await this.#replica?.stop(stopGraceMs);
  }

  async #start(): Promise<void> {
    try {
      const replica = await Replica.start(this.#spec, this.#host, this.#closing.signal);
      this.#replica = replica;
      this.#failure = '';
      replica.watch(this.#onChange);
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
      throw error;
    } finally {
      this.#onChange();
    }
  }

  async #endOfReplica(restartMs: number): Promise<void> {
    if (this.#replica === undefined) return;
    const exit = await this.#replica.child.exited;
    this.#replica = undefined;
    if (this.#closing.signal.aborted) return;
    this.#failure = `Model server terminated: ${describeExit(exit)}.`;
    this.#note(`${this.#failure} It is started again in ${restartMs / 1000} s.`);
    this.#onChange();
  }

  #note(text: string): void {
    if (!this.#closing.signal.aborted) this.#spec.output.note('ERROR', text);
  }
}
