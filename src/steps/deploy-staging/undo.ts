import { isConflict } from '../../errors/error.ts';
import type { EndpointChange } from '../../ports/endpoints.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { Endpoint } from '../../vertex/endpoint.ts';
import { releaseLabel, toLabelValue } from '../../vertex/labels.ts';
import { idOf } from '../../vertex/resource-name.ts';
import { describeSplitChange, equalSplits } from '../../vertex/traffic-split.ts';
import { makeChange } from './change.ts';
import { awaitQuiet, undeploy } from './endpoint-changes.ts';
import { forgetStanding, labelsBefore, servingBefore, type Standing } from './standing.ts';

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
  const found = await change(
    name,
    (endpoint) => servingBefore(before, endpoint, candidate),
    context,
  );
  if (found !== undefined && !before.deployed.includes(candidate)) {
    await undeploy(name, candidate, timeoutMs, context);
  }
  // Last, since what carries no label of ours would not be touched again by a run after a killed one.
  const left = before.existed
    ? await change(name, (endpoint) => labelsBefore(before, endpoint), context)
    : await deleteIfMade(name, timeoutMs, context);
  await forgetStanding(context);
  return left;
}

/** One change under the etag of what it was made from; what others change meanwhile stays. */
async function change(
  name: string,
  changeOf: (endpoint: Endpoint) => EndpointChange | undefined,
  { ports: { endpoints, host } }: StepContext,
): Promise<Endpoint | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const endpoint = await endpoints.get(name);
    if (endpoint === undefined) return undefined;
    const wanted = changeOf(endpoint);
    if (wanted === undefined) return endpoint;
    if (wanted.split !== undefined && !equalSplits(endpoint.split, wanted.split)) {
      const moved = describeSplitChange(endpoint.split, wanted.split);
      host.say(`endpoint ${idOf(name)}: ${moved}, as it was`);
    }
    try {
      return await endpoints.update(endpoint, wanted);
    } catch (error) {
      if (!isConflict(error) || attempt >= patience) throw error;
    }
  }
}

/** Only what this release made, and only empty. */
async function deleteIfMade(
  name: string,
  timeoutMs: number,
  context: StepContext,
): Promise<Endpoint | undefined> {
  const { endpoints, host } = context.ports;
  const endpoint = await endpoints.get(name);
  const isMade = endpoint?.labels[releaseLabel] === toLabelValue(context.journal.record.releaseId);
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
