import { ReleaseError } from '../../src/errors/error.ts';
import type { Clock } from '../../src/ports/clock.ts';

/** One clock of several runners: time goes on when all of them sleep, to the first that wakes. */
export interface SharedClock extends Clock {
  /** Runs these side by side until all have ended. */
  together<T>(runners: readonly (() => Promise<T>)[]): Promise<PromiseSettledResult<T>[]>;
}

interface Sleeper {
  until: number;
  wake(): void;
}

export function sharedClock(clock: Clock & { advance(ms: number): void }): SharedClock {
  const sleepers: Sleeper[] = [];
  let awake = 0;

  const wakeNext = () => {
    if (awake > 0 || sleepers.length === 0) return;
    sleepers.sort((a, b) => a.until - b.until);
    const next = sleepers.shift();
    if (next === undefined) return;
    clock.advance(Math.max(0, next.until - clock.now()));
    awake += 1;
    next.wake();
  };

  return {
    now: () => clock.now(),
    async sleep(ms, signal) {
      if (signal?.aborted) throw new ReleaseError('CANCELLED', 'cancelled while waiting');
      await new Promise<void>((wake) => {
        sleepers.push({ until: clock.now() + ms, wake });
        awake -= 1;
        wakeNext();
      });
    },
    async together(runners) {
      awake = runners.length;
      return await Promise.allSettled(
        runners.map(async (run) => {
          try {
            return await run();
          } finally {
            awake -= 1;
            wakeNext();
          }
        }),
      );
    },
  };
}
