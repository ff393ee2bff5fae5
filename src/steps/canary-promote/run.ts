import { findFinished } from '../../canary/ledger.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { StepContext } from '../../ports/ports.ts';
import { isFinal } from '../../release/outcome.ts';
import type { StepResult } from '../../release/step-result.ts';
import { deployedModelIdOf } from '../../vertex/deployed-model-id.ts';
import type { DeployedModel, Endpoint } from '../../vertex/endpoint.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { crown } from './aliases.ts';
import { driveBootstrap, openBootstrap } from './bootstrap.ts';
import { refuseOther } from './claim.ts';
import { type CanarySession, readEndpoint } from './canary-session.ts';
import { describeArm } from './deployment.ts';
import { driveCanary } from './drive.ts';
import { planCanary } from './dry-run.ts';
import { createEndpoint, refuseUnasked } from './endpoint-creation.ts';
import { type CanaryPromoteInputs, candidateOf, requireInputs } from './inputs.ts';
import { heldByRunner, ledgerUri, openLedger } from './ledger-store.ts';
import { describeSplit } from './narration.ts';
import { acknowledge } from './looking.ts';
import { judgeAgain, observe } from './look-back.ts';
import { armOf, openCanary, situationOf } from './opening.ts';
import { approveNext, promote, refuseWithoutCanary, rollBack } from './person.ts';
import { resultOfFinished } from './result.ts';
import { giveBack, takeOver } from './takeover.ts';

/**
 * Moves production traffic to the candidate step by step while it does no harm, and gives it back
 * when it does. May be killed at any instant and run again: it goes on where the ledger and the
 * endpoint say it is.
 * @throws ReleaseError INPUT_INVALID, CONFLICT, CANCELLED and what the cloud fails with.
 */
export async function runCanaryPromote(
  inputs: CanaryPromoteInputs,
  context: StepContext,
): Promise<StepResult> {
  const bucket = requireInputs(inputs, context.emulated);
  const { releaseId } = context.journal.record;
  context.ports.host.phase(`Canary of ${releaseId} on ${inputs.endpoint}`);
  const found = await context.ports.endpoints.find(inputs.location, inputs.endpoint);
  if (inputs.dryRun) {
    const candidate = candidateOf(context.journal.record, context.emulated);
    return await planCanary(inputs, context, candidate, found, bucket);
  }
  const endpoint = found ?? (await makeEndpoint(inputs, context));
  const uri = ledgerUri(bucket, inputs.model, idOf(endpoint.name));
  const store = await openLedger(context.ports, uri, endpoint.name);
  if (inputs.operation === 'observe') return await observe(inputs, context, endpoint, store);
  if (inputs.operation === 'replay') return await judgeAgain(inputs, context, store);
  const session: CanarySession = {
    inputs,
    context,
    releaseId,
    endpoint: endpoint.name,
    store,
    pace: inputs.wait && inputs.operation !== 'reconcile' ? 'to_the_end' : 'one_tick',
  };
  try {
    return await goOn(session, endpoint);
  } catch (error) {
    throw await explainCancelled(session, error);
  } finally {
    await giveBack(session);
  }
}

async function makeEndpoint(inputs: CanaryPromoteInputs, context: StepContext): Promise<Endpoint> {
  if (inputs.operation !== 'run') {
    throw new ReleaseError('RESOURCE_NOT_FOUND', `there is no endpoint "${inputs.endpoint}"`);
  }
  refuseUnasked(inputs);
  candidateOf(context.journal.record, context.emulated);
  return await createEndpoint(inputs, context);
}

/** Whatever this release has under way on the endpoint, else what it came for. */
async function goOn(session: CanarySession, endpoint: Endpoint): Promise<StepResult> {
  const { store, releaseId, inputs } = session;
  const { operation } = inputs;
  refuseOther(store.ledger, releaseId, endpoint.name);
  if (operation === 'approve') return await approveNext(session);
  if (operation === 'roll_back') return asAsked(await rollBack(session, endpoint));
  const { active, bootstrap } = store.ledger;
  if (active !== undefined || bootstrap !== undefined) {
    const holder = store.holder();
    if (holder !== undefined && operation !== 'promote') throw heldByRunner(holder, endpoint.name);
    await takeOver(session);
    await noteWhereabouts(session);
  }
  if (active !== undefined) {
    if (operation === 'promote') return await promote(session, active);
    if (operation === 'resume') await acknowledge(session, active);
    return await driveCanary(session);
  }
  if (bootstrap !== undefined) return await driveBootstrap(session, bootstrap, 'repeated');
  const finished = findFinished(store.ledger, releaseId);
  if (finished !== undefined && isFinal(finished.outcome)) {
    return resultOfFinished(finished, endpoint.name);
  }
  if (operation !== 'run') refuseWithoutCanary(session);
  return await begin(session, endpoint);
}

/** The release ended badly, but who asked for the roll back got it: the command did not fail. */
function asAsked(result: StepResult): StepResult {
  return result.outcome === 'rolled_back' ? { ...result, verdict: 'pass' } : result;
}

async function begin(session: CanarySession, endpoint: Endpoint): Promise<StepResult> {
  const { context, inputs, store } = session;
  const candidate = candidateOf(context.journal.record, context.emulated);
  const situation = situationOf(endpoint, candidate, inputs);
  await noteWhereabouts(session);
  switch (situation.kind) {
    case 'already_serves':
      return await alreadyServes(session, endpoint, situation.deployed);
    case 'contest':
      await openCanary(session, endpoint, situation.champion, candidate);
      return await driveCanary(session);
    case 'empty': {
      await openBootstrap(session, candidate);
      const { bootstrap } = store.ledger;
      if (bootstrap === undefined) throw new ReleaseError('INTERNAL', 'the claim was not stored');
      return await driveBootstrap(session, bootstrap, 'first');
    }
  }
}

/** The champion is this version: nothing to shift, only the aliases may have been left behind. */
async function alreadyServes(
  session: CanarySession,
  endpoint: Endpoint,
  deployed: DeployedModel,
): Promise<StepResult> {
  const { clock, host } = session.context.ports;
  const version = armOf(deployed);
  const reason = `${idOf(endpoint.name)} already serves ${describeArm(version)}`;
  host.say(`${reason}: nothing to do`);
  await crown(session, version);
  const now = clock.now();
  const split = { ...endpoint.split };
  const nothing = { exposedRequests: 0, logEvidence: 0, shifts: [] };
  const finished = {
    releaseId: session.releaseId,
    outcome: 'promoted' as const,
    reason,
    startedAt: now,
    endedAt: now,
    challenger: version,
    recordedSplit: split,
    finalSplit: split,
    ...nothing,
  };
  return { ...resultOfFinished(finished, endpoint.name), summary: reason };
}

/** Into the release record, for people and for what comes after. */
async function noteWhereabouts({
  context,
  endpoint,
  releaseId,
  store,
}: CanarySession): Promise<void> {
  const known = context.journal.record.steps['canary-promote']?.progress ?? {};
  if (known['ledger'] === store.uri) return;
  await context.journal.note('canary-promote', {
    endpoint,
    ledger: store.uri,
    deployedModelId: deployedModelIdOf(releaseId, idOf(endpoint)),
  });
}

/** A cancelled run tells where it leaves the traffic and how to go on. */
async function explainCancelled(session: CanarySession, error: unknown): Promise<unknown> {
  if (!(error instanceof ReleaseError) || error.code !== 'CANCELLED') return error;
  const endpoint = await readEndpoint(session).catch(() => undefined);
  const split = endpoint === undefined ? 'as its ledger says' : describeSplit(endpoint.split);
  return new ReleaseError(
    'CANCELLED',
    `cancelled: ${idOf(session.endpoint)} stays at ${split}, release ${session.releaseId} holds it`,
    {
      cause: error,
      mend: 'Run the same command again to go on, or with operation: roll_back to restore the recorded split.',
    },
  );
}
