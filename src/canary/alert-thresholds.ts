import { normalQuantile } from '../stats/normal.ts';
import type { CanaryRun } from './canary-run.ts';
import { upperBound } from './judge/champion-bound.ts';
import { tally } from './tally.ts';
import { isCounted } from './window.ts';

/** From where on the new champion is worse than the old one was measured to be. */
export interface AlertThresholds {
  /** Share of requests that fail, over five minutes; above 0, at most 0.5. */
  errorRate: number;
  /** What one request in twenty exceeds, in ms; absent where latencies are not known. */
  latencyP95Ms?: number;
}

const alertPeriodMs = 300_000;
/** Without an objective: fewer errors than these wake nobody. */
const leastErrorRate = 0.01;
const mostErrorRate = 0.5;
/** Normal quantiles: how surely the old champion's rate is below its bound, and a period below its own. */
const ofRate = normalQuantile(0.999);
const ofPeriod = normalQuantile(0.9999);
/** Share of the old champion's requests that took at least as long as the edge that alerts. */
const slowShare = 0.025;

/**
 * With Y errors in N requests of the old champion, and n requests of the endpoint's pair in five
 * minutes:
 *
 *     rate      = bound(Y, N, 99.9 %)
 *     errorRate = max(slo_error_rate or 1 %, bound(n · rate, n, 99.99 %)), 50 % at most
 *     bound(y, m, p) = (y + z²/2 + z √(y + z²/4)) / m,   z the normal quantile of p
 *
 * So a service that goes on as before exceeds it in one period of ten thousand, by chance. Of the
 * latency the least bucket edge, not below `slo_latency`, that at most 2.5 % of the old champion's
 * requests took: it alerts at twice as many.
 */
export function alertThresholds(run: CanaryRun): AlertThresholds {
  const latencyP95Ms = slowEdge(run);
  return {
    errorRate: errorThreshold(run),
    ...(latencyP95Ms === undefined ? {} : { latencyP95Ms }),
  };
}

function errorThreshold(run: CanaryRun): number {
  const floor = run.plan.sloErrorRate ?? leastErrorRate;
  const { champion, challenger, settled, missing } = tally(run);
  if (champion.requests === 0) return floor;
  const rate = upperBound(champion, ofRate);
  const inWindow = (champion.requests + challenger.requests) / (settled - missing);
  const requests = (inWindow * alertPeriodMs) / run.plan.windowMs;
  const bound = upperBound({ requests, errors: requests * rate }, ofPeriod);
  return round(Math.min(mostErrorRate, Math.max(floor, bound)));
}

function slowEdge({ windows, baseline, plan }: CanaryRun): number | undefined {
  const latencies = windows
    .filter(isCounted)
    .flatMap(({ champion }) => (champion.latency === undefined ? [] : [champion.latency]));
  const requests = latencies.reduce((sum, latency) => sum + latency.requests, 0);
  if (requests === 0) return undefined;
  const found = baseline.edges.find(({ edgeMs }, i) => {
    const slow = latencies.reduce((sum, latency) => sum + (latency.slow[i] ?? 0), 0);
    return edgeMs >= (plan.sloLatencyMs ?? 0) && slow / requests <= slowShare;
  });
  return found?.edgeMs;
}

/** To three digits: it is read by people. */
function round(value: number): number {
  return Number(value.toPrecision(3));
}
