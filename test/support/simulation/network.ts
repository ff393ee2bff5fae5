import type { Random } from '../../../bench/judge/random.ts';
import { HttpFailure } from '../../../src/google/api-error.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How calls fare. Times in milliseconds. */
export interface NetworkPlan {
  /** Longest time on the way, there and back again. */
  latencyMs: number;
  /** Probability that a call fails, in [0, 1]. */
  failing: number;
  /** Probability that a read of an endpoint is answered as it was before. */
  stale: number;
  /** Of the calls that fail, the share that times out; the others are answered, or cut off, at once. */
  timeouts: number;
}

export const calmNetwork: NetworkPlan = { latencyMs: 0, failing: 0, stale: 0, timeouts: 0 };

/** What becomes of a call: whether it is carried out, and what is answered instead of the result. */
interface Fate {
  effect: 'none' | 'at_once' | 'late';
  failure?: 'unavailable' | 'exhausted' | 'internal' | 'cut_off' | 'timeout';
}

const timeoutMs = 60_000;

const quickFates: readonly Fate[] = [
  { effect: 'none', failure: 'unavailable' },
  { effect: 'none', failure: 'exhausted' },
  { effect: 'none', failure: 'internal' },
  { effect: 'none', failure: 'cut_off' },
  { effect: 'at_once', failure: 'unavailable' },
  { effect: 'at_once', failure: 'cut_off' },
];
const slowFates: readonly Fate[] = [
  { effect: 'none', failure: 'timeout' },
  { effect: 'at_once', failure: 'timeout' },
  { effect: 'late', failure: 'timeout' },
];

/** One way of a client to the cloud. */
export interface Network {
  /** Sends a call; `deliver` brings the answer to the client, if it still takes one. */
  send<T>(call: () => Promise<T>, deliver: (take: () => void) => void): Promise<T>;
  /** Whether this read is answered from the past. */
  isStale(): boolean;
}

/** A network as it is planned at the time of each call. */
export function network(time: VirtualTime, random: Random, planNow: () => NetworkPlan): Network {
  return {
    send: (call, deliver) =>
      new Promise((resolve, reject) => {
        const plan = planNow();
        const fate = fateOf(plan, random);
        const there = random.uniform() * plan.latencyMs;
        const back = random.uniform() * plan.latencyMs;
        const carryOut = () => {
          // The server begins at once; its answer is taken when it has come back.
          const answer = fate.effect === 'none' ? undefined : call();
          answer?.catch(() => {});
          if (fate.failure !== undefined) return;
          time.after(back, () => deliver(() => void answer?.then(resolve, reject)));
        };
        const isLate = fate.effect === 'late';
        time.after(isLate ? timeoutMs + random.uniform() * timeoutMs : there, carryOut);
        const { failure } = fate;
        if (failure === undefined) return;
        const failsAfter = failure === 'timeout' ? timeoutMs : there + back;
        time.after(failsAfter, () => deliver(() => reject(thrownFor(failure))));
      }),
    isStale: () => random.uniform() < planNow().stale,
  };
}

function fateOf({ failing, timeouts }: NetworkPlan, random: Random): Fate {
  if (random.uniform() >= failing) return { effect: 'at_once' };
  const fates = random.uniform() < timeouts ? slowFates : quickFates;
  return fates[Math.floor(random.uniform() * fates.length)] ?? { effect: 'at_once' };
}

/** As the clients throw it. */
function thrownFor(failure: NonNullable<Fate['failure']>): Error {
  switch (failure) {
    case 'unavailable':
      return new HttpFailure(503, 'try again later');
    case 'exhausted':
      return new HttpFailure(429, 'quota exceeded');
    case 'internal':
      return new HttpFailure(500, 'internal error');
    case 'cut_off':
      return new TypeError('fetch failed', { cause: new Error('read ECONNRESET') });
    case 'timeout':
      return new DOMException('The operation was aborted due to timeout', 'TimeoutError');
  }
}
