import { type CanaryRun, openRun, splitOfStep } from '../../src/canary/canary-run.ts';
import { type CanaryPlan, defaultJudging } from '../../src/canary/plan.ts';
import type { ArmCount, WindowRecord } from '../../src/canary/window.ts';

export const minute = 60_000;
/** On a window boundary. */
export const t0 = 28_000_000 * minute;

export function canaryPlan(change: Partial<CanaryPlan> = {}): CanaryPlan {
  return {
    steps: [10, 50, 100],
    minBakeMs: 5 * minute,
    maxBakeMs: 30 * minute,
    minWindows: 2,
    windowMs: minute,
    settleMs: minute,
    warmupMs: 30_000,
    alpha: 0.01,
    marginOdds: 1,
    ...defaultJudging,
    onInconclusive: 'hold',
    keepStableMs: 10 * minute,
    deadlineMs: 360 * minute,
    ...change,
  };
}

/** A ratio of events that a service counts itself. */
export function ratio(name: string, marginOdds = 1): CanaryPlan['ratios'][number] {
  const all = 'metric.type = "custom.googleapis.com/answers"';
  const bad = `${all} AND metric.labels.kind = "bad"`;
  return { name, all, bad, by: 'metric.labels.deployed_model_id', marginOdds };
}

/** Champion 71, challenger 72, and 70 which is none of our business; opened at `t0`. */
export function canaryRun(change: Partial<CanaryRun> = {}, plan = canaryPlan()): CanaryRun {
  const model = 'projects/acme/locations/us-central1/models/birds';
  const opened = openRun({
    releaseId: 'birds-1a2b3c4d-1',
    champion: { deployedModelId: '71', model, versionId: '3' },
    challenger: { deployedModelId: '72', model, versionId: '4' },
    recordedSplit: { '70': 20, '71': 80 },
    recordedModels: ['70', '71'],
    plan,
    correlation: { kind: 'unknown', windows: 0 },
    requireApproval: [],
    startedAt: t0,
  });
  return { ...opened, ...change };
}

/** The run with this step's share in force since `at`. */
export function shifted(run: CanaryRun, step: number, at: number): CanaryRun {
  const percent = run.plan.steps[step] ?? 100;
  const shift = { step, percent, beganAt: at, at, split: splitOfStep(run, percent) };
  return { ...run, shifts: [...run.shifts, shift] };
}

export function countedWindow(
  step: number,
  index: number,
  start: number,
  challenger: readonly [errors: number, requests: number],
  champion: readonly [errors: number, requests: number],
): WindowRecord {
  return {
    kind: 'counted',
    step,
    index,
    start,
    challenger: countOf(challenger),
    champion: countOf(champion),
  };
}

function countOf([errors, requests]: readonly [number, number]): ArmCount {
  return { requests, errors, clientErrors: 0 };
}
