import {
  activeRelease,
  type CanaryLedger,
  emptyLedger,
  formatLedger,
  parseLedger,
} from '../../canary/ledger.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { Objects, WriteCondition } from '../../ports/objects.ts';
import { idOf } from '../../vertex/resource-name.ts';

/** `gs://BUCKET/vertex-release/MODEL/endpoints/ENDPOINT_ID/ledger.json`. */
export function ledgerUri(bucket: string, model: string, endpointId: string): string {
  return `gs://${bucket}/vertex-release/${model}/endpoints/${endpointId}/ledger.json`;
}

/** The ledger of one endpoint, open for writing: each write names the generation it replaces. */
export interface LedgerStore {
  readonly uri: string;
  /** As last read or written. */
  readonly ledger: CanaryLedger;
  /** `outdated` once a write was refused, until it is read again. */
  readonly state: 'current' | 'outdated';
  /**
   * Durable when it resolves.
   * @throws ReleaseError CONFLICT when another runner wrote it meanwhile, naming its release.
   */
  save(ledger: CanaryLedger): Promise<void>;
  /** Reads again: another runner may have written. */
  refresh(): Promise<void>;
}

/** @throws ReleaseError STATE_CORRUPT when what is stored is not of this version. */
export async function openLedger(
  objects: Objects,
  uri: string,
  endpoint: string,
): Promise<LedgerStore> {
  let ledger = emptyLedger(endpoint);
  let condition: WriteCondition = 'if_absent';
  let state: LedgerStore['state'] = 'current';

  const read = async () => {
    const stored = await objects.read(uri);
    state = 'current';
    if (stored === undefined) return;
    ledger = parseLedger(stored.text, uri);
    condition = { ifGeneration: stored.generation };
  };

  const refresh = async () => {
    const generation = await objects.generationOf(uri);
    const isKnown = typeof condition === 'object' && condition.ifGeneration === generation;
    if (!isKnown) await read();
  };

  const save = async (next: CanaryLedger) => {
    const text = formatLedger(next);
    try {
      condition = { ifGeneration: await objects.write(uri, text, condition) };
      ledger = next;
    } catch (error) {
      if (!isConflict(error)) throw error;
      const stored = await objects.read(uri);
      // A write that was repeated after its answer was lost finds itself.
      if (stored?.text !== text) {
        state = 'outdated';
        throw conflictOf(stored?.text, uri, endpoint, error);
      }
      ledger = next;
      condition = { ifGeneration: stored.generation };
    }
  };

  await read();
  return {
    uri,
    get ledger() {
      return ledger;
    },
    get state() {
      return state;
    },
    save,
    refresh,
  };
}

/** Another release holds the endpoint. */
export function heldByAnother(releaseId: string, endpoint: string): ReleaseError {
  return new ReleaseError('CONFLICT', `release ${releaseId} holds endpoint ${idOf(endpoint)}`, {
    mend: `Wait until ${releaseId} has ended, or end it: run canary-promote for it with operation: roll_back.`,
  });
}

export function isConflict(error: unknown): boolean {
  return error instanceof ReleaseError && error.code === 'CONFLICT';
}

function conflictOf(
  text: string | undefined,
  uri: string,
  endpoint: string,
  cause: unknown,
): ReleaseError {
  const holder = text === undefined ? undefined : activeRelease(parseLedger(text, uri));
  const who = holder === undefined ? 'another runner' : `another runner, for release ${holder},`;
  const message = `${who} wrote the ledger of endpoint ${idOf(endpoint)} meanwhile`;
  return new ReleaseError('CONFLICT', message, {
    cause,
    mend: 'Nothing was changed by this run since. Let the other one finish, or run this again.',
  });
}
