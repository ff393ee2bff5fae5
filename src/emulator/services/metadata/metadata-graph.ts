import type { Store } from '../../store/store.ts';
import type { Table } from '../../store/table.ts';
import { ApiError } from '../../wire/api-error.ts';
import { approximateMessages } from '../messages.ts';
import { nameIn } from './metadata-names.ts';
import type { StoredSchema } from './metadata-schemas.ts';
import type { NodeKind, StoredNode } from './node-kind.ts';

/** An Event: the edge between an artifact and an execution. */
export interface LineageEvent {
  artifact: string;
  execution: string;
  eventTime: string;
  type: 'INPUT' | 'OUTPUT';
  labels?: Record<string, string>;
}

/** Everything inside of MetadataStores: nodes by kind, events between them, schemas. */
export class MetadataGraph {
  readonly schemas: Table<StoredSchema>;
  readonly #nodes: Readonly<Record<NodeKind['collection'], Table<StoredNode>>>;
  readonly #events: Table<LineageEvent>;

  constructor(store: Store) {
    this.schemas = store.openTable('metadataSchemas');
    this.#events = store.openTable('lineageEvents');
    this.#nodes = {
      artifacts: store.openTable('artifacts'),
      executions: store.openTable('executions'),
      contexts: store.openTable('contexts'),
    };
  }

  find(kind: NodeKind, name: string): StoredNode | undefined {
    return this.#nodes[kind.collection].get(name);
  }

  /** @throws ApiError INVALID_ARGUMENT for a name of something else, NOT_FOUND */
  require(kind: NodeKind, given: string): StoredNode {
    const name = nameIn(kind.collection, given);
    const found = this.find(kind, name);
    if (found !== undefined) return found;
    throw new ApiError('NOT_FOUND', approximateMessages.notFound(kind.message, name));
  }

  put(kind: NodeKind, stored: StoredNode): void {
    this.#nodes[kind.collection].put(stored.node.name, stored);
  }

  /** Those of one store, in order of creation. */
  list(kind: NodeKind, store: string): StoredNode[] {
    return this.#nodes[kind.collection].list(`${store}/${kind.collection}/`);
  }

  /** Forgets a node, its events, and that others were in it. */
  delete(kind: NodeKind, name: string): void {
    this.#nodes[kind.collection].delete(name);
    for (const event of this.eventsOf(name)) this.#events.delete(keyOf(event));
    if (kind.message === 'Context') this.#forgetContext(name);
  }

  childrenOf(context: string): string[] {
    return this.#nodes.contexts
      .list('')
      .filter(({ contexts }) => contexts.includes(context))
      .map(({ node }) => node.name);
  }

  /** Adds an event unless there is one between the two already. */
  addEvent(event: LineageEvent): void {
    if (this.#events.get(keyOf(event)) === undefined) this.#events.put(keyOf(event), event);
  }

  /** Events of an artifact or execution. */
  eventsOf(name: string): LineageEvent[] {
    return this.#events
      .list('')
      .filter(({ artifact, execution }) => artifact === name || execution === name);
  }

  /** Forgets everything in a store. */
  empty(store: string): void {
    const tables: readonly Table<{ node: { name: string } }>[] = Object.values(this.#nodes);
    for (const table of tables) {
      for (const { node } of table.list(`${store}/`)) table.delete(node.name);
    }
    for (const event of this.#events.list(`${store}/`)) this.#events.delete(keyOf(event));
    for (const { resource } of this.schemas.list(`${store}/`)) this.schemas.delete(resource.name);
  }

  #forgetContext(context: string): void {
    for (const table of Object.values(this.#nodes)) {
      for (const stored of table.list('')) {
        if (!stored.contexts.includes(context)) continue;
        const contexts = stored.contexts.filter((each) => each !== context);
        table.put(stored.node.name, { ...stored, contexts });
      }
    }
  }
}

function keyOf({ execution, artifact }: LineageEvent): string {
  return `${execution}/events/${artifact}`;
}
