import { type Bootstrap, finishRelease, type FinishedRun } from '../../canary/ledger.ts';
import { isRefusal, isUnanswered, ReleaseError } from '../../errors/error.ts';
import type { StepResult } from '../../release/step-result.ts';
import { deployedModelIdOf } from '../../vertex/deployed-model-id.ts';
import { type Endpoint, findDeployed } from '../../vertex/endpoint.ts';
import { isManaged, managedLabel, managedValue } from '../../vertex/labels.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { equalSplits } from '../../vertex/traffic-split.ts';
import { crown } from './aliases.ts';
import {
  type CanarySession,
  readEndpoint,
  refuseCancelled,
  saveLedger,
  seeOperation,
} from './canary-session.ts';
import { bearDelay, describeArm, startDeployment } from './deployment.ts';
import type { Candidate } from './inputs.ts';
import { splitLine } from './narration.ts';
import { bootstrapInProgress, operationPollMs } from './in-progress.ts';
import { resultOfFinished } from './result.ts';

/** Claims an endpoint that serves nothing for its first model. */
export async function openBootstrap(session: CanarySession, candidate: Candidate): Promise<void> {
  const { context, releaseId, endpoint, store } = session;
  const deployedModelId = deployedModelIdOf(releaseId, idOf(endpoint));
  context.ports.host.say(
    `endpoint ${idOf(endpoint)} serves nothing: ${describeArm(candidate)} is its first model and gets all traffic, there is nothing to compare it with`,
  );
  const startedAt = context.ports.clock.now();
  await saveLedger(session, {
    ...store.ledger,
    bootstrap: { releaseId, startedAt, challenger: { deployedModelId, ...candidate } },
  });
}

/** `repeated`: an earlier call may have had its effect. */
type Attempt = 'first' | 'repeated';

/** Deploys the first model with all traffic, however far an earlier run came. */
export async function driveBootstrap(
  session: CanarySession,
  bootstrap: Bootstrap,
  attempt: Attempt,
): Promise<StepResult> {
  const endpoint = await deployFirst(session, bootstrap, attempt);
  if (endpoint === 'under_way') return underWay(session, bootstrap);
  const serving = await giveAll(session, endpoint, bootstrap.challenger.deployedModelId);
  await label(session, serving);
  await crown(session, bootstrap.challenger);
  const summary = summarise(session, bootstrap);
  await saveLedger(session, finishRelease(session.store.ledger, summary));
  return resultOfFinished(summary, session.endpoint);
}

async function deployFirst(
  session: CanarySession,
  opened: Bootstrap,
  given: Attempt,
): Promise<Endpoint | 'under_way'> {
  const { store } = session;
  let attempt = given;
  for (let bootstrap = opened; ; bootstrap = store.ledger.bootstrap ?? opened) {
    refuseCancelled(session);
    const endpoint = await readEndpoint(session);
    if (findDeployed(endpoint, bootstrap.challenger.deployedModelId) !== undefined) return endpoint;
    if (endpoint.deployed.length > 0) throw takenMeanwhile(session.endpoint);
    if (bootstrap.operation !== undefined) {
      const seen = await seeThrough(session, bootstrap, bootstrap.operation);
      if (seen === 'running') return 'under_way';
      continue;
    }
    attempt = await begin(session, bootstrap, attempt);
  }
}

async function begin(
  session: CanarySession,
  bootstrap: Bootstrap,
  attempt: Attempt,
): Promise<Attempt> {
  const { store } = session;
  let operation: string;
  try {
    operation = await startDeployment(session, bootstrap.challenger, 'all');
  } catch (error) {
    if (attempt === 'repeated' || isUnanswered(error)) {
      await bearDelay(session, error, bootstrap.startedAt);
      return 'repeated';
    }
    if (isRefusal(error)) await abandon(session);
    throw error;
  }
  await saveLedger(session, { ...store.ledger, bootstrap: { ...bootstrap, operation } });
  return 'first';
}

/** The endpoint stays as empty and as free as it was. */
async function abandon(session: CanarySession): Promise<void> {
  const { bootstrap: _, ...free } = session.store.ledger;
  await saveLedger(session, free);
}

/** @throws ReleaseError OPERATION_FAILED when the deployment did. */
async function seeThrough(
  session: CanarySession,
  bootstrap: Bootstrap,
  operation: string,
): Promise<'running' | 'done'> {
  const { store } = session;
  try {
    if ((await seeOperation(session, operation)) === 'running') return 'running';
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    if (error.code === 'OPERATION_FAILED') await abandon(session);
    if (error.code !== 'RESOURCE_NOT_FOUND') throw error;
  }
  const { operation: _, ...seen } = bootstrap;
  await saveLedger(session, { ...store.ledger, bootstrap: seen });
  return 'done';
}

function underWay({ context, endpoint }: CanarySession, { challenger }: Bootstrap): StepResult {
  const why = `${describeArm(challenger)} is being deployed as the first model`;
  return bootstrapInProgress(
    challenger,
    endpoint,
    context.ports.clock.now() + operationPollMs,
    why,
  );
}

async function giveAll(session: CanarySession, endpoint: Endpoint, id: string): Promise<Endpoint> {
  const all = { [id]: 100 };
  if (equalSplits(endpoint.split, all)) return endpoint;
  const { host, endpoints } = session.context.ports;
  host.say(splitLine(endpoint.name, endpoint.split, all));
  await endpoints.update(endpoint, { split: all });
  return await readEndpoint(session);
}

async function label(session: CanarySession, endpoint: Endpoint): Promise<void> {
  if (isManaged(endpoint.labels)) return;
  const { host, endpoints } = session.context.ports;
  host.say(`endpoint ${idOf(endpoint.name)}: label ${managedLabel}=${managedValue}`);
  await endpoints.update(endpoint, {
    labels: { ...endpoint.labels, [managedLabel]: managedValue },
  });
}

function summarise({ context, releaseId }: CanarySession, bootstrap: Bootstrap): FinishedRun {
  const { challenger, startedAt } = bootstrap;
  const endedAt = context.ports.clock.now();
  const split = { [challenger.deployedModelId]: 100 };
  return {
    releaseId,
    outcome: 'bootstrapped',
    reason: 'the endpoint served nothing before',
    startedAt,
    endedAt,
    challenger,
    recordedSplit: {},
    finalSplit: split,
    exposedRequests: 0,
    logEvidence: 0,
    shifts: [{ percent: 100, at: endedAt, split }],
  };
}

function takenMeanwhile(endpoint: string): ReleaseError {
  return new ReleaseError(
    'CONFLICT',
    `somebody else deployed a model to ${idOf(endpoint)} meanwhile`,
    {
      mend: 'Undeploy it, or undo this release and run it again as a canary beside it.',
    },
  );
}
