import { z } from 'zod';
import type { CanaryPlan } from '../plan.ts';
import { boundChampion } from './champion-bound.ts';
import {
  type Correlation,
  correlation,
  estimateCorrelation,
  type PeriodCount,
} from './correlation.ts';
import { chooseEdges, countSlow, type LatencyPeriod } from './latency-edges.ts';
import { levelsOf } from './levels.ts';

/** What the champion's past fixes for the judge before the first window, besides the errors' correlation. */
export const baseline = z.object({
  /** Bucket edges at which latency is judged, in ms, ascending. */
  edges: z.array(z.object({ edgeMs: z.number(), correlation })),
  /** Of the metrics that the plan names, by name. */
  ratios: z.record(z.string(), correlation),
  /** The champion's own error rate; `off` unless the plan asks for it. */
  history: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('off') }),
    z.object({ kind: z.literal('known'), bound: z.number(), windows: z.int() }),
    z.object({ kind: z.literal('refused'), why: z.string() }),
  ]),
});

export type Baseline = z.infer<typeof baseline>;

export const noBaseline: Baseline = { edges: [], ratios: {}, history: { kind: 'off' } };

/** What the champion did before the canary, period by period. */
export interface ChampionHistory {
  errors: readonly PeriodCount[];
  latency: readonly LatencyPeriod[];
  /** Of the metrics that the plan names, by name. */
  ratios: Readonly<Record<string, readonly PeriodCount[]>>;
}

export function baselineOf(
  plan: CanaryPlan,
  history: ChampionHistory,
  ofErrors: Correlation,
): Baseline {
  const edges = plan.latency === 'off' ? [] : edgesOf(plan, history.latency);
  const { errors } = levelsOf(plan, edges);
  return {
    edges,
    ratios: Object.fromEntries(
      plan.ratios.map(({ name }) => [
        name,
        estimateCorrelation(history.ratios[name] ?? [], plan.windowMs),
      ]),
    ),
    history:
      plan.history === 'off'
        ? { kind: 'off' }
        : boundChampion(history.errors, plan.windowMs, ofErrors, errors / 10),
  };
}

function edgesOf(plan: CanaryPlan, history: readonly LatencyPeriod[]): Baseline['edges'] {
  const edges = chooseEdges(history, plan.sloLatencyMs);
  const counted = history.map((period) => ({ start: period.start, ...countSlow(period, edges) }));
  return edges.map((edgeMs, i) => ({
    edgeMs,
    correlation: estimateCorrelation(
      counted.map(({ start, requests, slow }) => ({ start, requests, errors: slow[i] ?? 0 })),
      plan.windowMs,
    ),
  }));
}
