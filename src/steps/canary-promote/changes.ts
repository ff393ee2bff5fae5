import type { Action } from '../../canary/action.ts';
import { type CanaryRun, deadlineOf } from '../../canary/canary-run.ts';
import { finishRelease } from '../../canary/ledger.ts';
import { describeReasons } from '../../canary/reason.ts';
import {
  confirm,
  decideEnding,
  forgetIntent,
  intend,
  recordLook,
  underWay,
} from '../../canary/transition.ts';
import { isConflict, isRefusal, isUnanswered, ReleaseError } from '../../errors/error.ts';
import type { Endpoint } from '../../vertex/endpoint.ts';
import { canaryLabels } from '../../vertex/labels.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { equalSplits, type TrafficSplit } from '../../vertex/traffic-split.ts';
import { crown, dethrone } from './aliases.ts';
import {
  type CanarySession,
  readEndpoint,
  saveLedger,
  saveRun,
  seeOperation,
} from './canary-session.ts';
import { bearDelay, startDeployment } from './deployment.ts';
import { followUp } from './follow-up.ts';
import { lookLine, splitLine } from './narration.ts';
import { summariseRun } from './result.ts';

/** How far a change came: made, or an operation of Vertex AI is still at it. */
export type Applied = 'made' | 'under_way';

/** Actions that change the endpoint, the registry or what the ledger has decided. */
export type Change = Exclude<Action, { kind: 'look' | 'wait' | 'ask' | 'hold' | 'done' }>;

/**
 * Makes one change: intent into the ledger, then the call; that it is in force is what the next
 * reading of the endpoint shows.
 */
export async function applyChange(
  session: CanarySession,
  before: CanaryRun,
  change: Change,
  endpoint: Endpoint,
): Promise<Applied> {
  const { host, clock } = session.context.ports;
  const run = withLook(session, before, change);
  switch (change.kind) {
    case 'confirm':
      await saveRun(session, confirm(run, clock.now()));
      return 'made';
    case 'confirm_restored':
      await saveRun(session, { ...run, restoredAt: clock.now() });
      return 'made';
    case 'await':
      return await seeThrough(session, run, change.operation);
    case 'deploy':
      return await deploy(session, run);
    case 'undeploy':
      return await undeploy(session, run, change.deployedModelId);
    case 'shift': {
      const { step, percent, from, to } = change;
      const beganAt = clock.now();
      await saveRun(session, intend(run, { kind: 'shift', beganAt, step, percent, from, to }));
      await setSplit(session, endpoint, to, labelsOf(run, percent));
      return 'made';
    }
    case 'restore':
      await setSplit(session, endpoint, change.to, labelsOf(run, 0));
      return 'made';
    case 'promote':
      host.say(`promote: ${describeReasons(change.reasons)}`);
      await saveRun(session, decideEnding(run, 'promote', 'judge', change.reasons, clock.now()));
      return 'made';
    case 'roll_back':
      host.warn(`roll back: ${describeReasons(change.reasons)}`);
      await saveRun(session, decideEnding(run, 'roll_back', 'judge', change.reasons, clock.now()));
      return 'made';
    case 'move_aliases':
      await (run.ending?.kind === 'promote'
        ? crown(session, run.challenger)
        : dethrone(session, run));
      await saveRun(session, { ...run, aliases: 'moved' });
      return 'made';
    case 'follow_up':
      await followUp(session, run);
      return 'made';
  }
}

function labelsOf(run: CanaryRun, percent: number): Record<string, string> {
  return canaryLabels({ releaseId: run.releaseId, percent, deadline: deadlineOf(run) });
}

/** The run with the look that decided this, told when it is news. */
function withLook({ context }: CanarySession, run: CanaryRun, change: Change): CanaryRun {
  const look = 'look' in change ? change.look : undefined;
  if (look === undefined) return run;
  const recorded = recordLook(run, look);
  if (recorded !== run) context.ports.host.say(lookLine(look, undefined));
  return recorded;
}

async function deploy(session: CanarySession, run: CanaryRun): Promise<Applied> {
  const beganAt = session.context.ports.clock.now();
  const intended = await saveRun(session, intend(run, { kind: 'deploy', beganAt }));
  return await begin(session, run, intended, () =>
    startDeployment(session, run.challenger, 'none'),
  );
}

async function undeploy(
  session: CanarySession,
  run: CanaryRun,
  deployedModelId: string,
): Promise<Applied> {
  const { host, clock, endpoints } = session.context.ports;
  const intent = { kind: 'undeploy' as const, beganAt: clock.now(), deployedModelId };
  const intended = await saveRun(session, intend(run, intent));
  host.say(`endpoint ${idOf(session.endpoint)}: undeploy ${deployedModelId}`);
  return await begin(session, run, intended, () =>
    endpoints.startUndeploy(session.endpoint, deployedModelId),
  );
}

/** Starts an operation, stores its name, sees it through. */
async function begin(
  session: CanarySession,
  before: CanaryRun,
  intended: CanaryRun,
  start: () => Promise<string>,
): Promise<Applied> {
  const { intent } = intended;
  const isRepeated = before.intent !== undefined && before.intent.kind === intent?.kind;
  let operation: string;
  try {
    operation = await start();
  } catch (error) {
    if (isRepeated || isUnanswered(error)) {
      await bearDelay(session, error, intent?.beganAt ?? 0);
      return 'under_way';
    }
    if (isRefusal(error)) await abandon(session, intended);
    throw error;
  }
  return await seeThrough(
    session,
    await saveRun(session, underWay(intended, operation)),
    operation,
  );
}

/** @throws ReleaseError OPERATION_FAILED when it ended in an error that is not bygone. */
async function seeThrough(
  session: CanarySession,
  run: CanaryRun,
  operation: string,
): Promise<Applied> {
  try {
    if ((await seeOperation(session, operation)) === 'running') return 'under_way';
  } catch (error) {
    if (!isOver(error)) throw error;
    await abandon(session, run);
    if (error.code === 'OPERATION_FAILED' && run.ending?.kind !== 'roll_back') throw error;
    return 'made';
  }
  const { deployed } = await readEndpoint(session);
  const isThere = deployed.some(({ id }) => id === run.challenger.deployedModelId);
  const isInForce = run.intent?.kind !== 'deploy' || isThere;
  const { clock } = session.context.ports;
  await saveRun(session, isInForce ? confirm(run, clock.now()) : forgetIntent(run));
  return 'made';
}

/**
 * What was intended will not happen. Without a deployment the run is over: nothing was shifted yet,
 * and the endpoint is free for others.
 */
async function abandon(session: CanarySession, run: CanaryRun): Promise<void> {
  const idle = await saveRun(session, forgetIntent(run));
  if (run.intent?.kind !== 'deploy' || run.ending?.kind === 'roll_back') return;
  const now = session.context.ports.clock.now();
  const summary = summariseRun(idle, 'failed', run.recordedSplit, now);
  await saveLedger(session, finishRelease(session.store.ledger, summary));
}

function isOver(error: unknown): error is ReleaseError {
  return (
    error instanceof ReleaseError &&
    (error.code === 'OPERATION_FAILED' || error.code === 'RESOURCE_NOT_FOUND')
  );
}

/** A stale etag is no failure: the endpoint is read again and what follows decided anew. */
async function setSplit(
  session: CanarySession,
  endpoint: Endpoint,
  split: TrafficSplit,
  labels: Readonly<Record<string, string>>,
): Promise<void> {
  const { host, endpoints } = session.context.ports;
  if (equalSplits(endpoint.split, split)) return;
  host.say(splitLine(endpoint.name, endpoint.split, split));
  try {
    await endpoints.update(endpoint, { split, labels: { ...endpoint.labels, ...labels } });
  } catch (error) {
    if (!isConflict(error)) throw error;
    host.warn(`endpoint ${idOf(endpoint.name)} was changed meanwhile: reading it again`);
  }
}
