import type { ModelVersion, ServingContainer } from '../vertex/model.ts';
import type { Location } from '../vertex/resource-name.ts';
import type { Watch } from './operations.ts';

export interface ModelUpload {
  location: Location;
  /** Id of the model that gets the version; the model is made when there is none. */
  modelId: string;
  /** True when the model exists already and the upload adds a version to it. */
  addsVersion: boolean;
  displayName: string;
  description: string;
  artifactUri: string;
  container: ServingContainer;
  labels: Readonly<Record<string, string>>;
  aliases: readonly string[];
}

/** The Model Registry. */
export interface Models {
  /** By `models/M`, `models/M@VERSION` or `models/M@ALIAS`. Undefined when there is none. */
  find(name: string): Promise<ModelVersion | undefined>;
  /** All versions, newest first; none when there is no such model. */
  listVersions(model: string): Promise<readonly ModelVersion[]>;
  /** Name of the operation that uploads. */
  startUpload(upload: ModelUpload): Promise<string>;
  /** @throws ReleaseError OPERATION_FAILED, DEADLINE_EXCEEDED, CANCELLED. */
  awaitUpload(operation: string, watch: Watch): Promise<{ model: string; versionId: string }>;
  /** Adds the aliases given to a version, removing them from any other; `-name` takes one away. */
  changeAliases(version: string, changes: readonly string[]): Promise<ModelVersion>;
}
