import type { EmulatorClock } from '../clock.ts';

/** The emulator's clock: another one, moved by an offset. */
export class AdjustableClock implements EmulatorClock {
  /** Milliseconds added to the time, negative for a clock that is behind. */
  offsetMs = 0;
  /** What faults add, at this moment. */
  skew: () => number = () => 0;
  /** The clock that is moved. */
  readonly origin: EmulatorClock;

  constructor(origin: EmulatorClock) {
    this.origin = origin;
  }

  now(): number {
    return this.origin.now() + this.offsetMs + this.skew();
  }
}
