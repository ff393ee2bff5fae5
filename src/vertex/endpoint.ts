import type { TrafficSplit } from './traffic-split.ts';

/** A model version that runs on an endpoint. */
export interface DeployedModel {
  id: string;
  /** `projects/P/locations/L/models/M`, without a version. */
  model: string;
  modelVersionId: string;
  displayName: string;
  machineType?: string;
  minReplicaCount?: number;
  maxReplicaCount?: number;
}

export interface Endpoint {
  /** `projects/P/locations/L/endpoints/E`. */
  name: string;
  displayName: string;
  labels: Readonly<Record<string, string>>;
  split: TrafficSplit;
  deployed: readonly DeployedModel[];
  /** Guards every change: an update with an old etag is refused. */
  etag: string;
}

/** What a deployed model runs on. */
export interface Machine {
  machineType: string;
  minReplicaCount: number;
  maxReplicaCount: number;
}

export function findDeployed(endpoint: Endpoint, id: string): DeployedModel | undefined {
  return endpoint.deployed.find((deployed) => deployed.id === id);
}
