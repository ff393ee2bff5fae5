import { ApiError } from '../../wire/api-error.ts';
import { approximateMessages, knownMessages } from '../messages.ts';
import type { Endpoint, TrafficSplit } from '../../store/resources.ts';

/** The key that stands for the model being deployed. */
export const beingDeployed = '0';

/**
 * A split names deployed models only and sums to 100, or is empty.
 * @throws ApiError INVALID_ARGUMENT
 */
export function checkSplit(split: TrafficSplit, deployedIds: readonly string[]): void {
  const entries = Object.entries(split);
  const unknown = entries.map(([id]) => id).filter((id) => !deployedIds.includes(id));
  if (unknown.length > 0) {
    throw new ApiError('INVALID_ARGUMENT', knownMessages.unknownDeployedModels(unknown));
  }
  for (const [id, share] of entries) {
    if (!Number.isInteger(share) || share < 0 || share > 100) {
      throw new ApiError('INVALID_ARGUMENT', approximateMessages.trafficValue(id, share));
    }
  }
  const sum = entries.reduce((total, [, share]) => total + share, 0);
  if (entries.length > 0 && sum !== 100) {
    throw new ApiError('INVALID_ARGUMENT', approximateMessages.trafficSum(sum));
  }
}

/** The split after a deploy: what the request says, with the new id for `0`; unchanged when it is empty. */
export function splitAfterDeploy(
  current: TrafficSplit,
  requested: TrafficSplit,
  newId: string,
  deployedIds: readonly string[],
): TrafficSplit {
  if (Object.keys(requested).length === 0) return current;
  checkSplit(requested, [...deployedIds, beingDeployed]);
  const resolved = Object.fromEntries(
    Object.entries(requested).map(([id, share]) => [id === beingDeployed ? newId : id, share]),
  );
  return resolved;
}

/**
 * The split after an undeploy. The last model may always go; any other only without traffic.
 * @throws ApiError FAILED_PRECONDITION, INVALID_ARGUMENT
 */
export function splitAfterUndeploy(
  current: TrafficSplit,
  requested: TrafficSplit,
  id: string,
  remainingIds: readonly string[],
): TrafficSplit {
  if (remainingIds.length === 0) return {};
  const isGiven = Object.keys(requested).length > 0;
  const { [id]: share = 0, ...rest } = isGiven ? requested : current;
  if (share > 0) {
    throw new ApiError('FAILED_PRECONDITION', approximateMessages.undeployWithTraffic(id));
  }
  if (isGiven) checkSplit(rest, remainingIds);
  return rest;
}

/**
 * The endpoint after an undeploy.
 * @throws ApiError FAILED_PRECONDITION, INVALID_ARGUMENT
 */
export function withoutDeployed(
  endpoint: Endpoint,
  { deployedModelId, trafficSplit }: { deployedModelId: string; trafficSplit: TrafficSplit },
): Endpoint {
  const deployedModels = endpoint.deployedModels.filter(({ id }) => id !== deployedModelId);
  const remainingIds = deployedModels.map(({ id }) => id);
  const split = splitAfterUndeploy(
    endpoint.trafficSplit,
    trafficSplit,
    deployedModelId,
    remainingIds,
  );
  return { ...endpoint, deployedModels, trafficSplit: split };
}
