import { cpuTimeUs, type LoadRun } from './load-run.ts';

export interface ReferencePlan {
  url: string;
  body: string;
  connections: number;
  seconds: number;
  /** Requests per second of all connections together; as many as it can without. */
  rate?: number;
}

interface Autocannon {
  (options: object): Promise<{
    requests: { total: number };
    latency: { p50: number; p90: number; p99: number };
    duration: number;
    non2xx: number;
    errors: number;
  }>;
}

/** `autocannon` (M. Collina), whose latencies are whole milliseconds. */
export async function runReference(plan: ReferencePlan): Promise<LoadRun> {
  const name = 'autocannon';
  const { default: autocannon } = (await import(name)) as { default: Autocannon };
  const { url, body, connections, seconds, rate } = plan;
  const headers = { 'content-type': 'application/json' };
  const rated = rate === undefined ? {} : { overallRate: rate };
  const options = { url, body, connections, duration: seconds, method: 'POST', headers, ...rated };
  const cpu = cpuTimeUs();
  const { requests, latency, duration, non2xx, errors } = await autocannon(options);
  return {
    perSecond: requests.total / duration,
    cpuUs: (cpuTimeUs() - cpu) / requests.total,
    failed: non2xx + errors,
    latencyMs: { p50: latency.p50, p90: latency.p90, p99: latency.p99 },
  };
}
