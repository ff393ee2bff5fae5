import type { Action } from '../../canary/action.ts';
import { type CanaryRun } from '../../canary/canary-run.ts';
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
import { ReleaseError } from '../../errors/error.ts';
import type { Endpoint } from '../../vertex/endpoint.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { equalSplits, type TrafficSplit } from '../../vertex/traffic-split.ts';
import { crown, dethrone } from './aliases.ts';
import {
  awaitOperation,
  type CanarySession,
  readEndpoint,
  saveLedger,
  saveRun,
} from './canary-session.ts';
import { bearRefusal, isRefusal, startDeployment } from './deployment.ts';
import { isConflict } from './ledger-store.ts';
import { lookLine, splitLine } from './narration.ts';
import { summariseRun } from './result.ts';

/** Actions that change the endpoint, the registry or what the ledger has decided. */
export type Change = Exclude<Action, { kind: 'look' | 'wait' | 'hold' | 'done' }>;

/**
 * Makes one change: intent into the ledger, then the call; that it is in force is what the next
 * reading of the endpoint shows.
 */
export async function applyChange(
  session: CanarySession,
  before: CanaryRun,
  change: Change,
  endpoint: Endpoint,
): Promise<void> {
  const { host, clock } = session.context.ports;
  const run = withLook(session, before, change);
  switch (change.kind) {
    case 'confirm':
      await saveRun(session, confirm(run, clock.now()));
      return;
    case 'await':
      await seeThrough(session, run, change.operation);
      return;
    case 'deploy':
      await deploy(session, run);
      return;
    case 'undeploy':
      await undeploy(session, run, change.deployedModelId);
      return;
    case 'shift': {
      const { step, percent, from, to } = change;
      const beganAt = clock.now();
      await saveRun(session, intend(run, { kind: 'shift', beganAt, step, percent, from, to }));
      await setSplit(session, endpoint, to);
      return;
    }
    case 'restore':
      await setSplit(session, endpoint, change.to);
      return;
    case 'promote':
      host.say(`promote: ${describeReasons(change.reasons)}`);
      await saveRun(session, decideEnding(run, 'promote', 'judge', change.reasons, clock.now()));
      return;
    case 'roll_back':
      host.warn(`roll back: ${describeReasons(change.reasons)}`);
      await saveRun(session, decideEnding(run, 'roll_back', 'judge', change.reasons, clock.now()));
      return;
    case 'move_aliases':
      await (run.ending?.kind === 'promote'
        ? crown(session, run.challenger)
        : dethrone(session, run));
      await saveRun(session, { ...run, aliases: 'moved' });
  }
}

/** The run with the look that decided this, told when it is news. */
function withLook({ context }: CanarySession, run: CanaryRun, change: Change): CanaryRun {
  const look = 'look' in change ? change.look : undefined;
  if (look === undefined) return run;
  const recorded = recordLook(run, look);
  if (recorded !== run) context.ports.host.say(lookLine(look, undefined));
  return recorded;
}

async function deploy(session: CanarySession, run: CanaryRun): Promise<void> {
  const beganAt = session.context.ports.clock.now();
  const intended = await saveRun(session, intend(run, { kind: 'deploy', beganAt }));
  await begin(session, run, intended, () => startDeployment(session, run.challenger, 'none'));
}

async function undeploy(
  session: CanarySession,
  run: CanaryRun,
  deployedModelId: string,
): Promise<void> {
  const { host, clock, endpoints } = session.context.ports;
  const intent = { kind: 'undeploy' as const, beganAt: clock.now(), deployedModelId };
  const intended = await saveRun(session, intend(run, intent));
  host.say(`endpoint ${idOf(session.endpoint)}: undeploy ${deployedModelId}`);
  await begin(session, run, intended, () =>
    endpoints.startUndeploy(session.endpoint, deployedModelId),
  );
}

/** Starts an operation, stores its name, sees it through. */
async function begin(
  session: CanarySession,
  before: CanaryRun,
  intended: CanaryRun,
  start: () => Promise<string>,
): Promise<void> {
  const { intent } = intended;
  const isRepeated = before.intent !== undefined && before.intent.kind === intent?.kind;
  let operation: string;
  try {
    operation = await start();
  } catch (refusal) {
    if (isRepeated) return await bearRefusal(session, refusal, intent?.beganAt ?? 0);
    if (isRefusal(refusal)) await abandon(session, intended);
    throw refusal;
  }
  await seeThrough(session, await saveRun(session, underWay(intended, operation)), operation);
}

/** @throws ReleaseError OPERATION_FAILED when it ended in an error that is not bygone. */
async function seeThrough(
  session: CanarySession,
  run: CanaryRun,
  operation: string,
): Promise<void> {
  try {
    await awaitOperation(session, operation);
  } catch (error) {
    if (!isOver(error)) throw error;
    await abandon(session, run);
    if (error.code === 'OPERATION_FAILED' && run.ending?.kind !== 'roll_back') throw error;
    return;
  }
  const { deployed } = await readEndpoint(session);
  const isThere = deployed.some(({ id }) => id === run.challenger.deployedModelId);
  const isInForce = run.intent?.kind !== 'deploy' || isThere;
  const { clock } = session.context.ports;
  await saveRun(session, isInForce ? confirm(run, clock.now()) : forgetIntent(run));
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
): Promise<void> {
  const { host, endpoints } = session.context.ports;
  if (equalSplits(endpoint.split, split)) return;
  host.say(splitLine(endpoint.name, endpoint.split, split));
  try {
    await endpoints.setSplit(endpoint, split);
  } catch (error) {
    if (!isConflict(error)) throw error;
    host.warn(`endpoint ${idOf(endpoint.name)} was changed meanwhile: reading it again`);
  }
}
