import type { EmulatorClock } from '../../clock.ts';
import type { BoundListRequest } from '../../store/bound-page.ts';
import { pick, without } from '../../store/fields.ts';
import { filterResources, type ListCalls, type ListFields } from '../../store/list-page.ts';
import { idOf, locationOf } from '../../store/names.ts';
import type { Operation } from '../../store/operations.ts';
import type { Store } from '../../store/store.ts';
import { toTimestamp } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import type { JsonObject } from '../../wire/json.ts';
import { approximateMessages, knownMessages } from '../messages.ts';
import type { MetadataGraph } from './metadata-graph.ts';
import { nodeCalls, nodeFields, pageOfNodes } from './metadata-list.ts';
import { canonicalFilter, metadataStoreOf, nameIn, newMetadataId } from './metadata-names.ts';
import type { MetadataSchemas } from './metadata-schemas.ts';
import type { MetadataStores } from './metadata-stores.ts';
import { type NodeInput, readNodeInput, updatedFields } from './node-input.ts';
import type { NodeKind, StoredNode } from './node-kind.ts';

const aiplatform = 'google.cloud.aiplatform.v1';
const service = `${aiplatform}.MetadataService`;
const maxPurgeSample = 100;

export interface NodeParts {
  store: Store;
  clock: EmulatorClock;
  graph: MetadataGraph;
  stores: MetadataStores;
  schemas: MetadataSchemas;
}

/** The resource of a node, as the API answers it. */
export function nodeResource(kind: NodeKind, { node, contexts }: StoredNode): JsonObject {
  const resource: JsonObject = { ...node };
  return kind.message === 'Context' ? { ...resource, parentContexts: [...contexts] } : resource;
}

/** Create, get, list, update, delete and purge of one kind of nodes. */
export class Nodes {
  readonly #kind: NodeKind;
  readonly #parts: NodeParts;
  readonly #fields: ListFields<StoredNode>;
  readonly #calls: ListCalls<StoredNode>;

  constructor(kind: NodeKind, parts: NodeParts) {
    this.#kind = kind;
    this.#parts = parts;
    this.#fields = nodeFields(kind, (context) => parts.graph.childrenOf(context));
    this.#calls = kind.message === 'Context' ? {} : nodeCalls;
    parts.store.operations.defineImmediate(`delete-${kind.collection}`, ({ name }: Named) => {
      parts.graph.delete(kind, name);
      return {};
    });
    parts.store.operations.defineImmediate(`purge-${kind.collection}`, (request: PurgeRequest) =>
      this.#purged(request),
    );
  }

  handlers(): HandlerTable {
    const { message } = this.#kind;
    return {
      [`${service}.Create${message}`]: (request: CreateRequest) => this.#create(request),
      [`${service}.Get${message}`]: ({ name }: Named) =>
        nodeResource(this.#kind, this.#parts.graph.require(this.#kind, name)),
      [`${service}.List${message}s`]: (request: BoundListRequest) => this.#list(request),
      [`${service}.Update${message}`]: (request: UpdateRequest) => this.#update(request),
      [`${service}.Delete${message}`]: (request: Named & { etag?: string }) =>
        this.#delete(request),
      [`${service}.Purge${message}s`]: (request: PurgeRequest) => this.#purge(request),
    };
  }

  #create(request: CreateRequest): JsonObject {
    const { field, collection, message } = this.#kind;
    const input = request[field];
    if (input === undefined) {
      throw new ApiError('INVALID_ARGUMENT', approximateMessages.required(field));
    }
    const store = this.#parts.stores.require(request.parent).name;
    const name = `${store}/${collection}/${newMetadataId(request[`${field}Id`], `${field}_id`)}`;
    if (this.#parts.graph.find(this.#kind, name) !== undefined) {
      throw new ApiError('ALREADY_EXISTS', approximateMessages.alreadyExists(message, name));
    }
    return this.#add(name, input);
  }

  #add(name: string, input: NodeInput): JsonObject {
    const now = Math.trunc(this.#parts.clock.now());
    const createTime = toTimestamp(now);
    const given = readNodeInput(this.#kind, input);
    return this.#save({
      node: { ...given, name, createTime, updateTime: createTime, etag: String(now) },
      contexts: [],
    });
  }

  #list(request: BoundListRequest): object {
    const { collection } = this.#kind;
    const nodes = this.#parts.graph.list(
      this.#kind,
      this.#parts.stores.require(request.parent).name,
    );
    const { items, ...page } = pageOfNodes(nodes, request, this.#fields, this.#calls);
    return { [collection]: items.map((each) => nodeResource(this.#kind, each)), ...page };
  }

  #update(request: UpdateRequest): JsonObject {
    const { field } = this.#kind;
    const input = request[field] ?? {};
    const name = nameIn(this.#kind.collection, input.name ?? '');
    const stored = this.#parts.graph.find(this.#kind, name);
    if (stored === undefined && request.allowMissing === true) {
      this.#parts.stores.require(metadataStoreOf(name));
      newMetadataId(idOf(name), `${field}_id`);
      return this.#add(name, input);
    }
    const { node, contexts } = stored ?? this.#parts.graph.require(this.#kind, name);
    if (input.etag !== undefined && input.etag !== '' && input.etag !== node.etag) {
      const text = knownMessages.metadataEtag(this.#kind.message, input.etag, node.etag);
      throw new ApiError('ABORTED', text);
    }
    const changed = updatedFields(this.#kind, input, request.updateMask);
    const given = readNodeInput(this.#kind, pick(input, changed));
    const now = Math.trunc(this.#parts.clock.now());
    const etag = String(Math.max(now, Number(node.etag) + 1));
    return this.#save({
      node: { ...without(node, changed), ...given, updateTime: toTimestamp(now), etag },
      contexts,
    });
  }

  #save({ node, contexts }: StoredNode): JsonObject {
    const store = metadataStoreOf(node.name);
    const schemaVersion = this.#parts.schemas.apply(store, this.#kind.schemaType, node);
    const stored = { node: schemaVersion === '' ? node : { ...node, schemaVersion }, contexts };
    this.#parts.graph.put(this.#kind, stored);
    return nodeResource(this.#kind, stored);
  }

  #delete({ name, etag }: Named & { etag?: string }): Operation {
    const { node } = this.#parts.graph.require(this.#kind, name);
    if (etag !== undefined && etag !== '' && etag !== node.etag) {
      const text = knownMessages.metadataEtag(this.#kind.message, etag, node.etag);
      throw new ApiError('FAILED_PRECONDITION', text);
    }
    return this.#parts.store.operations.start(
      {
        parent: locationOf(node.name).name,
        responseType: 'google.protobuf.Empty',
        metadataType: `${aiplatform}.DeleteOperationMetadata`,
      },
      `delete-${this.#kind.collection}`,
      { name: node.name },
    );
  }

  #purge(request: PurgeRequest): Operation {
    const parent = this.#parts.stores.require(request.parent).name;
    if (!request.filter) {
      throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('filter'));
    }
    const { message, collection } = this.#kind;
    this.#admitted({ ...request, parent });
    return this.#parts.store.operations.start(
      {
        parent,
        responseType: `${aiplatform}.Purge${message}sResponse`,
        metadataType: `${aiplatform}.Purge${message}sMetadata`,
      },
      `purge-${collection}`,
      { ...request, parent },
    );
  }

  /** Deletes what the filter admits, or without `force` answers a sample of it. */
  #purged(request: PurgeRequest): object {
    const names = this.#admitted(request).map(({ node }) => node.name);
    const purgeCount = String(names.length);
    if (request.force !== true) return { purgeCount, purgeSample: names.slice(0, maxPurgeSample) };
    for (const name of names) this.#parts.graph.delete(this.#kind, name);
    return { purgeCount };
  }

  #admitted({ parent, filter }: PurgeRequest): StoredNode[] {
    const nodes = this.#parts.graph.list(this.#kind, parent);
    return filterResources(nodes, canonicalFilter(filter ?? ''), this.#fields, this.#calls);
  }
}

interface Named {
  name: string;
}

type CreateRequest = { parent: string } & Partial<
  Record<NodeKind['field'], NodeInput> & Record<`${NodeKind['field']}Id`, string>
>;

type UpdateRequest = { updateMask?: string; allowMissing?: boolean } & Partial<
  Record<NodeKind['field'], NodeInput>
>;

interface PurgeRequest {
  parent: string;
  filter?: string;
  force?: boolean;
}
