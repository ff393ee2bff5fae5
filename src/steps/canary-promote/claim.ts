import { activeRelease, type CanaryLedger } from '../../canary/ledger.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { StepResult } from '../../release/step-result.ts';
import { idOf } from '../../vertex/resource-name.ts';
import type { CanaryPromoteInputs } from './inputs.ts';
import { heldByAnother, ledgerUri, type LedgerStore, openLedger } from './ledger-store.ts';
import { awaitLease } from './takeover.ts';

/**
 * Looks, without a write, whether somebody else is at work on the endpoint, and waits for the lease of
 * one who may be dead.
 * @returns what a reconciliation answers that has nothing to do.
 * @throws ReleaseError CONFLICT when another release or a living runner holds the endpoint.
 */
export async function claimEndpoint(
  inputs: CanaryPromoteInputs,
  context: StepContext,
): Promise<StepResult | undefined> {
  const { operation, bucket, location, model } = inputs;
  const isReconciling = operation === 'reconcile';
  if (bucket === undefined || !(isReconciling || operation === 'run' || operation === 'resume')) {
    return undefined;
  }
  const endpoint = await context.ports.endpoints.find(location, inputs.endpoint);
  if (endpoint === undefined) {
    return isReconciling ? nothingToDo(`there is no endpoint ${inputs.endpoint}`) : undefined;
  }
  const uri = ledgerUri(bucket, model, idOf(endpoint.name));
  const store = await openLedger(context.ports, uri, endpoint.name);
  if (isReconciling) return whatIsLeft(store, endpoint.name);
  refuseOther(store.ledger, context.journal.record.releaseId, endpoint.name);
  await awaitLease(store, endpoint.name, context);
  return undefined;
}

function whatIsLeft(store: LedgerStore, endpoint: string): StepResult | undefined {
  const id = idOf(endpoint);
  if (activeRelease(store.ledger) === undefined) return nothingToDo(`${id}: nothing is under way`);
  const holder = store.holder();
  return holder === undefined ? undefined : nothingToDo(`${id}: ${holder.owner} is at work on it`);
}

/** @throws ReleaseError CONFLICT when another release is active on the endpoint. */
export function refuseOther(ledger: CanaryLedger, releaseId: string, endpoint: string): void {
  const active = activeRelease(ledger);
  if (active !== undefined && active !== releaseId) throw heldByAnother(active, endpoint);
}

function nothingToDo(summary: string): StepResult {
  return { verdict: 'pass', state: 'done', summary, outputs: {} };
}
