export interface LoadRate {
  /** Requests per second once the ramp is over. */
  rate: number;
  /** The rate grows evenly from nothing over this time. */
  rampMs: number;
  /** At the full rate, after the ramp. */
  durationMs: number;
}

/** When requests are due, whatever comes of them. */
export interface LoadSchedule {
  count: number;
  /** How many of them belong to the ramp. */
  rampCount: number;
  /** In ms from the start. */
  dueMs(index: number): number;
}

/** Requests at even distances; in the ramp at those at which an evenly growing rate has them. */
export function scheduleLoad({ rate, rampMs, durationMs }: LoadRate): LoadSchedule {
  const perMs = rate / 1_000;
  // The number of requests until t is the integral of the rate: rate · t² / (2 · ramp).
  const rampCount = Math.floor((perMs * rampMs) / 2);
  const steadyCount = Math.max(1, Math.floor(perMs * durationMs));
  return {
    count: rampCount + steadyCount,
    rampCount,
    dueMs: (index) =>
      index < rampCount
        ? Math.sqrt((2 * index * rampMs) / perMs)
        : rampMs + (index - rampCount) / perMs,
  };
}
