import type { JsonObject } from '../release/json.ts';
import type { Location } from '../vertex/resource-name.ts';
import type { Job } from './jobs.ts';

export interface BatchPredictionJob extends Job {
  /** Folder in Cloud Storage with what the job wrote, once it says so. */
  outputFolder?: string;
  /** Instances without a prediction, as far as the job counts them. */
  failed?: number;
}

/** Batch prediction jobs. Their ids are Vertex's: look for the label before creating. */
export interface BatchPredictions {
  /** @param job a BatchPredictionJob in the API's JSON. */
  create(location: Location, job: JsonObject): Promise<BatchPredictionJob>;
  get(name: string): Promise<BatchPredictionJob>;
  /** By display name, newest first. */
  findByName(location: Location, displayName: string): Promise<readonly BatchPredictionJob[]>;
  /** Asks for it; the job ends later, and may end otherwise. */
  cancel(name: string): Promise<void>;
}
