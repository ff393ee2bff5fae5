import type { Lineage, LineageEvent, LineageNode } from '../../src/ports/lineage.ts';
import { formatLocation } from '../../src/vertex/resource-name.ts';

/** ML Metadata in memory. */
export interface FakeLineage extends Lineage {
  readonly nodes: ReadonlyMap<string, LineageNode>;
  /** `execution > artifact` or `artifact > execution`, once each. */
  readonly events: ReadonlySet<string>;
  readonly contents: ReadonlyMap<string, ReadonlySet<string>>;
}

export function fakeLineage(): FakeLineage {
  const nodes = new Map<string, LineageNode>();
  const events = new Set<string>();
  const contents = new Map<string, Set<string>>();
  const eventText = (execution: string, { artifact, type }: LineageEvent) =>
    type === 'INPUT' ? `${artifact} > ${execution}` : `${execution} > ${artifact}`;
  return {
    nodes,
    events,
    contents,
    async ensure(location, node) {
      const store = `${formatLocation(location)}/metadataStores/default`;
      const name = `${store}/${node.kind}/${node.id}`;
      if (!nodes.has(name)) nodes.set(name, node);
      return name;
    },
    async addEvents(execution, more) {
      for (const event of more) events.add(eventText(execution, event));
    },
    async addToContext(context, { artifacts, executions }) {
      const known = contents.get(context) ?? new Set();
      contents.set(context, new Set([...known, ...artifacts, ...executions]));
    },
  };
}
