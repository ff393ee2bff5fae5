import type { Clock } from '../../src/ports/clock.ts';
import { fakeClock } from './fake-clock.ts';

/** A clock on which every sleep ends at once, and is remembered. */
export interface RecordingClock extends Clock {
  readonly sleeps: readonly number[];
}

export function recordingClock(onSleep: (count: number) => void = () => {}): RecordingClock {
  const clock = fakeClock();
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => clock.now(),
    async sleep(ms, signal) {
      sleeps.push(ms);
      onSleep(sleeps.length);
      await clock.sleep(ms, signal);
    },
  };
}
