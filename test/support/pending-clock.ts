import { ReleaseError } from '../../src/errors/error.ts';
import type { Clock } from '../../src/ports/clock.ts';

/** Time that stands until the test moves it: sleeps pend, unlike those of the other fakes. */
export interface PendingClock extends Clock {
  /** Moves time on and ends the sleeps that are over. */
  advance(ms: number): void;
  /** Sleeps that nobody has ended yet. */
  readonly pending: number;
}

interface Sleep {
  until: number;
  end(): void;
}

export function pendingClock(start = Date.UTC(2026, 0, 5, 9, 0, 0)): PendingClock {
  let now = start;
  const sleeps = new Set<Sleep>();
  return {
    now: () => now,
    get pending() {
      return sleeps.size;
    },
    advance(ms) {
      now += ms;
      for (const sleep of [...sleeps].filter(({ until }) => until <= now)) {
        sleeps.delete(sleep);
        sleep.end();
      }
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const sleep = { until: now + ms, end: resolve };
        const cancel = () => {
          sleeps.delete(sleep);
          reject(new ReleaseError('CANCELLED', 'cancelled while waiting'));
        };
        if (signal?.aborted === true) return cancel();
        sleeps.add(sleep);
        signal?.addEventListener('abort', cancel, { once: true });
      }),
  };
}
