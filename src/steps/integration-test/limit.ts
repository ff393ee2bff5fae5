import type { Verdict } from '../../release/verdict.ts';
import { formatDuration } from '../../units/duration.ts';
import type { LatencyCheck } from './latency.ts';

/** A limit that was judged over many requests. */
export interface LimitResult {
  name: string;
  /** The input that sets it. */
  input: 'max_error_rate' | 'max_latency' | 'max_shadow_difference';
  verdict: Verdict;
  /** What was measured beside its limit. */
  said: string;
}

export function latencyLimit({ percentile, value, limit, verdict }: LatencyCheck): LimitResult {
  const said = `${formatDuration(Math.ceil(value))} of at most ${formatDuration(limit)}`;
  return { name: `latency ${percentile}`, input: 'max_latency', verdict, said };
}
