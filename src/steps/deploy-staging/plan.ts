import type { Deployment } from '../../ports/endpoints.ts';
import { deployedModelIdOf } from '../../vertex/deployed-model-id.ts';
import type { DeployedModel, Endpoint, Machine } from '../../vertex/endpoint.ts';
import { isManaged } from '../../vertex/labels.ts';
import { idOf, versionedIdOf } from '../../vertex/resource-name.ts';
import type { TrafficSplit } from '../../vertex/traffic-split.ts';

export interface StagingWish {
  /** `projects/P/locations/L/models/M@V`. */
  modelVersion: string;
  releaseId: string;
  endpointId: string;
  machine: Machine;
}

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
  const same = there.find((deployed) => isAsWished(deployed, wish));
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
  { modelVersion, releaseId, machine }: StagingWish,
  deployedModelId: string,
  traffic: Deployment['traffic'],
): Deployment {
  return { deployedModelId, modelVersion, displayName: releaseId, machine, traffic };
}

/** The id of the release, or another while an attempt with other settings still has that. */
function freeId(there: readonly DeployedModel[], wish: StagingWish): string {
  const { releaseId, endpointId, machine } = wish;
  const id = deployedModelIdOf(releaseId, endpointId);
  if (!there.some((deployed) => deployed.id === id)) return id;
  const { machineType, minReplicaCount, maxReplicaCount } = machine;
  const settings = `${machineType} ${minReplicaCount} ${maxReplicaCount}`;
  return deployedModelIdOf(`${releaseId} ${settings}`, endpointId);
}

export function describeStagingPlan(plan: StagingPlan, endpointId: string): string[] {
  const lines: string[] = [];
  if (plan.deploy === undefined) lines.push(`${plan.serves} serves the candidate already`);
  else {
    const { modelVersion, machine } = plan.deploy;
    const replicas = `${machine.minReplicaCount} to ${machine.maxReplicaCount}`;
    lines.push(
      `deploy ${versionedIdOf(modelVersion)} to ${endpointId} as ${plan.serves} on ${replicas} × ${machine.machineType}`,
    );
  }
  lines.push(`give all traffic of ${endpointId} to ${plan.serves}`);
  if (plan.undeploy.length > 0)
    lines.push(`undeploy what it replaces: ${plan.undeploy.join(', ')}`);
  return lines;
}

function isAsWished(deployed: DeployedModel, wish: StagingWish): boolean {
  const { machine } = wish;
  return (
    idOf(deployed.model) === idOf(wish.modelVersion) &&
    deployed.modelVersionId === versionOf(wish.modelVersion) &&
    (deployed.machineType ?? machine.machineType) === machine.machineType &&
    (deployed.minReplicaCount ?? machine.minReplicaCount) === machine.minReplicaCount &&
    (deployed.maxReplicaCount ?? machine.maxReplicaCount) === machine.maxReplicaCount
  );
}

function versionOf(modelVersion: string): string {
  return modelVersion.slice(modelVersion.indexOf('@') + 1);
}
