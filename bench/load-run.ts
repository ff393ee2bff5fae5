/** What one run of a load came to. */
export interface LoadRun {
  /** Answers per second, until the last of them. */
  perSecond: number;
  /** Processor time of the client for each request: what one core can send is a million by this. */
  cpuUs: number;
  failed: number;
  latencyMs: { p50: number; p90: number; p99: number };
}

/** Of this process so far, in user and system. */
export function cpuTimeUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
