import type { Serving } from '../../runtime/serving.ts';
import type { DeployedModel, Endpoint } from '../../store/resources.ts';
import { toTimestamp } from '../../store/time.ts';

/** The endpoint with what its deployed models are doing at the moment, which is not stored. */
export function withStatus(endpoint: Endpoint, serving: Serving): Endpoint {
  const deployedModels = endpoint.deployedModels.map((deployed) =>
    deployedWithStatus(endpoint.name, deployed, serving),
  );
  return { ...endpoint, deployedModels };
}

export function deployedWithStatus(
  endpoint: string,
  deployed: DeployedModel,
  serving: Serving,
): DeployedModel {
  const served = serving.get(endpoint, deployed.id);
  if (served === undefined) return deployed;
  const { ready, since, message } = served.replicas.availability;
  const status = { availableReplicaCount: ready, lastUpdateTime: toTimestamp(since), message };
  return { ...deployed, status };
}
