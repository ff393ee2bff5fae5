import { setTimeout as delay } from 'node:timers/promises';
import { ReleaseError } from '../../errors/error.ts';
import type { Clock } from '../../ports/clock.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    try {
      await delay(ms, undefined, signal === undefined ? {} : { signal });
    } catch (cause) {
      throw new ReleaseError('CANCELLED', 'the run was cancelled', { cause });
    }
  },
};
