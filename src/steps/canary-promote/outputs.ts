import { type Arm, type CanaryRun, exposedRequests } from '../../canary/canary-run.ts';
import type { JsonObject } from '../../release/json.ts';
import { atVersion } from '../../vertex/resource-name.ts';
import type { TrafficSplit } from '../../vertex/traffic-split.ts';

/** What is put out of a canary that is not over. */
export function runOutputs(run: CanaryRun, split: TrafficSplit, endpoint: string): JsonObject {
  return {
    endpoint,
    champion_version: versionName(run.champion),
    challenger_version: versionName(run.challenger),
    traffic_split: JSON.stringify(split),
    previous_split: JSON.stringify(run.recordedSplit),
    exposed_requests: exposedRequests(run),
    deployed_model_id: run.challenger.deployedModelId,
  };
}

/** `projects/P/locations/L/models/M@7`. */
export function versionName({ model, versionId }: Pick<Arm, 'model' | 'versionId'>): string {
  return atVersion(model, versionId);
}
