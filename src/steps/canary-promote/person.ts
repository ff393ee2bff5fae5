import { type Arm, type CanaryRun, lacksApproval, openRun } from '../../canary/canary-run.ts';
import { findFinished, type FinishedRun } from '../../canary/ledger.ts';
import { personAsked } from '../../canary/reason.ts';
import { approve, decideEnding } from '../../canary/transition.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { StepResult } from '../../release/step-result.ts';
import { type Endpoint, findDeployed } from '../../vertex/endpoint.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { shiftTraffic, type TrafficSplit } from '../../vertex/traffic-split.ts';
import { type CanarySession, saveRun } from './canary-session.ts';
import { describeArm } from './deployment.ts';
import { driveCanary } from './drive.ts';
import { runInProgress } from './in-progress.ts';
import { planOf } from './inputs.ts';
import { heldByAnother } from './ledger-store.ts';
import { resultOfFinished } from './result.ts';
import { takeOver } from './takeover.ts';

/** A person asked for the recorded split: of the canary under way, else of the last promotion. */
export async function rollBack(session: CanarySession, endpoint: Endpoint): Promise<StepResult> {
  const { store, releaseId, context } = session;
  const { active, bootstrap } = store.ledger;
  if (bootstrap !== undefined) throw nothingBefore(endpoint);
  if (active === undefined) {
    const finished = findFinished(store.ledger, releaseId);
    if (finished?.outcome === 'rolled_back') return resultOfFinished(finished, endpoint.name);
  }
  if (active !== undefined && isWayBackClosed(active, endpoint)) {
    throw championGone(releaseId, active.champion, endpoint);
  }
  const run = active === undefined ? reopen(session, endpoint) : unrestored(active);
  await takeOver(session);
  const reasons = [personAsked('roll back')];
  const now = context.ports.clock.now();
  await saveRun(session, decideEnding(run, 'roll_back', 'person', reasons, now));
  return await driveCanary(session);
}

/** The old champion is gone, or Vertex AI is at work on that, which cannot be stopped. */
function isWayBackClosed({ champion, intent }: CanaryRun, endpoint: Endpoint): boolean {
  const { deployedModelId } = champion;
  const isGoing = intent?.kind === 'undeploy' && intent.deployedModelId === deployedModelId;
  return isGoing || findDeployed(endpoint, deployedModelId) === undefined;
}

/**
 * What was restored once may have been changed by hand since: whoever asks again gets it again. While the
 * challenger is being undeployed it has no traffic that could be taken from it.
 */
function unrestored(run: CanaryRun): CanaryRun {
  if (run.intent?.kind === 'undeploy') return run;
  const { restoredAt: _, ...again } = run;
  return again;
}

/** A person asked not to wait for the rest of the bake. */
export async function promote(session: CanarySession, run: CanaryRun): Promise<StepResult> {
  const { clock, host } = session.context.ports;
  if (run.ending?.kind === 'roll_back') {
    host.warn('this release is being rolled back already, which is not taken back');
  } else if (run.ending?.by !== 'person') {
    const reasons = [personAsked('promote')];
    await saveRun(session, decideEnding(run, 'promote', 'person', reasons, clock.now()));
  }
  return await driveCanary(session);
}

/** A person allows the next share; whoever drives the canary goes on with it. */
export async function approveNext(session: CanarySession): Promise<StepResult> {
  const { store, context, endpoint } = session;
  const run = store.ledger.active;
  if (run === undefined) return refuseWithoutCanary(session);
  const next = run.plan.steps[(run.shifts.at(-1)?.step ?? -1) + 1];
  const percent = run.plan.steps.find(
    (share) => share >= (next ?? 100) && lacksApproval(run, share),
  );
  if (percent === undefined) {
    throw new ReleaseError('INPUT_INVALID', `${run.releaseId} has nothing to approve any more`);
  }
  await store.annotate({ ...store.ledger, active: approve(run, percent) });
  const summary = `${percent} % of ${idOf(endpoint)} is approved for ${describeArm(run.challenger)}`;
  context.ports.host.say(summary);
  return {
    ...runInProgress(run, endpoint, context.ports.clock.now(), summary),
    verdict: 'pass',
    summary,
  };
}

/** @throws ReleaseError INPUT_INVALID: what was asked for needs a canary under way. */
export function refuseWithoutCanary({ releaseId, endpoint }: CanarySession): never {
  throw new ReleaseError('INPUT_INVALID', `${releaseId} has no canary on ${idOf(endpoint)}`, {
    mend: 'Run canary-promote without operation first.',
  });
}

/** The last promotion as a run again, whose way back is still there. */
function reopen({ store, releaseId, inputs }: CanarySession, endpoint: Endpoint): CanaryRun {
  const last = store.ledger.finished.findLast(({ outcome }) => outcome === 'promoted');
  const { champion } = last ?? {};
  if (last === undefined || champion === undefined) throw nothingBefore(endpoint);
  if (last.releaseId !== releaseId) throw heldByAnother(last.releaseId, endpoint.name);
  if (findDeployed(endpoint, champion.deployedModelId) === undefined) {
    throw championGone(releaseId, champion, endpoint);
  }
  const run = openRun({
    releaseId,
    champion,
    challenger: last.challenger,
    recordedSplit: { ...splitBefore(last, champion.deployedModelId, endpoint) },
    recordedModels: endpoint.deployed
      .map(({ id }) => id)
      .filter((id) => id !== last.challenger.deployedModelId),
    plan: planOf(inputs),
    correlation: { kind: 'unknown', windows: 0 },
    requireApproval: [],
    startedAt: last.startedAt,
  });
  const { endedAt } = last;
  const shift = { percent: 100, beganAt: endedAt, at: endedAt, split: { ...endpoint.split } };
  return { ...run, shifts: [{ step: run.plan.steps.length - 1, ...shift }] };
}

/** As recorded, where everybody in it is still there; else all that the challenger has. */
function splitBefore(last: FinishedRun, championId: string, endpoint: Endpoint): TrafficSplit {
  const isRestorable = Object.keys(last.recordedSplit).every(
    (id) => findDeployed(endpoint, id) !== undefined,
  );
  if (isRestorable) return last.recordedSplit;
  const pair = { champion: championId, challenger: last.challenger.deployedModelId };
  return shiftTraffic(endpoint.split, pair, 0);
}

function championGone(releaseId: string, champion: Arm, endpoint: Endpoint): ReleaseError {
  return new ReleaseError(
    'RESOURCE_NOT_FOUND',
    `the champion before ${releaseId}, ${describeArm(champion)}, is not deployed on ${idOf(endpoint.name)} any more`,
    { mend: 'Release that version again. A longer keep_stable keeps this way back open.' },
  );
}

function nothingBefore(endpoint: Endpoint): ReleaseError {
  return new ReleaseError(
    'RESOURCE_NOT_FOUND',
    `there is nothing to roll ${idOf(endpoint.name)} back to`,
    { mend: 'No promotion by a release is recorded on it; deploy what should serve by a release.' },
  );
}
