import type { Baseline } from './baseline.ts';
import { type CanaryPlan, comparedSteps } from '../plan.ts';

/** Part of alpha that every process besides the errors' has, as long as these keep half of it. */
const ofOthers = 0.1;

/** How alpha is divided between the searches for harm; a process without a level does not judge. */
export interface Levels {
  errors: number;
  latency: number;
  slo: number;
  /** Of each metric that the plan names. */
  ratio: number;
}

/**
 * Levels by union bound: they sum to alpha at most, so a healthy challenger is rolled back with
 * probability alpha at most, by whichever process. Errors are rare and every one of them counts, so
 * they get nearly all: a tenth of the level costs them ln(10 / 9) ≈ 0.1 nats, a percent or two of
 * requests. Slow requests and a service's own ratios are plentiful: a tenth of alpha, 2.3 nats more to
 * gather, is seconds of traffic. Where nothing is compared all of it is the objective's.
 */
export function levelsOf(plan: CanaryPlan, edges: Baseline['edges']): Levels {
  const hasObjective = plan.sloErrorRate !== null;
  if (comparedSteps(plan) === 0) {
    return { errors: 0, latency: 0, slo: hasObjective ? plan.alpha : 0, ratio: 0 };
  }
  const hasLatency = isLatencyJudged(plan, edges);
  const others = plan.ratios.length + (hasLatency ? 1 : 0) + (hasObjective ? 1 : 0);
  const each = plan.alpha * Math.min(ofOthers, 0.5 / Math.max(1, others));
  return {
    errors: plan.alpha - each * others,
    latency: hasLatency ? each : 0,
    slo: hasObjective ? each : 0,
    ratio: plan.ratios.length > 0 ? each : 0,
  };
}

/**
 * Latency whose correlation is not known is told, not judged, unless the plan insists: one slow
 * minute makes a thousand slow requests, and taken one by one these would condemn anybody.
 */
export function isLatencyJudged({ latency }: CanaryPlan, edges: Baseline['edges']): boolean {
  if (edges.length === 0) return false;
  if (latency === 'judge') return true;
  return latency === 'auto' && edges.every(({ correlation }) => correlation.kind === 'estimated');
}
