import type { JsonObject } from '../release/json.ts';

export interface StoredEvaluation {
  /** `projects/P/locations/L/models/M/evaluations/E`. */
  name: string;
  displayName: string;
  metadata: JsonObject;
}

/** Evaluations of model versions in the Model Registry. Their ids are Vertex's: list before import. */
export interface Evaluations {
  /** @param version `models/M@V`. */
  list(version: string): Promise<readonly StoredEvaluation[]>;
  /** The name of what was made. @param evaluation a ModelEvaluation in the API's JSON. */
  add(version: string, evaluation: JsonObject): Promise<string>;
  /** The slices that an evaluation has, each a ModelEvaluationSlice in the API's JSON. */
  listSlices(evaluation: string): Promise<readonly JsonObject[]>;
  /** @param slices at most 50, which is what one call takes. */
  addSlices(evaluation: string, slices: readonly JsonObject[]): Promise<void>;
}
