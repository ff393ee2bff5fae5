/** The time of day, injected so that tests may set it. */
export interface EmulatorClock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export function systemClock(): EmulatorClock {
  return { now: () => Date.now() };
}
