import type { Machine, ServingOptions } from './serving.ts';
import type { TrafficSplit } from './traffic-split.ts';

/** A model version that runs on an endpoint, as far as Vertex AI tells. */
export interface DeployedModel extends Partial<Machine>, ServingOptions {
  id: string;
  /** `projects/P/locations/L/models/M`, without a version. */
  model: string;
  modelVersionId: string;
  displayName: string;
  /** The pool that it runs on, instead of machines of its own. */
  pool?: string;
}

/** Who reaches an endpoint, and where: settled when it is made. */
export type EndpointAccess =
  | { kind: 'shared' }
  /** By a host name of its own: `E.REGION-UID.prediction.vertexai.goog`. */
  | { kind: 'dedicated'; dns?: string }
  /** By Private Service Connect, from these projects. */
  | { kind: 'private'; projects: readonly string[] };

/** Which share of requests, in (0, 1], is written to BigQuery with its response, and where. */
export interface RequestLog {
  samplingRate: number;
  /** `bq://PROJECT`, `bq://PROJECT.DATASET` or `bq://PROJECT.DATASET.TABLE`. */
  table: string;
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
  /** Shared when absent. */
  access?: EndpointAccess;
  requestLog?: RequestLog;
}

export function findDeployed(endpoint: Endpoint, id: string): DeployedModel | undefined {
  return endpoint.deployed.find((deployed) => deployed.id === id);
}

/** The host that a dedicated endpoint is reached by. */
export function hostOf({ access }: Endpoint): string | undefined {
  return access?.kind === 'dedicated' ? access.dns : undefined;
}
