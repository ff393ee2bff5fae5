import { isConflict, ReleaseError } from '../../errors/error.ts';
import type { StepContext } from '../../ports/ports.ts';
import { runnerLabel, toLabelValue } from '../../vertex/labels.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { type CanarySession, readEndpoint } from './canary-session.ts';
import { heldByRunner, type LedgerStore } from './ledger-store.ts';

/** Longest sleep while somebody else's lease may lapse. */
const pollMs = 10_000;
/** Stale etags, one after the other, before it is called a conflict. */
const patience = 5;

/**
 * Waits for the lease of a runner that may be dead to lapse. Writes nothing.
 * @throws ReleaseError CONFLICT when that runner renews it, which shows that it lives.
 */
export async function awaitLease(
  store: LedgerStore,
  endpoint: string,
  { ports, signal }: Pick<StepContext, 'ports' | 'signal'>,
): Promise<void> {
  const { clock, host } = ports;
  const first = store.holder();
  for (let held = first; held !== undefined; held = store.holder()) {
    const isRenewed = held.owner !== first?.owner || held.expiresAt > first.expiresAt;
    if (isRenewed) throw heldByRunner(held, endpoint);
    host.progress(`${held.owner} may be at work or dead: its lease tells`);
    await clock.sleep(Math.min(Math.max(1, held.expiresAt - clock.now()), pollMs), signal);
    await store.refresh();
  }
}

/**
 * Takes the lease. A runner that was killed, or only sleeps, may still be about to change the endpoint
 * with the etag that it read; a change of the labels makes that one stale.
 * @throws ReleaseError CONFLICT when another runner was quicker.
 */
export async function takeOver(session: CanarySession): Promise<void> {
  const { store, context } = session;
  const { runner } = context.ports.host;
  const before = store.ledger.lease;
  if (before?.owner === runner.name) return;
  await store.seize();
  if (before === undefined) return;
  context.ports.host.say(`endpoint ${idOf(session.endpoint)}: taken over from ${before.owner}`);
  await fence(session, `${runner.name} ${context.ports.clock.now()}`);
}

async function fence(session: CanarySession, mark: string): Promise<void> {
  for (let attempts = 1; ; attempts += 1) {
    const endpoint = await readEndpoint(session);
    const labels = { ...endpoint.labels, [runnerLabel]: toLabelValue(mark) };
    try {
      await session.context.ports.endpoints.update(endpoint, { labels });
      return;
    } catch (error) {
      if (!isConflict(error) || attempts >= patience) throw error;
    }
  }
}

/** Lets others have the endpoint at once; a lease that could not be given back lapses. */
export async function giveBack({ store, context }: CanarySession): Promise<void> {
  try {
    await store.release();
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    context.ports.host.debug(`the lease was not given back: ${error.message}`);
  }
}
