import type { CanaryRun } from '../../canary/canary-run.ts';
import { exposedRequests, settingsOf } from '../../canary/canary-run.ts';
import { confidenceOf, faultFoundBy } from '../../canary/assessment.ts';
import { logLimit } from '../../canary/judge/e-process.ts';
import { pValue } from '../../canary/judge/panel.ts';
import type { FinishedRun } from '../../canary/ledger.ts';
import type { Decision, Look } from '../../canary/look.ts';
import { describeReasons, type Reason } from '../../canary/reason.ts';
import { tally } from '../../canary/tally.ts';
import { isoTime } from '../../ports/clock.ts';
import type { JsonObject } from '../../release/json.ts';
import type { StepResult } from '../../release/step-result.ts';
import { idOf } from '../../vertex/resource-name.ts';
import type { TrafficSplit } from '../../vertex/traffic-split.ts';
import { describeArm } from './deployment.ts';
import { runOutputs, versionName } from './outputs.ts';

/** Looks that go into the release record: the last ones, which decided. */
const toldLooks = 20;

/** What the ledger remembers of a run that is over. */
export function summariseRun(
  run: CanaryRun,
  outcome: 'promoted' | 'rolled_back' | 'failed',
  finalSplit: TrafficSplit,
  now: number,
): FinishedRun {
  return {
    releaseId: run.releaseId,
    outcome,
    reason: run.ending?.reason ?? 'the challenger could not be deployed',
    startedAt: run.startedAt,
    endedAt: now,
    champion: run.champion,
    challenger: run.challenger,
    recordedSplit: { ...run.recordedSplit },
    finalSplit: { ...finalSplit },
    exposedRequests: exposedRequests(run),
    logEvidence: run.judge.logEvidence,
    shifts: run.shifts.map(({ percent, at, split }) => ({ percent, at, split })),
    evidence: evidenceWithBounds(run),
  };
}

/** The result of a release that is over, now or in an earlier run of the step. */
export function resultOfFinished(finished: FinishedRun, endpoint: string): StepResult {
  const { outcome, reason } = finished;
  const isRolledBack = outcome === 'rolled_back';
  const champion = isRolledBack ? finished.champion : finished.challenger;
  return {
    verdict: isRolledBack ? 'fail' : 'pass',
    state: 'done',
    summary: summaryOf(finished, endpoint),
    outcome,
    outputs: {
      decision: isRolledBack ? 'roll_back' : 'advance',
      outcome,
      endpoint,
      champion_version: champion === undefined ? '' : versionName(champion),
      challenger_version: versionName(finished.challenger),
      traffic_split: JSON.stringify(finished.finalSplit),
      previous_split: JSON.stringify(finished.recordedSplit),
      exposed_requests: finished.exposedRequests,
      deployed_model_id: finished.challenger.deployedModelId,
    },
    evidence: {
      shifts: tellShifts(finished.shifts),
      ...finished.evidence,
      reason,
      endedAt: isoTime(finished.endedAt),
    },
  };
}

/** A person must decide; the run goes on when the step runs again. */
export function heldResult(
  run: CanaryRun,
  reasons: readonly Reason[],
  split: TrafficSplit,
  endpoint: string,
): StepResult {
  const why = describeReasons(reasons);
  return {
    verdict: 'inconclusive',
    state: 'held',
    summary: `${idOf(endpoint)} holds: ${why}. Run canary-promote again to go on judging, with operation: promote to promote ${describeArm(run.challenger)}, or with operation: roll_back to restore the recorded split`,
    outcome: 'held',
    outputs: {
      decision: 'hold' satisfies Decision,
      outcome: 'held',
      ...runOutputs(run, split, endpoint),
    },
    evidence: { ...evidenceWithBounds(run), reason: why },
  };
}

/** The same with the confidence interval of the ratio of error rates: for ends, as it costs more. */
function evidenceWithBounds(run: CanaryRun): JsonObject {
  const evidence = evidenceOf(run);
  const { low, high } = confidenceOf(run).rateRatio;
  return { ...evidence, rateRatio: { low, high, confidence: 1 - 2 * run.plan.alpha } };
}

/** The numbers behind a run: its plan, what was changed, what was seen, what was decided. */
export function evidenceOf(run: CanaryRun): JsonObject {
  const settings = settingsOf(run);
  const whole = tally(run);
  return {
    plan: run.plan,
    champion: run.champion,
    challenger: run.challenger,
    startedAt: isoTime(run.startedAt),
    correlation: { ...run.correlation },
    shifts: tellShifts(run.shifts),
    ...(run.restoredAt === undefined ? {} : { restoredAt: isoTime(run.restoredAt) }),
    looks: run.looks.slice(-toldLooks).map(toJson),
    final: {
      logEvidence: run.judge.logEvidence,
      logLimit: logLimit(settings.alpha),
      pValue: pValue(settings, run.judge),
      windows: whole.settled - whole.missing,
      missingWindows: whole.missing,
      challenger: whole.challenger,
      champion: whole.champion,
      detectable: { ...faultFoundBy(run) },
    },
  };
}

function tellShifts(shifts: FinishedRun['shifts']): JsonObject[] {
  return shifts.map(({ percent, at, split }) => ({ percent, at: isoTime(at), split }));
}

function toJson(look: Look): JsonObject {
  return { ...look, at: isoTime(look.at) };
}

function summaryOf({ outcome, challenger, reason }: FinishedRun, endpoint: string): string {
  const version = describeArm(challenger);
  switch (outcome) {
    case 'bootstrapped':
      return `${version} is the first model that ${idOf(endpoint)} serves: there was nothing to compare it with`;
    case 'rolled_back':
      return `${version} was rolled back on ${idOf(endpoint)}: ${reason}`;
    default:
      return `${version} was promoted on ${idOf(endpoint)}: ${reason}`;
  }
}
