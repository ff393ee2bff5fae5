import { isConflict, ReleaseError } from '../../errors/error.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { Endpoint } from '../../vertex/endpoint.ts';
import { releaseLabel, toLabelValue } from '../../vertex/labels.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { describeSplitChange, equalSplits } from '../../vertex/traffic-split.ts';
import { makeChange } from './change.ts';
import { runningOn, undeploy } from './endpoint-changes.ts';
import { forgetStanding, restoration, type Standing } from './standing.ts';

/** Changes that may meet a stale etag, one after the other, before it is called a conflict. */
const patience = 5;

/**
 * Puts the endpoint back as it stood: traffic, labels and request log as before, the candidate
 * undeployed unless it was there before, and an endpoint that this release made and that holds
 * nothing deleted. Goes on although the run was cancelled.
 * @returns the endpoint as it is then; undefined when there is none any more.
 */
export async function undo(
  name: string,
  before: Standing,
  candidate: string,
  timeoutMs: number,
  { signal: _cancelled, ...rest }: StepContext,
): Promise<Endpoint | undefined> {
  const context: StepContext = { ...rest, signal: new AbortController().signal };
  await awaitQuiet(name, timeoutMs, context);
  const found = await restore(name, before, candidate, context);
  if (found === undefined) {
    await forgetStanding(context);
    return undefined;
  }
  const isOurs = !before.deployed.includes(candidate);
  if (isOurs) await undeploy(name, candidate, timeoutMs, context);
  const left = await deleteIfMade(name, before, timeoutMs, context);
  await forgetStanding(context);
  return left;
}

/** Nothing can be changed while an operation is at work; how it ends is no matter here. */
async function awaitQuiet(name: string, timeoutMs: number, context: StepContext): Promise<void> {
  const { host, endpoints } = context.ports;
  const operation = await runningOn(name, context);
  if (operation === undefined) return;
  host.say(`waiting for ${operation}, so that it can be undone`);
  try {
    await endpoints.awaitChange(operation, {
      timeoutMs,
      signal: context.signal,
      onStage: (stage) => host.progress(stage.toLowerCase().replaceAll('_', ' ')),
    });
  } catch (error) {
    const code = error instanceof ReleaseError ? error.code : undefined;
    if (code !== 'OPERATION_FAILED' && code !== 'RESOURCE_NOT_FOUND') throw error;
  }
}

async function restore(
  name: string,
  before: Standing,
  candidate: string,
  { ports: { endpoints, host } }: StepContext,
): Promise<Endpoint | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const endpoint = await endpoints.get(name);
    if (endpoint === undefined) return undefined;
    const change = restoration(before, endpoint, candidate);
    if (!before.existed) change.labels = { ...endpoint.labels };
    const isMoved = !equalSplits(endpoint.split, change.split);
    const isLabelled = !equalLabels(endpoint.labels, change.labels);
    if (!isMoved && !isLabelled && change.requestLog === undefined) return endpoint;
    if (isMoved) {
      const moved = describeSplitChange(endpoint.split, change.split);
      host.say(`endpoint ${idOf(name)}: ${moved}, as it was`);
    }
    try {
      return await endpoints.update(endpoint, change);
    } catch (error) {
      if (!isConflict(error) || attempt >= patience) throw error;
    }
  }
}

/** Only what this release made, and only empty. */
async function deleteIfMade(
  name: string,
  before: Standing,
  timeoutMs: number,
  context: StepContext,
): Promise<Endpoint | undefined> {
  const { endpoints, host } = context.ports;
  const endpoint = await endpoints.get(name);
  const isMade =
    !before.existed &&
    endpoint?.labels[releaseLabel] === toLabelValue(context.journal.record.releaseId);
  if (endpoint === undefined || !isMade || endpoint.deployed.length > 0) return endpoint;
  host.say(`delete endpoint ${idOf(name)}: this release made it, and it holds nothing`);
  await makeChange(
    {
      key: 'delete',
      isInForce: async () => (await endpoints.get(name)) === undefined,
      begin: () => endpoints.startDelete(name),
    },
    timeoutMs,
    context,
  );
  return undefined;
}

function equalLabels(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((label) => a[label] === b[label]);
}
