import {
  activeRelease,
  type CanaryLedger,
  emptyLedger,
  formatLedger,
  parseLedger,
} from '../../canary/ledger.ts';
import { isHeldByAnother, isRenewalDue, type Lease, leaseFor } from '../../canary/lease.ts';
import { isConflict, ReleaseError } from '../../errors/error.ts';
import type { WriteCondition } from '../../ports/objects.ts';
import type { Ports } from '../../ports/ports.ts';
import { formatTimeOfDay } from '../../units/time.ts';
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
  /** Somebody else's lease, while it holds and its runner may be alive. */
  holder(): Lease | undefined;
  /**
   * Durable when it resolves, and with it the lease of this runner, while a release is active.
   * @throws ReleaseError CONFLICT when another runner wrote it meanwhile or holds the lease.
   */
  save(ledger: CanaryLedger): Promise<void>;
  /** Writes what a guest may: whoever holds the lease keeps it. @throws ReleaseError CONFLICT */
  annotate(ledger: CanaryLedger): Promise<void>;
  /** Takes the lease, whoever holds it. @throws ReleaseError CONFLICT when another was quicker. */
  seize(): Promise<void>;
  /** Keeps the lease of this runner from lapsing. @throws ReleaseError CONFLICT when it was taken. */
  renew(): Promise<void>;
  /** Lets others begin at once. */
  release(): Promise<void>;
  /** Reads again: another runner may have written. */
  refresh(): Promise<void>;
}

type LedgerPorts = Pick<Ports, 'objects' | 'host' | 'clock'>;

/** @throws ReleaseError STATE_CORRUPT when what is stored is not of this version or endpoint. */
export async function openLedger(
  { objects, host, clock }: LedgerPorts,
  uri: string,
  endpoint: string,
): Promise<LedgerStore> {
  const { runner } = host;
  let ledger = emptyLedger(endpoint);
  let condition: WriteCondition = 'if_absent';
  let state: LedgerStore['state'] = 'current';

  const holder = () =>
    isHeldByAnother(ledger.lease, runner, clock.now()) ? ledger.lease : undefined;
  const isOurs = () => ledger.lease?.owner === runner.name;

  const read = async () => {
    const stored = await objects.read(uri);
    state = 'current';
    if (stored === undefined) return;
    ledger = parseLedger(stored.text, uri, endpoint);
    condition = { ifGeneration: stored.generation };
  };

  const refresh = async () => {
    const generation = await objects.generationOf(uri);
    const isKnown = typeof condition === 'object' && condition.ifGeneration === generation;
    if (!isKnown) await read();
  };

  const write = async (next: CanaryLedger) => {
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

  const save = async (next: CanaryLedger) => {
    const other = holder();
    if (other !== undefined) throw heldByRunner(other, endpoint);
    const isActive = activeRelease(next) !== undefined;
    await write(withLease(next, isActive ? leaseFor(runner.name, clock.now()) : undefined));
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
    holder,
    save,
    annotate: write,
    refresh,
    seize: () => write(withLease(ledger, leaseFor(runner.name, clock.now()))),
    async renew() {
      const { lease } = ledger;
      if (lease !== undefined && isOurs() && isRenewalDue(lease, clock.now())) await save(ledger);
    },
    async release() {
      if (isOurs()) await write(withLease(ledger, undefined));
    },
  };
}

function withLease(ledger: CanaryLedger, lease: Lease | undefined): CanaryLedger {
  const { lease: _, ...rest } = ledger;
  return lease === undefined ? rest : { ...rest, lease };
}

/** Another runner is at work on this very release. */
export function heldByRunner({ owner, expiresAt }: Lease, endpoint: string): ReleaseError {
  return new ReleaseError(
    'CONFLICT',
    `${owner} is at work on endpoint ${idOf(endpoint)}, at least until ${formatTimeOfDay(expiresAt)}`,
    {
      mend: 'Let it finish. Once it is gone its lease lapses within two minutes and any run goes on.',
    },
  );
}

/** Another release holds the endpoint. */
export function heldByAnother(releaseId: string, endpoint: string): ReleaseError {
  return new ReleaseError('CONFLICT', `release ${releaseId} holds endpoint ${idOf(endpoint)}`, {
    mend: `Wait until ${releaseId} has ended, or end it: run canary-promote for it with operation: roll_back.`,
  });
}

function conflictOf(
  text: string | undefined,
  uri: string,
  endpoint: string,
  cause: unknown,
): ReleaseError {
  const holder = text === undefined ? undefined : activeRelease(parseLedger(text, uri, endpoint));
  const who = holder === undefined ? 'another runner' : `another runner, for release ${holder},`;
  const message = `${who} wrote the ledger of endpoint ${idOf(endpoint)} meanwhile`;
  return new ReleaseError('CONFLICT', message, {
    cause,
    mend: 'Nothing was changed by this run since. Let the other one finish, or run this again.',
  });
}
