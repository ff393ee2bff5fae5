import type { EmulatorClock } from '../../clock.ts';
import type { Store } from '../../store/store.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import type { Service } from '../service.ts';
import { ContextLinks } from './context-links.ts';
import { Lineage } from './lineage.ts';
import { MetadataGraph } from './metadata-graph.ts';
import { MetadataSchemas } from './metadata-schemas.ts';
import { MetadataStores } from './metadata-stores.ts';
import { artifactKind, contextKind, executionKind } from './node-kind.ts';
import { Nodes } from './nodes.ts';

/** ML Metadata: what Vertex AI Experiments and lineage are kept in. */
export class MetadataService implements Service {
  readonly #parts: readonly { handlers(): HandlerTable }[];

  constructor(store: Store, clock: EmulatorClock) {
    const graph = new MetadataGraph(store);
    const stores = new MetadataStores(store, clock, (name) => graph.empty(name));
    const schemas = new MetadataSchemas(graph.schemas, stores, clock);
    const parts = { store, clock, graph, stores, schemas };
    this.#parts = [
      stores,
      schemas,
      ...[artifactKind, executionKind, contextKind].map((kind) => new Nodes(kind, parts)),
      new ContextLinks(graph),
      new Lineage(graph, clock),
    ];
  }

  handlers(): HandlerTable {
    return Object.assign({}, ...this.#parts.map((part) => part.handlers()));
  }
}
