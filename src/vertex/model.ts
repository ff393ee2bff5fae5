/** A model version of the Model Registry, as far as a release reads it. */
export interface ModelVersion {
  /** `projects/P/locations/L/models/M`, without a version. */
  model: string;
  versionId: string;
  aliases: readonly string[];
  displayName: string;
  labels: Readonly<Record<string, string>>;
  artifactUri: string;
  etag: string;
  createdAt?: string;
}

/** What serves predictions: the container of a model version. */
export interface ServingContainer {
  imageUri: string;
  predictRoute: string;
  healthRoute: string;
  port?: number;
  command?: readonly string[];
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
}

/** The aliases that this program moves. `default` belongs to Vertex: exactly one version has it. */
export const championAlias = 'champion';
export const challengerAlias = 'challenger';
export const defaultAlias = 'default';
