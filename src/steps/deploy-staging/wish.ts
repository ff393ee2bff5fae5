import { machineOf, servingOptionsOf } from '../../contract/serving-inputs.ts';
import type { InputsOf } from '../../contract/step.ts';
import type { EndpointAccess, RequestLog } from '../../vertex/endpoint.ts';
import { formatLocation, type Location } from '../../vertex/resource-name.ts';
import type { Resources, ServingOptions } from '../../vertex/serving.ts';
import type { deployStaging } from './contract.ts';

export type DeployStagingInputs = InputsOf<typeof deployStaging>;

/** What shall run on the staging endpoint. */
export interface StagingWish {
  /** `projects/P/locations/L/models/M@V`. */
  modelVersion: string;
  releaseId: string;
  endpointId: string;
  resources: Resources;
  options: ServingOptions;
}

export function locationOf({ projectId, region }: DeployStagingInputs): Location {
  return { projectId, region };
}

export function resourcesOf(inputs: DeployStagingInputs): Resources {
  const { deploymentResourcePool: pool } = inputs;
  if (pool === undefined) return { kind: 'dedicated', ...machineOf(inputs) };
  const isNamed = pool.startsWith('projects/');
  const name = `${formatLocation(locationOf(inputs))}/deploymentResourcePools/${pool}`;
  return { kind: 'shared', pool: isNamed ? pool : name };
}

export function optionsOf(inputs: DeployStagingInputs): ServingOptions {
  return servingOptionsOf(inputs);
}

/** Undefined where nothing is asked for: an endpoint that exists stays as it is. */
export function accessOf(inputs: DeployStagingInputs): EndpointAccess | undefined {
  switch (inputs.endpointAccess) {
    case undefined:
      return undefined;
    case 'private':
      return { kind: 'private', projects: inputs.privateProjects };
    default:
      return { kind: inputs.endpointAccess };
  }
}

/** Undefined where nothing is asked for. */
export function requestLogOf(inputs: DeployStagingInputs): RequestLog | undefined {
  const { requestLogRate: samplingRate, requestLogTable } = inputs;
  if (samplingRate === undefined) return undefined;
  return { samplingRate, table: requestLogTable ?? `bq://${inputs.projectId}` };
}
