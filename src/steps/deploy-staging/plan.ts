import type { Deployment } from '../../ports/endpoints.ts';
import { deployedModelIdOf } from '../../vertex/deployed-model-id.ts';
import type { DeployedModel, Endpoint } from '../../vertex/endpoint.ts';
import { isManaged } from '../../vertex/labels.ts';
import type { TrafficSplit } from '../../vertex/traffic-split.ts';
import { differencesOf } from './difference.ts';
import type { StagingWish } from './wish.ts';

/** What has to change so that staging serves the candidate and nothing older of ours. */
export interface StagingPlan {
  /** Absent when the candidate is deployed as asked already. */
  deploy: Deployment | undefined;
  /** The DeployedModel that serves in the end. */
  serves: string;
  /** The split in the end. */
  split: TrafficSplit;
  /** Deployed models that the candidate replaces. */
  undeploy: readonly string[];
}

/**
 * Blue-green: the candidate beside what is there, then all traffic to it, then the old ones go.
 * Only what stands on an endpoint that carries our label is taken away.
 */
export function planStaging(endpoint: Endpoint | undefined, wish: StagingWish): StagingPlan {
  const there = endpoint?.deployed ?? [];
  const same = there.find((deployed) => differencesOf(wish, deployed).length === 0);
  const serves = same?.id ?? freeId(there, wish);
  const others = there.filter((deployed) => deployed.id !== serves);
  const mayRemove = endpoint !== undefined && isManaged(endpoint.labels);
  const empty = there.length === 0;
  return {
    deploy: same === undefined ? deploymentOf(wish, serves, empty ? 'all' : 'none') : undefined,
    serves,
    split: { [serves]: 100 },
    undeploy: mayRemove ? others.map((deployed) => deployed.id) : [],
  };
}

function deploymentOf(
  { modelVersion, releaseId, resources, options }: StagingWish,
  deployedModelId: string,
  traffic: Deployment['traffic'],
): Deployment {
  return {
    deployedModelId,
    modelVersion,
    displayName: releaseId,
    resources,
    ...options,
    traffic,
  };
}

/** The id of the release, or another while an attempt with other settings still has that. */
function freeId(there: readonly DeployedModel[], wish: StagingWish): string {
  const { releaseId, endpointId, resources, options } = wish;
  const id = deployedModelIdOf(releaseId, endpointId);
  if (!there.some((deployed) => deployed.id === id)) return id;
  return deployedModelIdOf(`${releaseId} ${JSON.stringify([resources, options])}`, endpointId);
}
