import { createStore, type Store } from '../../src/emulator/store/store.ts';
import type { Service } from '../../src/emulator/services/service.ts';
import { ApiError } from '../../src/emulator/wire/api-error.ts';
import type { HandlerTable } from '../../src/emulator/wire/handler.ts';
import { type Json, TestClock } from './harness.ts';

const context = { signal: new AbortController().signal, setHeader: (): void => undefined };

/** Calls the handlers of one service over a store of its own, without a server. */
export class ServiceCaller {
  readonly clock = new TestClock();
  readonly store: Store;
  readonly #prefix: string;
  readonly #handlers: HandlerTable;

  /** `prefix`: full name of the service. */
  constructor(prefix: string, create: (store: Store, clock: TestClock) => Service) {
    this.store = createStore({ clock: this.clock });
    this.#prefix = prefix;
    this.#handlers = create(this.store, this.clock).handlers?.() ?? {};
  }

  /** The answer, or the error's status and message under `error`; operations by what they end with. */
  async call(method: string, request: object): Promise<Json> {
    const handler = this.#handlers[`${this.#prefix}.${method}`];
    if (handler === undefined) throw new Error(`no method ${method}`);
    try {
      const copy = structuredClone(request) as never;
      const answer = await this.store.transactions.run(() => handler(copy, context));
      return JSON.parse(JSON.stringify(answer)) as Json;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { error: { status: error.status, message: error.message } } as unknown as Json;
    }
  }

  /** The status of the error, undefined when there is none. */
  async refusal(method: string, request: object): Promise<string | undefined> {
    const answer = await this.call(method, request);
    return answer['error'] === undefined ? undefined : String(answer['error']['status']);
  }
}
