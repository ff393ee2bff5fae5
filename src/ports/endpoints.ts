import type { Endpoint, EndpointAccess, RequestLog } from '../vertex/endpoint.ts';
import type { Location } from '../vertex/resource-name.ts';
import type { Resources, ServingOptions } from '../vertex/serving.ts';
import type { TrafficSplit } from '../vertex/traffic-split.ts';
import type { Watch } from './operations.ts';

export interface EndpointCreation {
  location: Location;
  endpointId: string;
  displayName: string;
  labels: Readonly<Record<string, string>>;
  /** Shared when absent. */
  access?: EndpointAccess;
  requestLog?: RequestLog;
}

export interface Deployment extends ServingOptions {
  /** Chosen by us, 1 to 10 digits, so that doing it twice does it once. */
  deployedModelId: string;
  /** `projects/P/locations/L/models/M@VERSION`. */
  modelVersion: string;
  displayName: string;
  resources: Resources;
  /** The endpoint's first model takes all traffic at once; every other one starts with none. */
  traffic: 'all' | 'none';
}

/** What is given replaces what was there, whole. */
export interface EndpointChange {
  split?: TrafficSplit;
  labels?: Readonly<Record<string, string>>;
  requestLog?: RequestLog | 'off';
}

export interface Endpoints {
  /** By full resource name. */
  get(name: string): Promise<Endpoint | undefined>;
  /** By display name or id within a location. @throws ReleaseError CONFLICT when several match. */
  find(location: Location, nameOrId: string): Promise<Endpoint | undefined>;
  /** Those that carry a label with this value. */
  findByLabel(location: Location, key: string, value: string): Promise<readonly Endpoint[]>;
  /** Each `start…` answers the name of the operation; `await…` sees it through. */
  startCreate(creation: EndpointCreation): Promise<string>;
  startDeploy(endpoint: string, deployment: Deployment): Promise<string>;
  /** Only for a deployed model without traffic. */
  startUndeploy(endpoint: string, deployedModelId: string): Promise<string>;
  /** Only for an endpoint without deployed models. */
  startDelete(endpoint: string): Promise<string>;
  /** The operation that is at work on the endpoint, whoever began it. */
  findRunning(endpoint: string): Promise<string | undefined>;
  /** @throws ReleaseError OPERATION_FAILED, DEADLINE_EXCEEDED, CANCELLED. */
  awaitChange(operation: string, watch: Watch): Promise<void>;
  /** How an operation stands. @throws ReleaseError OPERATION_FAILED, RESOURCE_NOT_FOUND. */
  checkChange(operation: string): Promise<'running' | 'done'>;
  /** All in one call, guarded by the etag of `endpoint`. @throws ReleaseError CONFLICT when it is stale. */
  update(endpoint: Endpoint, change: EndpointChange): Promise<Endpoint>;
}
