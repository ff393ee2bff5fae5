import { ReleaseError } from '../errors/error.ts';
import type { Clock } from '../ports/clock.ts';
import type { Watch } from '../ports/operations.ts';
import { formatDuration } from '../units/duration.ts';
import type { AuthorisedFetch } from './authorised-fetch.ts';
import { type Origins, urlOf } from './origin.ts';
import { regionOf } from './vertex-routes.ts';

interface Operation {
  done?: boolean;
  error?: { code?: number; message?: string };
  response?: Record<string, unknown>;
  metadata?: { deploymentStage?: string };
}

/** Sees a long-running operation through. The answer is its response. */
export type AwaitOperation = (name: string, watch: Watch) => Promise<Record<string, unknown>>;

const firstPollMs = 200;
const lastPollMs = 20_000;
const growth = 1.5;

/** How an operation stands, without waiting for it. */
export type CheckOperation = (name: string) => Promise<'running' | 'done'>;

export interface OperationWatch {
  awaitOperation: AwaitOperation;
  checkOperation: CheckOperation;
}

/**
 * Polls quickly first, slowly later. `error` is looked at before `response`.
 * @throws (from the functions it answers) ReleaseError OPERATION_FAILED, RESOURCE_NOT_FOUND; from
 * `awaitOperation` DEADLINE_EXCEEDED and CANCELLED besides.
 */
export function operationWatch(
  http: AuthorisedFetch,
  origins: Origins,
  clock: Clock,
): OperationWatch {
  const read = async (name: string, signal?: AbortSignal): Promise<Operation> => {
    const response = await http.send({
      method: 'Operations.GetOperation',
      resource: name,
      class: 'read',
      url: urlOf(origins.vertex(regionOf(name)), `/v1/${name}`),
      ...(signal === undefined ? {} : { signal }),
    });
    const operation = (await response.json()) as Operation;
    if (operation.error === undefined) return operation;
    const message = operation.error.message ?? `code ${operation.error.code ?? '?'}`;
    throw new ReleaseError('OPERATION_FAILED', `${name} failed: ${message}`);
  };

  const awaitOperation: AwaitOperation = async (name, watch) => {
    const deadline = clock.now() + watch.timeoutMs;
    let stage: string | undefined;
    for (let pollMs = firstPollMs; ; pollMs = Math.min(lastPollMs, pollMs * growth)) {
      const operation = await read(name, watch.signal);
      if (operation.done === true) return operation.response ?? {};
      const reported = operation.metadata?.deploymentStage;
      if (reported !== undefined && reported !== stage) {
        stage = reported;
        watch.onStage?.(reported);
      }
      if (clock.now() + pollMs > deadline) {
        const waited = formatDuration(watch.timeoutMs);
        throw new ReleaseError('DEADLINE_EXCEEDED', `${name} did not end within ${waited}`);
      }
      await watch.onPoll?.();
      await clock.sleep(pollMs, watch.signal);
    }
  };

  const checkOperation: CheckOperation = async (name) =>
    (await read(name)).done === true ? 'done' : 'running';

  return { awaitOperation, checkOperation };
}
