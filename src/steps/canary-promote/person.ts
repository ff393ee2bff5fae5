import { type CanaryRun, openRun } from '../../canary/canary-run.ts';
import { findFinished, type FinishedRun } from '../../canary/ledger.ts';
import { personAsked } from '../../canary/reason.ts';
import { decideEnding } from '../../canary/transition.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { StepResult } from '../../release/step-result.ts';
import { type Endpoint, findDeployed } from '../../vertex/endpoint.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { shiftTraffic, type TrafficSplit } from '../../vertex/traffic-split.ts';
import { type CanarySession, saveRun } from './canary-session.ts';
import { driveCanary } from './drive.ts';
import { planOf } from './inputs.ts';
import { heldByAnother } from './ledger-store.ts';
import { resultOfFinished } from './result.ts';

/** A person asked for the recorded split: of the canary under way, else of the last promotion. */
export async function rollBack(session: CanarySession, endpoint: Endpoint): Promise<StepResult> {
  const { store, releaseId, context } = session;
  const { active, bootstrap } = store.ledger;
  if (bootstrap !== undefined) throw nothingBefore(endpoint);
  if (active === undefined) {
    const finished = findFinished(store.ledger, releaseId);
    if (finished?.outcome === 'rolled_back') return resultOfFinished(finished, endpoint.name);
  }
  const run = active ?? reopen(session, endpoint);
  const reasons = [personAsked('roll back')];
  const now = context.ports.clock.now();
  await saveRun(session, decideEnding(run, 'roll_back', 'person', reasons, now));
  return await driveCanary(session);
}

/** A person asked not to wait for the rest of the bake. */
export async function promote(session: CanarySession, run: CanaryRun): Promise<StepResult> {
  const { clock, host } = session.context.ports;
  if (run.ending?.kind === 'roll_back') {
    host.warn('this release is being rolled back already, which is not taken back');
  } else if (run.ending === undefined) {
    const reasons = [personAsked('promote')];
    await saveRun(session, decideEnding(run, 'promote', 'person', reasons, clock.now()));
  }
  return await driveCanary(session);
}

/** @throws ReleaseError INPUT_INVALID: a promotion that skips the bake needs one to skip. */
export function refuseToPromoteNothing({ releaseId, endpoint }: CanarySession): never {
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
    throw new ReleaseError(
      'RESOURCE_NOT_FOUND',
      `the champion before ${releaseId}, ${idOf(champion.model)}@${champion.versionId}, is not deployed on ${idOf(endpoint.name)} any more`,
      { mend: 'Release that version again. A longer keep_stable keeps this way back open.' },
    );
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

function nothingBefore(endpoint: Endpoint): ReleaseError {
  return new ReleaseError(
    'RESOURCE_NOT_FOUND',
    `there is nothing to roll ${idOf(endpoint.name)} back to`,
    { mend: 'No promotion by a release is recorded on it; deploy what should serve by a release.' },
  );
}
