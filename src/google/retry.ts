import { ReleaseError } from '../errors/error.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import { type ApiFailure, toApiFailure, toReleaseError } from './api-error.ts';

/**
 * How often a call may be sent.
 * - `read`: any number of times.
 * - `repeatable`: a change that done twice is done once (chosen id, whole-value update).
 * - `guarded`: carries an etag or generation; after a lost answer the caller must look again.
 * - `once`: makes something new each time; only sent again when the server said it did not act.
 */
export type CallClass = 'read' | 'repeatable' | 'guarded' | 'once';

type Retry = 'always' | 'few' | 'never';

/** The retry rule by failure and class of call, in one table. */
const rules: Readonly<Partial<Record<ApiFailure['code'], Record<CallClass, Retry>>>> = {
  RESOURCE_EXHAUSTED: { read: 'always', repeatable: 'always', guarded: 'always', once: 'always' },
  UNAVAILABLE: { read: 'always', repeatable: 'always', guarded: 'never', once: 'never' },
  UNREACHED: { read: 'few', repeatable: 'few', guarded: 'never', once: 'never' },
  DEADLINE_EXCEEDED: { read: 'always', repeatable: 'always', guarded: 'never', once: 'never' },
  INTERNAL: { read: 'few', repeatable: 'few', guarded: 'never', once: 'never' },
  UNAUTHENTICATED: { read: 'few', repeatable: 'few', guarded: 'few', once: 'few' },
};

const initialMs = 500;
const growth = 1.6;
const capMs = 30_000;
/** Attempts in all, by rule. */
const attempts = { always: 8, few: 3, never: 1 } as const;

export interface CallInfo {
  /** `ModelService.GetModel`, for messages. */
  method: string;
  resource: string;
  class: CallClass;
  signal?: AbortSignal | undefined;
}

export interface Retrier {
  clock: Clock;
  random: Random;
}

/**
 * Sends a call until it succeeds or its rule says to stop; full-jitter back-off between.
 * @throws ReleaseError for what the last attempt failed with.
 */
export async function withRetries<T>(
  info: CallInfo,
  { clock, random }: Retrier,
  send: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (thrown) {
      if (thrown instanceof ReleaseError) throw thrown;
      if (info.signal?.aborted === true)
        throw new ReleaseError('CANCELLED', `${info.method} was cancelled`);
      const failure = toApiFailure(thrown);
      const rule = rules[failure.code]?.[info.class] ?? 'never';
      if (attempt >= attempts[rule]) throw toReleaseError(failure, info.method, info.resource);
      const ceiling = Math.min(capMs, initialMs * growth ** (attempt - 1));
      await clock.sleep(random.next() * ceiling, info.signal);
    }
  }
}
