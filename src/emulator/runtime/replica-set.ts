import type { ScalingPolicy } from './autoscaling.ts';
import { type ModelRequest, type ModelResponse, ModelUnreachable } from './model-connection.ts';
import type { Replica, ReplicaHost, ReplicaSpec } from './replica.ts';
import { ReplicaSlot } from './replica-slot.ts';
import type { Availability, ReplicaCounts, Replicas } from './replicas.ts';
import { Scaler } from './scaler.ts';

/** What one replica has done so far, for autoscaling. */
export interface ReplicaActivity {
  pid: number;
  busyMs: number;
}

/** Model servers that run as processes of this machine. */
export class ReplicaSet implements Replicas {
  inferenceTimeoutMs: number | undefined;
  readonly #spec: ReplicaSpec;
  readonly #host: ReplicaHost;
  readonly #now: () => number;
  readonly #slots: ReplicaSlot[] = [];
  /** Slots that were taken out and still end their requests. */
  readonly #retiring = new Set<ReplicaSlot>();
  readonly #waiting = new Set<() => void>();
  #ready: readonly Replica[] = [];
  #readySince: number;
  #next = 0;
  #requestCount = 0;
  #scaler: Scaler | undefined;

  private constructor(spec: ReplicaSpec, host: ReplicaHost, now: () => number) {
    this.#spec = spec;
    this.#host = host;
    this.#now = now;
    this.#readySince = now();
  }

  /** `now` gives milliseconds since the epoch. @throws ApiError */
  static async start(
    spec: ReplicaSpec,
    counts: ReplicaCounts,
    host: ReplicaHost,
    now: () => number,
    signal: AbortSignal,
  ): Promise<ReplicaSet> {
    const set = new ReplicaSet(spec, host, now);
    signal.throwIfAborted();
    const retire = (): void => void set.drain(0);
    signal.addEventListener('abort', retire, { once: true });
    try {
      set.#addSlots(counts.initial);
      await enough(
        set.#slots.map((slot) => slot.started),
        counts.required,
      );
      signal.throwIfAborted();
    } catch (error) {
      await set.drain(0);
      throw error;
    } finally {
      signal.removeEventListener('abort', retire);
    }
    for (const slot of set.#slots) void slot.keep();
    return set;
  }

  get readyCount(): number {
    return this.#ready.length;
  }

  get targetCount(): number {
    return this.#slots.length;
  }

  /** Requests sent so far. */
  get requestCount(): number {
    return this.#requestCount;
  }

  get activity(): ReplicaActivity[] {
    return this.#ready.flatMap(({ child: { pid }, busyMs }) =>
      pid === undefined ? [] : [{ pid, busyMs }],
    );
  }

  get availability(): Availability {
    const failures = this.#slots.map(({ failure }) => failure).filter((text) => text !== '');
    return {
      ready: this.readyCount,
      since: this.#readySince,
      message: [...new Set(failures)].join('\n'),
    };
  }

  /** One after the other; a replica that refuses the connection hands the request to the next. */
  async send(request: ModelRequest): Promise<ModelResponse> {
    const ready = this.#ready;
    this.#requestCount += 1;
    this.#next = (this.#next + 1) % Math.max(ready.length, 1);
    const timeoutMs = this.inferenceTimeoutMs ?? this.#host.timing.predictTimeoutMs;
    let refused: ModelUnreachable | undefined;
    for (const step of ready.keys()) {
      const replica = ready[(this.#next + step) % ready.length];
      if (replica?.canServe !== true) continue;
      try {
        return await replica.send(request, timeoutMs);
      } catch (error) {
        if (!(error instanceof ModelUnreachable) || !error.isRefused) throw error;
        refused = error;
      }
    }
    throw refused ?? new ModelUnreachable('no replica of the model is healthy', true);
  }

  scale(policy: ScalingPolicy): void {
    const periodMs = this.#host.timing.scalePeriodMs;
    this.#scaler ??= new Scaler(this, { periodMs, cpus: this.#spec.cpus });
    this.#scaler.follow(policy);
  }

  /** More replicas take requests once they are ready; fewer end their requests before they stop. */
  resize(count: number): void {
    if (count > this.#slots.length) {
      for (const slot of this.#addSlots(count - this.#slots.length)) void slot.keep();
      return;
    }
    // Those that do not run yet go first.
    this.#slots.sort((a, b) => Number(b.ready !== undefined) - Number(a.ready !== undefined));
    void this.#retire(this.#slots.splice(count), this.#host.timing.drainTimeoutMs);
  }

  async hasReady(count: number, signal: AbortSignal): Promise<boolean> {
    while (this.readyCount < count && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.#waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        this.#waiting.add(wake);
        signal.addEventListener('abort', wake, { once: true });
      });
    }
    return this.readyCount >= count;
  }

  async drain(timeoutMs = this.#host.timing.drainTimeoutMs): Promise<void> {
    this.#scaler?.stop();
    await this.#retire([...this.#slots.splice(0), ...this.#retiring], timeoutMs);
  }

  async #retire(slots: readonly ReplicaSlot[], timeoutMs: number): Promise<void> {
    for (const slot of slots) this.#retiring.add(slot);
    this.#update();
    await Promise.all(
      slots.map(async (slot) => {
        await slot.retire(timeoutMs);
        this.#retiring.delete(slot);
      }),
    );
  }

  #addSlots(count: number): ReplicaSlot[] {
    const added = Array.from(
      { length: count },
      () => new ReplicaSlot(this.#spec, this.#host, () => this.#update()),
    );
    this.#slots.push(...added);
    return added;
  }

  #update(): void {
    const before = this.#ready.length;
    this.#ready = this.#slots.flatMap(({ ready }) => (ready === undefined ? [] : [ready]));
    if (this.#ready.length !== before) this.#readySince = this.#now();
    for (const wake of this.#waiting) wake();
  }
}

/** Settles once `required` have succeeded. @throws what the first failure was, once too many have failed. */
function enough(attempts: readonly Promise<void>[], required: number): Promise<void> {
  return new Promise((resolve, reject) => {
    if (required === 0) resolve();
    let succeeded = 0;
    let failed = 0;
    let firstFailure: unknown;
    for (const attempt of attempts) {
      attempt.then(
        () => {
          succeeded += 1;
          if (succeeded === required) resolve();
        },
        (error: unknown) => {
          failed += 1;
          firstFailure ??= error;
          if (failed > attempts.length - required) reject(firstFailure as Error);
        },
      );
    }
  });
}
