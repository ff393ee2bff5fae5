import { type CanaryRun } from '../../canary/canary-run.ts';
import type { CanaryLedger } from '../../canary/ledger.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { Endpoint } from '../../vertex/endpoint.ts';
import type { CanaryPromoteInputs } from './inputs.ts';
import type { LedgerStore } from './ledger-store.ts';

/** Everything that the parts of this step work with, once the endpoint is known. */
export interface CanarySession {
  readonly inputs: CanaryPromoteInputs;
  readonly context: StepContext;
  readonly releaseId: string;
  /** Full resource name. */
  readonly endpoint: string;
  readonly store: LedgerStore;
  /** To the end, or what is due now and back: then somebody calls again. */
  readonly pace: 'to_the_end' | 'one_tick';
}

/** @throws ReleaseError RESOURCE_NOT_FOUND when the endpoint was deleted meanwhile. */
export async function readEndpoint({ context, endpoint }: CanarySession): Promise<Endpoint> {
  const found = await context.ports.endpoints.get(endpoint);
  if (found !== undefined) return found;
  throw new ReleaseError('RESOURCE_NOT_FOUND', `endpoint ${endpoint} does not exist any more`);
}

export async function saveRun({ store }: CanarySession, run: CanaryRun): Promise<CanaryRun> {
  await store.save({ ...store.ledger, active: run });
  return run;
}

export async function saveLedger({ store }: CanarySession, ledger: CanaryLedger): Promise<void> {
  await store.save(ledger);
}

/**
 * Waits for an operation, or in a tick only looks how it stands.
 * @throws whatever `awaitChange` of the endpoints throws, CONFLICT when the lease was taken meanwhile.
 */
export async function seeOperation(
  { context, inputs, pace, store }: CanarySession,
  operation: string,
): Promise<'running' | 'done'> {
  const { ports, signal } = context;
  if (pace === 'one_tick') return await ports.endpoints.checkChange(operation);
  await ports.endpoints.awaitChange(operation, {
    timeoutMs: inputs.deployTimeoutMs,
    signal,
    onPoll: () => store.renew(),
    onStage: (stage) =>
      ports.host.progress(`Vertex AI: ${stage.toLowerCase().replaceAll('_', ' ')}`),
  });
  return 'done';
}

/** Cancelled runs stop between two changes. @throws ReleaseError CANCELLED. */
export function refuseCancelled({ context }: CanarySession): void {
  if (context.signal.aborted) throw new ReleaseError('CANCELLED', 'the run was cancelled');
}
