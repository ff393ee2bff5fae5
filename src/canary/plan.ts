import { z } from 'zod';
import { countedRatio } from './counted-ratio.ts';
import { fieldForm, tableForm } from './prediction-log.ts';

/** What happens when the longest bake of a step is over and its condition is not met. */
export const inconclusivePolicies = ['hold', 'extend', 'promote', 'roll_back'] as const;
export type InconclusivePolicy = (typeof inconclusivePolicies)[number];

/** What happens when harm is found. */
export const failPolicies = ['roll_back', 'hold'] as const;

/** What lets a step pass: bake and windows without harm, or proof that there is none. */
export const gates = ['time', 'evidence'] as const;

/** Whether latency counts: `auto` judges it where its correlation is known and reports it elsewhere. */
export const latencyModes = ['auto', 'judge', 'report', 'off'] as const;

/** What a difference between the arms' predictions leads to. */
export const driftModes = ['off', 'report', 'hold'] as const;

const milliseconds = z.int().min(0);

export const canaryPlan = z.object({
  /** Percent of the pair's traffic that the challenger gets, ascending; the last is 100. */
  steps: z.array(z.int()),
  /** A step passes no earlier than this after its shift. */
  minBakeMs: milliseconds,
  /** A step that has not passed by then is inconclusive. */
  maxBakeMs: milliseconds,
  /** Settled windows of the step in which the challenger served requests. */
  minWindows: z.int(),
  /** Length of a window; windows begin at multiples of it since the epoch. */
  windowMs: z.int(),
  /** A window is read no earlier than this after its end. */
  settleMs: milliseconds,
  /** After a shift, before the first window of the step. */
  warmupMs: milliseconds,
  /** Bound on the probability of rolling back a healthy challenger. */
  alpha: z.number(),
  /** Ratio of odds of an error that is still no harm. */
  marginOdds: z.number(),
  gate: z.enum(gates),
  /** Bound on the probability that `gate: evidence` lets a bad challenger pass its last step. */
  beta: z.number(),
  /** `gate: evidence`: this many times the champion's odds of an error is bad; above 1. */
  maxOddsRatio: z.number(),
  /** `gate: evidence`: an error rate below this clears a step as well; null: only the ratio does. */
  maxErrorRate: z.number().nullable(),
  /** The service's objective: an error rate proved above it is harm, whatever the champion does. */
  sloErrorRate: z.number().nullable(),
  latency: z.enum(latencyModes),
  /** Ratio of odds of a slow request that is still no harm. */
  latencyMarginOdds: z.number(),
  /** The service's objective for latency: the bucket edge just above it is judged too. */
  sloLatencyMs: z.number().nullable(),
  /** Whether the champion's last day stands as a witness beside the live comparison. */
  history: z.enum(['off', '24h']),
  /** More ratios of counts to be judged like errors. */
  ratios: z.array(countedRatio),
  /** Whether what the arms predict is compared, and whether a difference stops the run. */
  drift: z.enum(driftModes),
  /** The table of BigQuery that requests and responses are logged in. */
  driftTable: z.string().regex(tableForm).nullable(),
  /** Field of each prediction; null: the prediction itself. */
  driftField: z.string().regex(fieldForm).nullable(),
  /** Total variation between the arms that is expected of a new model, in [0, 1]. */
  driftTolerance: z.number(),
  onInconclusive: z.enum(inconclusivePolicies),
  onFail: z.enum(failPolicies),
  /** What follows when requests are not divided as the split says. */
  onSampleRatio: z.enum(['hold', 'report']),
  /** How long the old champion stays deployed after the promotion. */
  keepStableMs: milliseconds,
  /** Whether the new champion gets an alert policy after a promotion, and whom it tells. */
  alertPolicy: z.enum(['off', 'create']),
  alertChannels: z.array(z.string()),
  /** Whether the outcome is written as a metric of its own. */
  releaseMetric: z.enum(['off', 'write']),
  /** From the start of the canary, by when the challenger must be promoted. */
  deadlineMs: milliseconds,
  /** What happens to it then. */
  onExpiry: z.enum(failPolicies),
});

export type CanaryPlan = z.infer<typeof canaryPlan>;

/** How a canary is judged unless its settings say otherwise. */
export const defaultJudging = {
  gate: 'time',
  beta: 0.05,
  maxOddsRatio: 2,
  maxErrorRate: null,
  sloErrorRate: null,
  latency: 'auto',
  latencyMarginOdds: 1.5,
  sloLatencyMs: null,
  history: 'off',
  ratios: [],
  drift: 'off',
  driftTable: null,
  driftField: null,
  driftTolerance: 0.1,
  onFail: 'roll_back',
  onExpiry: 'roll_back',
  onSampleRatio: 'hold',
  alertPolicy: 'off',
  alertChannels: [],
  releaseMetric: 'off',
} satisfies Partial<CanaryPlan>;

/** Windows that a step is planned to have; the judge's bets are spread over these. */
export function plannedWindows(plan: CanaryPlan): number {
  const baked = Math.floor((plan.minBakeMs - plan.warmupMs) / plan.windowMs);
  return Math.max(1, plan.minWindows, baked);
}

/** Steps in which the champion serves too, so that there is something to compare. */
export function comparedSteps(plan: CanaryPlan): number {
  return plan.steps.filter((percent) => percent < 100).length;
}

/** Steps whose windows are judged: those that are compared or, of a plan without any, the one at 100. */
export function judgedSteps(plan: CanaryPlan): number {
  return Math.max(1, comparedSteps(plan));
}

/** The shortest time from a shift to the passing of its step. */
export function shortestBakeMs(plan: CanaryPlan): number {
  const windows = plan.minWindows * plan.windowMs;
  // A window may begin up to one window after the warm-up: windows stand on a fixed grid.
  return Math.max(plan.minBakeMs, plan.warmupMs + plan.windowMs + windows + plan.settleMs);
}
