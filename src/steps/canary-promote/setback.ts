import { isDueBack } from '../../canary/assessment.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { CanarySession } from './canary-session.ts';

/** Collisions with another runner, one after the other, before it is called a conflict. */
const patience = 5;
/** Turns that fail one after the other before an outage is called a failure: some twenty seconds. */
const outagePatience = 10;
const firstPauseMs = 500;
const growth = 1.6;
const longestPauseMs = 5_000;

/** Codes of failures that another attempt may not meet; what took too long was waited for already. */
const passing: readonly string[] = [
  'API_FAILED',
  'API_UNAVAILABLE',
  'HOST_UNREACHABLE',
  'QUOTA_EXCEEDED',
];

/**
 * Bears that a turn failed: another runner wrote meanwhile, or the cloud fails for a while. The ledger is
 * to be read again then and what follows decided anew: a change whose answer was lost may be in force.
 * @throws the error when it is neither or lasts, CANCELLED when the run need not go on.
 */
export async function bearSetback(
  { store, context, releaseId }: CanarySession,
  error: unknown,
  failures: number,
): Promise<void> {
  if (store.state === 'outdated') {
    if (failures >= patience) throw error;
    return;
  }
  const run = store.ledger.active;
  const isPassing = error instanceof ReleaseError && passing.includes(error.code);
  if (!isPassing || run?.releaseId !== releaseId || failures >= outagePatience) throw error;
  const { clock, host } = context.ports;
  host.warn(`${error.message}: trying again`);
  const pauseMs = Math.min(longestPauseMs, firstPauseMs * growth ** (failures - 1));
  await clock.sleep(pauseMs, isDueBack(run) ? undefined : context.signal);
}
