import type { JsonObject } from '../release/json.ts';
import type { Location } from '../vertex/resource-name.ts';

export type LineageKind = 'artifacts' | 'executions' | 'contexts';

export interface LineageNode {
  kind: LineageKind;
  /** Chosen by us, so that the same node is never made twice: `[a-z0-9][a-z0-9-]{0,127}`. */
  id: string;
  /** Artifact, Execution or Context in the API's JSON. */
  content: JsonObject;
}

/** What an execution did with an artifact. */
export interface LineageEvent {
  artifact: string;
  type: 'INPUT' | 'OUTPUT';
}

/** Vertex ML Metadata, in the store `default`. Every change done twice is done once. */
export interface Lineage {
  /** The node's resource name. One that is there stays as it is; the store is made when there is none. */
  ensure(location: Location, node: LineageNode): Promise<string>;
  addEvents(execution: string, events: readonly LineageEvent[]): Promise<void>;
  addToContext(
    context: string,
    nodes: { artifacts: readonly string[]; executions: readonly string[] },
  ): Promise<void>;
}
