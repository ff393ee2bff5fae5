import { canonicalName } from '../store/names.ts';
import type { OperationStore } from '../store/operations.ts';
import { cutPage } from '../store/list-page.ts';
import { durationMs } from '../store/time.ts';
import type { CallContext, HandlerTable } from '../wire/handler.ts';
import type { Service } from './service.ts';

const service = 'google.longrunning.Operations';
/** Longest time that one wait call holds the connection. */
const maxWaitMs = 60_000;

interface Named {
  name: string;
}

interface ListOperationsRequest extends Named {
  pageSize?: number;
  pageToken?: string;
}

/** `google.longrunning.Operations`, for operations below any resource. */
export class OperationService implements Service {
  readonly #operations: OperationStore;

  constructor(operations: OperationStore) {
    this.#operations = operations;
  }

  handlers(): HandlerTable {
    const operations = this.#operations;
    return {
      [`${service}.GetOperation`]: ({ name }: Named) => operations.get(name),
      [`${service}.ListOperations`]: (request: ListOperationsRequest) => {
        const all = operations.list(canonicalName(request.name));
        const { items, ...page } = cutPage(all, request, (operation) => operation);
        return { operations: items, ...page };
      },
      [`${service}.CancelOperation`]: ({ name }: Named) => {
        operations.cancel(name);
        return {};
      },
      [`${service}.DeleteOperation`]: ({ name }: Named) => {
        operations.delete(name);
        return {};
      },
      [`${service}.WaitOperation`]: (
        { name, timeout }: Named & { timeout?: string },
        { signal }: CallContext,
      ) => {
        const wanted = timeout === undefined ? maxWaitMs : durationMs(timeout);
        return operations.wait(name, Math.min(wanted, maxWaitMs), signal);
      },
    };
  }
}
