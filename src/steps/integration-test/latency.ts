import type { Verdict } from '../../release/verdict.ts';

/** Upper limits in ms by percentile. */
export interface LatencyLimits {
  p50?: number | undefined;
  p95?: number | undefined;
  p99?: number | undefined;
}

/** The nearest-rank percentile of some latencies in ms: the smallest value that p % do not exceed. */
export function percentile(latencies: readonly number[], p: number): number {
  const sorted = latencies.toSorted((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((p / 100) * sorted.length));
  return sorted[rank - 1] ?? 0;
}

export interface LatencyCheck {
  percentile: 'p50' | 'p95' | 'p99';
  value: number;
  limit: number;
  verdict: Verdict;
}

/** Each limit beside its value. Without any answer it is inconclusive. */
export function checkLatency(latencies: readonly number[], limits: LatencyLimits): LatencyCheck[] {
  const wanted = [
    ['p50', 50, limits.p50],
    ['p95', 95, limits.p95],
    ['p99', 99, limits.p99],
  ] as const;
  const checks: LatencyCheck[] = [];
  for (const [name, p, limit] of wanted) {
    if (limit === undefined) continue;
    const value = percentile(latencies, p);
    checks.push({ percentile: name, value, limit, verdict: judge(latencies.length, value, limit) });
  }
  return checks;
}

function judge(answers: number, value: number, limit: number): Verdict {
  if (answers === 0) return 'inconclusive';
  return value <= limit ? 'pass' : 'fail';
}
