/** Time, injected so that tests need not wait. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Ends early, with CANCELLED, when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
