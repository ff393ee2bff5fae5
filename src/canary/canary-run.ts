import { z } from 'zod';
import { shiftTraffic, type TrafficSplit } from '../vertex/traffic-split.ts';
import type { Correlation } from './correlation.ts';
import { freshJudge, type JudgeState } from './judge.ts';
import { look } from './look.ts';
import { type CanaryPlan, canaryPlan, judgeSettings } from './plan.ts';
import { windowRecord } from './window.ts';

const time = z.int();
const split = z
  .record(z.string(), z.int().min(1))
  .refine((shares) => Object.values(shares).reduce((sum, share) => sum + share, 0) === 100, {
    error: 'shares that sum to 100',
  });

/** A model version as it is deployed on the endpoint. */
const arm = z.object({
  deployedModelId: z.string(),
  /** `projects/P/locations/L/models/M`, without a version. */
  model: z.string(),
  versionId: z.string(),
});

/** A change that is about to be made; written before the call. */
const intent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('deploy'), beganAt: time, operation: z.string().optional() }),
  z.object({
    kind: z.literal('shift'),
    beganAt: time,
    step: z.int().min(0),
    percent: z.int(),
    from: split,
    to: split,
  }),
  z.object({
    kind: z.literal('undeploy'),
    beganAt: time,
    deployedModelId: z.string(),
    operation: z.string().optional(),
  }),
]);

const shift = z.object({
  step: z.int().min(0),
  percent: z.int(),
  /** When the change was begun; windows that end later do not belong to the step before. */
  beganAt: time,
  /** When it was seen to be in force. */
  at: time,
  split,
});

/** Which way the run ends, once that is decided. A roll back is never taken back. */
const ending = z.object({
  kind: z.enum(['promote', 'roll_back']),
  by: z.enum(['judge', 'person']),
  at: time,
  reason: z.string(),
});

const judgeState: z.ZodType<JudgeState> = z.object({
  cash: z.number(),
  logBets: z.array(z.number()),
  step: z.int(),
  judged: z.int(),
  logEvidence: z.number(),
  logPeak: z.number(),
  logBoost: z.number(),
  harm: z.object({ step: z.int(), window: z.int() }).optional(),
});

const correlation: z.ZodType<Correlation> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('estimated'), value: z.number(), windows: z.int() }),
  z.object({ kind: z.literal('unknown'), windows: z.int() }),
]);

/** One release's canary on one endpoint. Times are milliseconds since the epoch. */
export const canaryRun = z.object({
  releaseId: z.string(),
  champion: arm,
  challenger: arm,
  /** The split before the first change: what a roll back restores. */
  recordedSplit: split,
  /** Other models that were deployed at the start, champion included, challenger not. */
  recordedModels: z.array(z.string()),
  plan: canaryPlan,
  correlation,
  startedAt: time,
  intent: intent.optional(),
  shifts: z.array(shift),
  windows: z.array(windowRecord),
  judge: judgeState,
  /** The latest looks, oldest first. */
  looks: z.array(look),
  ending: ending.optional(),
  /** When the recorded split was seen to be restored. */
  restoredAt: time.optional(),
  aliases: z.enum(['as_before', 'moved']),
});

export type Arm = z.infer<typeof arm>;
export type Intent = z.infer<typeof intent>;
export type Shift = z.infer<typeof shift>;
export type Ending = z.infer<typeof ending>;
export type CanaryRun = z.infer<typeof canaryRun>;

export interface RunOpening {
  releaseId: string;
  champion: Arm;
  challenger: Arm;
  recordedSplit: TrafficSplit;
  recordedModels: readonly string[];
  plan: CanaryPlan;
  correlation: Correlation;
  startedAt: number;
}

export function openRun(opening: RunOpening): CanaryRun {
  return {
    ...opening,
    recordedModels: [...opening.recordedModels],
    shifts: [],
    windows: [],
    judge: freshJudge,
    looks: [],
    aliases: 'as_before',
  };
}

/** The split that we last saw in force. */
export function currentSplit(run: CanaryRun): TrafficSplit {
  if (run.restoredAt !== undefined) return run.recordedSplit;
  return run.shifts.at(-1)?.split ?? run.recordedSplit;
}

/** The split of a step: the pair shares what the champion had, everybody else keeps their share. */
export function splitOfStep(run: CanaryRun, percent: number): TrafficSplit {
  const pair = {
    champion: run.champion.deployedModelId,
    challenger: run.challenger.deployedModelId,
  };
  return shiftTraffic(run.recordedSplit, pair, percent);
}

export function deadlineOf(run: CanaryRun): number {
  return run.startedAt + run.plan.deadlineMs;
}

export function settingsOf(run: CanaryRun) {
  return judgeSettings(run.plan, run.correlation);
}

/** Challenger's requests in the settled windows of the run. */
export function exposedRequests(run: CanaryRun): number {
  return run.windows.reduce(
    (sum, window) => sum + (window.kind === 'counted' ? window.challenger.requests : 0),
    0,
  );
}
