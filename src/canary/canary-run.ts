import { z } from 'zod';
import { shareOf, shiftTraffic, type TrafficSplit } from '../vertex/traffic-split.ts';
import { type Baseline, baseline, noBaseline } from './judge/baseline.ts';
import { type Correlation, correlation } from './judge/correlation.ts';
import { freshJudge, type JudgeSettings, judgeState } from './judge/panel.ts';
import { judgeSettings } from './judge/settings.ts';
import { look } from './look.ts';
import { type CanaryPlan, canaryPlan } from './plan.ts';
import { predictionDrift } from './prediction-drift.ts';
import { stepTally, tally } from './tally.ts';
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
  /** What else the champion's past fixed for the judge. */
  baseline,
  startedAt: time,
  intent: intent.optional(),
  shifts: z.array(shift),
  /** The latest windows, oldest first. */
  windows: z.array(windowRecord),
  /** What the windows before them added up to, step by step; they are archived. */
  earlier: z.array(stepTally),
  judge: judgeState,
  /** Absent until predictions are first looked at. */
  drift: predictionDrift.exactOptional(),
  /** A window that read otherwise after it was recorded; a person must go on. */
  revised: z.object({ start: time, at: time }).optional(),
  /** The latest looks, oldest first. */
  looks: z.array(look),
  ending: ending.optional(),
  /** When the recorded split was seen to be restored. */
  restoredAt: time.optional(),
  /** Shares that a person must approve before the challenger gets them, and those approved. */
  approvals: z.object({ required: z.array(z.int()), given: z.array(z.int()) }),
  /** Ids of the transitions that were told to those who want to know. */
  announced: z.array(z.string()),
  aliases: z.enum(['as_before', 'moved']),
  /** What the plan wants in Cloud Monitoring once the outcome is in force. */
  followUp: z.enum(['due', 'done']),
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
  /** Without it nothing but errors is compared, with the live champion alone. */
  baseline?: Baseline;
  /** Percents that a person must approve. */
  requireApproval: readonly number[];
  startedAt: number;
}

export function openRun({ requireApproval, ...opening }: RunOpening): CanaryRun {
  return {
    baseline: noBaseline,
    ...opening,
    recordedModels: [...opening.recordedModels],
    approvals: { required: [...requireApproval], given: [] },
    shifts: [],
    windows: [],
    earlier: [],
    judge: freshJudge,
    looks: [],
    announced: [],
    aliases: 'as_before',
    followUp: 'due',
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

export function settingsOf(run: CanaryRun): JudgeSettings {
  return judgeSettings(run.plan, run.correlation, run.baseline, sharesOf(run));
}

/** By step, the challenger's share of the pair's requests: split shares are whole percents. */
function sharesOf(run: CanaryRun): number[] {
  const pool = shareOf(run.recordedSplit, run.champion.deployedModelId);
  return run.plan.steps.map(
    (percent) => shareOf(splitOfStep(run, percent), run.challenger.deployedModelId) / pool,
  );
}

/** Whether a person has yet to allow this share. */
export function lacksApproval({ approvals }: CanaryRun, percent: number): boolean {
  return approvals.required.includes(percent) && !approvals.given.includes(percent);
}

/** Challenger's requests in the settled windows of the run. */
export function exposedRequests(run: CanaryRun): number {
  return tally(run).challenger.requests;
}
