import { setTimeout as delay } from 'node:timers/promises';
import type { EmulatorClock } from '../clock.ts';
import { ApiError, toApiError } from '../wire/api-error.ts';
import { anyOf } from '../wire/encode.ts';
import type { JsonObject } from '../wire/json.ts';
import { generateId } from './ids.ts';
import type {
  Operation,
  OperationRow,
  OperationSpec,
  OperationWork,
  Schedule,
} from './operation.ts';
import type { Table } from './table.ts';
import { toTimestamp } from './time.ts';
import type { Transactions } from './transactions.ts';

export type { Operation, OperationProgress, OperationSpec, Schedule } from './operation.ts';

type Definition =
  | { duration: 'immediate'; apply: (input: never) => object }
  | { duration: 'lasting'; work: OperationWork<never> };

interface Running {
  /** Full name of the operation. */
  name: string;
  cancel: AbortController;
  over: Promise<void>;
}

/**
 * Long-running operations, by their trailing id. Work is known by name: an operation stores that name
 * and its input before the work begins, so that a later process can begin it again. Lasting work must
 * therefore reach the same end when it is begun again after being killed anywhere; the changes of
 * immediate work are one transaction with the end of its operation.
 */
export class OperationStore {
  readonly #table: Table<OperationRow>;
  readonly #transactions: Transactions;
  readonly #clock: EmulatorClock;
  readonly #schedule: Schedule;
  readonly #definitions = new Map<string, Definition>();
  readonly #running = new Map<string, Running>();
  #isSuspended = false;

  constructor(
    table: Table<OperationRow>,
    transactions: Transactions,
    clock: EmulatorClock,
    schedule: Schedule = () => undefined,
  ) {
    this.#table = table;
    this.#transactions = transactions;
    this.#clock = clock;
    this.#schedule = schedule;
  }

  /** Names work that takes time. Its input must survive a trip through JSON. */
  define<Input extends object>(kind: string, work: OperationWork<Input>): void {
    this.#definitions.set(kind, { duration: 'lasting', work });
  }

  /** Names a change that is made in one go. What it throws becomes the operation's error. */
  defineImmediate<Input extends object>(kind: string, apply: (input: Input) => object): void {
    this.#definitions.set(kind, { duration: 'immediate', apply });
  }

  /**
   * Starts work of a defined kind; the operation ends when it does, with its result or its error.
   * Immediate work is over when this returns, unless the schedule delays it.
   */
  start<Input extends object>(spec: OperationSpec, kind: string, input: Input): Operation {
    const id = generateId();
    this.#transactions.run(() => {
      this.#open(id, spec, kind, input);
      this.#begin(id);
    });
    return this.#row(id).operation;
  }

  /** Begins again whatever an earlier process did not end. All kinds must have been defined. */
  resume(): void {
    for (const { operation } of this.#table.list('')) {
      if (!operation.done) this.#begin(trailingId(operation.name));
    }
  }

  /** Ends what runs; it stays as it is stored, not done. */
  async suspend(): Promise<void> {
    this.#isSuspended = true;
    await this.#abortAll();
  }

  /** Accepts the id below any parent. @throws ApiError NOT_FOUND */
  get(name: string): Operation {
    return this.#row(name).operation;
  }

  list(prefix: string): Operation[] {
    return this.#table
      .list('')
      .map(({ operation }) => operation)
      .filter((operation) => operation.name.startsWith(`${prefix}/`));
  }

  /** Names of operations on a resource that are not over. */
  running(resource: string): string[] {
    const prefix = `${resource}/operations/`;
    return [...this.#running.values()]
      .map(({ name }) => name)
      .filter((name) => name.startsWith(prefix));
  }

  cancel(name: string): void {
    this.#row(name);
    this.#running.get(trailingId(name))?.cancel.abort();
  }

  delete(name: string): void {
    const { operation } = this.#row(name);
    if (!operation.done) {
      throw new ApiError('FAILED_PRECONDITION', `Operation ${operation.name} is not done.`);
    }
    this.#table.delete(trailingId(name));
  }

  /** Waits until the operation is over, at most `timeoutMs`. */
  async wait(name: string, timeoutMs: number, signal: AbortSignal): Promise<Operation> {
    this.#row(name);
    const gaveUp = new AbortController();
    const limit = AbortSignal.any([signal, gaveUp.signal]);
    const pause = delay(timeoutMs, undefined, { signal: limit }).catch(() => undefined);
    await Promise.race([this.#running.get(trailingId(name))?.over, pause]);
    gaveUp.abort();
    return this.#row(name).operation;
  }

  /** Cancels everything that runs and forgets all. */
  async clear(): Promise<void> {
    await this.#abortAll();
    this.#table.clear();
  }

  async #abortAll(): Promise<void> {
    const running = [...this.#running.values()];
    for (const { cancel } of running) cancel.abort();
    await Promise.all(running.map(({ over }) => over));
  }

  #open(id: string, spec: OperationSpec, kind: string, input: object): void {
    const now = this.#clock.now();
    const name = `${spec.parent}/operations/${id}`;
    const { delayMs = 0, ...error } = this.#schedule({ ...spec, kind }) ?? {};
    const operation: Operation = { name, metadata: {}, done: false };
    const createTime = toTimestamp(now);
    const from = now + delayMs;
    this.#table.put(id, { operation, spec, createTime, kind, input, from, ...error });
    this.#report(id, spec.metadata ?? {});
  }

  #begin(id: string): void {
    const row = this.#row(id);
    const definition = this.#definitions.get(row.kind);
    const waitMs = row.from - this.#clock.now();
    if (waitMs <= 0 && row.error !== undefined) return this.#settle(id, { error: row.error });
    if (waitMs <= 0 && definition?.duration === 'immediate') return this.#apply(id, definition);
    this.#transactions.afterwards(() => this.#carryOut(id, waitMs));
  }

  #carryOut(id: string, waitMs: number): void {
    const cancel = new AbortController();
    const over = this.#end(id, waitMs, cancel.signal).finally(() => this.#running.delete(id));
    this.#running.set(id, { name: this.#row(id).operation.name, cancel, over });
  }

  async #end(id: string, waitMs: number, signal: AbortSignal): Promise<void> {
    try {
      if (waitMs > 0) await delay(waitMs, undefined, { signal });
      const { kind, error } = this.#row(id);
      const definition = this.#definitions.get(kind);
      if (error !== undefined) this.#settle(id, { error });
      else if (definition?.duration === 'immediate') this.#apply(id, definition);
      else await this.#work(id, definition, signal);
    } catch (thrown) {
      if (this.#isSuspended) return;
      const error = signal.aborted ? cancelled() : toApiError(thrown);
      this.#settle(id, { error: error.toRpcStatus() });
    }
  }

  async #work(id: string, definition: Definition | undefined, signal: AbortSignal): Promise<void> {
    const { kind, input, spec } = this.#row(id);
    if (definition?.duration !== 'lasting') throw new Error(`no operation is named "${kind}"`);
    const report = (metadata: JsonObject): void => this.#report(id, metadata);
    const response = await definition.work(input as never, { signal, report });
    this.#settle(id, { response: anyOf(spec.responseType, response) });
  }

  #apply(id: string, { apply }: Definition & { duration: 'immediate' }): void {
    const { input, spec } = this.#row(id);
    try {
      this.#transactions.run(() => {
        const response = apply(input as never);
        this.#settle(id, { response: anyOf(spec.responseType, response) });
      });
    } catch (thrown) {
      this.#settle(id, { error: toApiError(thrown).toRpcStatus() });
    }
  }

  #report(id: string, metadata: JsonObject): void {
    const row = this.#row(id);
    const whole = { ...metadata, genericMetadata: this.#generic(row) };
    const operation = { ...row.operation, metadata: anyOf(row.spec.metadataType, whole) };
    this.#table.put(id, { ...row, operation });
  }

  #settle(id: string, result: Pick<Operation, 'response' | 'error'>): void {
    const row = this.#row(id);
    const metadata = { ...row.operation.metadata, genericMetadata: this.#generic(row) };
    // What it did is done; its input will not be read again.
    const { error: _planned, ...kept } = row;
    const operation = { ...row.operation, metadata, done: true, ...result };
    this.#table.put(id, { ...kept, operation, input: {} });
  }

  #generic({ createTime }: OperationRow): JsonObject {
    return { createTime, updateTime: toTimestamp(this.#clock.now()) };
  }

  #row(name: string): OperationRow {
    const row = this.#table.get(trailingId(name));
    if (row === undefined) throw new ApiError('NOT_FOUND', `Operation ${name} is not found.`);
    return row;
  }
}

function cancelled(): ApiError {
  return new ApiError('CANCELLED', 'The operation was cancelled.');
}

function trailingId(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
