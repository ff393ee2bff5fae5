import type { JsonObject } from '../release/json.ts';
import type { Location } from '../vertex/resource-name.ts';

/** Vertex's job states without their prefix. */
export type JobState =
  | 'QUEUED'
  | 'PENDING'
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'CANCELLING'
  | 'CANCELLED'
  | 'PAUSED'
  | 'EXPIRED'
  | 'UPDATING'
  | 'PARTIALLY_SUCCEEDED'
  | 'UNSPECIFIED';

export interface Job {
  name: string;
  state: JobState;
  labels: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  createdAt: number;
  startedAt?: number;
  endedAt?: number;
  error?: string;
}

export interface JobCreation {
  location: Location;
  displayName: string;
  /** A CustomJobSpec in the API's camelCase. */
  jobSpec: JsonObject;
  labels: Readonly<Record<string, string>>;
}

/** Custom training jobs. Their ids are Vertex's: look for the label before creating. */
export interface Jobs {
  create(creation: JobCreation): Promise<Job>;
  get(name: string): Promise<Job>;
  /** Newest first. */
  findByLabel(location: Location, key: string, value: string): Promise<readonly Job[]>;
  /** Asks for it; the job ends later, and may end otherwise. */
  cancel(name: string): Promise<void>;
}
