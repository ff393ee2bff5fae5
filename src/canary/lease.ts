import { z } from 'zod';

/**
 * Who may change the endpoint now. A runner that was killed lets its lease lapse; whoever takes over
 * writes the ledger, and the runner from before, should it wake, finds that it is not the ledger that
 * it knew: its writes are refused by the generation, and its changes of the endpoint by the etag.
 */
export const lease = z.object({
  /** Name of the runner. */
  owner: z.string(),
  expiresAt: z.int(),
});

export type Lease = z.infer<typeof lease>;

/** How long a lease holds without being renewed. */
export const leaseMs = 120_000;

export function leaseFor(owner: string, now: number): Lease {
  return { owner, expiresAt: now + leaseMs };
}

/** A lease of ours that a write should renew: less than two thirds of it are left. */
export function isRenewalDue({ expiresAt }: Lease, now: number): boolean {
  return expiresAt - now < (2 * leaseMs) / 3;
}

/** Whether somebody else may be at work. */
export function isHeldByAnother(
  held: Lease | undefined,
  runner: { name: string; isGone(name: string): boolean },
  now: number,
): held is Lease {
  if (held === undefined || held.owner === runner.name) return false;
  return held.expiresAt > now && !runner.isGone(held.owner);
}
