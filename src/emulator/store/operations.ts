import { setTimeout as delay } from 'node:timers/promises';
import type { EmulatorClock } from '../clock.ts';
import { ApiError, type RpcStatus, toApiError } from '../wire/api-error.ts';
import { anyOf } from '../wire/encode.ts';
import type { JsonObject } from '../wire/json.ts';
import { generateId } from './ids.ts';
import { toTimestamp } from './time.ts';

/** `google.longrunning.Operation` in JSON form. */
export interface Operation {
  name: string;
  metadata: JsonObject;
  done: boolean;
  error?: RpcStatus;
  response?: JsonObject;
}

export interface OperationSpec {
  /** Name of the resource below which the operation is. */
  parent: string;
  /** Full type names; `google.protobuf.Empty` for none. */
  responseType: string;
  metadataType: string;
  /** Metadata beside `genericMetadata`. */
  metadata?: JsonObject;
}

/** Handed to the work of an operation. */
export interface OperationProgress {
  signal: AbortSignal;
  report(metadata: JsonObject): void;
}

interface Entry {
  operation: Operation;
  spec: OperationSpec;
  createTime: string;
  cancel: AbortController;
  settled: Promise<void>;
}

/** Long-running operations, by their trailing id. */
export class OperationStore {
  readonly #clock: EmulatorClock;
  readonly #entries = new Map<string, Entry>();

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  /** An operation that is over at once. */
  finished(spec: OperationSpec, response: object): Operation {
    const entry = this.#open(spec);
    this.#settle(entry, { response: anyOf(spec.responseType, response) });
    return entry.operation;
  }

  /** Starts work; the operation ends when it does, with its result or its error. */
  start(spec: OperationSpec, work: (progress: OperationProgress) => Promise<object>): Operation {
    const entry = this.#open(spec);
    const report = (metadata: JsonObject): void => this.#report(entry, metadata);
    entry.settled = work({ signal: entry.cancel.signal, report }).then(
      (response) => this.#settle(entry, { response: anyOf(spec.responseType, response) }),
      (thrown: unknown) => this.#settle(entry, { error: toApiError(thrown).toRpcStatus() }),
    );
    return entry.operation;
  }

  /** Accepts the id below any parent. @throws ApiError NOT_FOUND */
  get(name: string): Operation {
    return this.#entry(name).operation;
  }

  list(prefix: string): Operation[] {
    return [...this.#entries.values()]
      .map((entry) => entry.operation)
      .filter((operation) => operation.name.startsWith(`${prefix}/`));
  }

  /** Names of operations on a resource that are not over. */
  running(resource: string): string[] {
    return this.list(`${resource}/operations`)
      .filter((operation) => !operation.done)
      .map((operation) => operation.name);
  }

  cancel(name: string): void {
    this.#entry(name).cancel.abort();
  }

  delete(name: string): void {
    const { operation } = this.#entry(name);
    if (!operation.done) {
      throw new ApiError('FAILED_PRECONDITION', `Operation ${operation.name} is not done.`);
    }
    this.#entries.delete(trailingId(name));
  }

  /** Waits until the operation is over, at most `timeoutMs`. */
  async wait(name: string, timeoutMs: number, signal: AbortSignal): Promise<Operation> {
    const entry = this.#entry(name);
    const over = new AbortController();
    const limit = AbortSignal.any([signal, over.signal]);
    const pause = delay(timeoutMs, undefined, { signal: limit }).catch(() => undefined);
    await Promise.race([entry.settled, pause]);
    over.abort();
    return entry.operation;
  }

  /** Cancels everything that runs and forgets all. */
  async clear(): Promise<void> {
    const entries = [...this.#entries.values()];
    for (const entry of entries) entry.cancel.abort();
    await Promise.all(entries.map((entry) => entry.settled));
    this.#entries.clear();
  }

  #open(spec: OperationSpec): Entry {
    const id = generateId();
    const createTime = toTimestamp(this.#clock.now());
    const entry: Entry = {
      spec,
      createTime,
      operation: { name: `${spec.parent}/operations/${id}`, metadata: {}, done: false },
      cancel: new AbortController(),
      settled: Promise.resolve(),
    };
    this.#report(entry, spec.metadata ?? {});
    this.#entries.set(id, entry);
    return entry;
  }

  #report(entry: Entry, metadata: JsonObject): void {
    const genericMetadata = {
      createTime: entry.createTime,
      updateTime: toTimestamp(this.#clock.now()),
    };
    const whole = { ...metadata, genericMetadata };
    entry.operation = { ...entry.operation, metadata: anyOf(entry.spec.metadataType, whole) };
  }

  #settle(entry: Entry, result: Pick<Operation, 'response' | 'error'>): void {
    const generic = {
      createTime: entry.createTime,
      updateTime: toTimestamp(this.#clock.now()),
    };
    const metadata = { ...entry.operation.metadata, genericMetadata: generic };
    entry.operation = { ...entry.operation, metadata, done: true, ...result };
  }

  #entry(name: string): Entry {
    const entry = this.#entries.get(trailingId(name));
    if (entry === undefined) throw new ApiError('NOT_FOUND', `Operation ${name} is not found.`);
    return entry;
  }
}

function trailingId(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
