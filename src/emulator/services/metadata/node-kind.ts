import type { JsonObject } from '../../wire/json.ts';

/** An Artifact, Execution or Context in JSON form, without what the graph knows of it. */
export interface MetadataNode {
  name: string;
  displayName?: string;
  description?: string;
  labels?: Record<string, string>;
  schemaTitle?: string;
  schemaVersion?: string;
  metadata?: JsonObject;
  /** Decimal, growing: clients compare etags to see which is newer. */
  etag: string;
  createTime: string;
  updateTime: string;
  /** Of artifacts and executions. */
  state?: string;
  /** Of artifacts. */
  uri?: string;
}

export interface StoredNode {
  node: MetadataNode;
  /** Contexts that it is in; of a context, its parents. */
  contexts: readonly string[];
}

export type SchemaType = 'ARTIFACT_TYPE' | 'EXECUTION_TYPE' | 'CONTEXT_TYPE';

/** One of the three kinds of nodes, which have the same methods. */
export interface NodeKind {
  message: 'Artifact' | 'Execution' | 'Context';
  /** Field of requests that holds the resource. */
  field: 'artifact' | 'execution' | 'context';
  collection: 'artifacts' | 'executions' | 'contexts';
  schemaType: SchemaType;
  /** Fields that a client may set. */
  settable: readonly (keyof MetadataNode)[];
}

const common = [
  'displayName',
  'description',
  'labels',
  'schemaTitle',
  'schemaVersion',
  'metadata',
] as const;

export const artifactKind: NodeKind = {
  message: 'Artifact',
  field: 'artifact',
  collection: 'artifacts',
  schemaType: 'ARTIFACT_TYPE',
  settable: [...common, 'state', 'uri'],
};

export const executionKind: NodeKind = {
  message: 'Execution',
  field: 'execution',
  collection: 'executions',
  schemaType: 'EXECUTION_TYPE',
  settable: [...common, 'state'],
};

export const contextKind: NodeKind = {
  message: 'Context',
  field: 'context',
  collection: 'contexts',
  schemaType: 'CONTEXT_TYPE',
  settable: common,
};
