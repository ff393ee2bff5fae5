import { rejects } from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

/** Canonical codes as the clients show them. */
export const codes = {
  INVALID_ARGUMENT: 3,
  NOT_FOUND: 5,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  UNIMPLEMENTED: 12,
} as const;

/** That a call fails with this canonical code, and says this. */
export async function refused(
  call: Promise<unknown>,
  code: keyof typeof codes,
  message: RegExp,
): Promise<void> {
  await rejects(call, { code: codes[code], message });
}

const limitMs = 60_000;

/** Repeats an observation until there is something to see. */
export async function until<T>(what: string, observe: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const seen = await observe();
    if (seen !== undefined) return seen;
    if (Date.now() > deadline) throw new Error(`${what}: not seen after ${limitMs / 1000} s`);
    await delay(50);
  }
}

/** The outcome of a long-running operation, as the client waits for it. */
export async function done<T>(
  begun: Promise<readonly [{ promise(): Promise<unknown[]> }, ...unknown[]]>,
): Promise<T> {
  const [operation] = await begun;
  const [response] = await operation.promise();
  return response as T;
}
