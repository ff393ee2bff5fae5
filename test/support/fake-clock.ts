import { ReleaseError } from '../../src/errors/error.ts';
import type { Clock } from '../../src/ports/clock.ts';

/** Time that passes only while somebody sleeps. */
export interface FakeClock extends Clock {
  /** Moves time on. */
  advance(ms: number): void;
}

export function fakeClock(start = Date.UTC(2026, 0, 5, 9, 0, 0)): FakeClock {
  let now = start;
  return {
    now: () => now,
    advance(ms) {
      now += ms;
    },
    async sleep(ms, signal) {
      if (signal?.aborted) throw new ReleaseError('CANCELLED', 'cancelled while waiting');
      now += ms;
    },
  };
}
