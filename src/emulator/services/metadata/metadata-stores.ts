import type { EmulatorClock } from '../../clock.ts';
import { boundPage, type BoundListRequest } from '../../store/bound-page.ts';
import { cutPage } from '../../store/list-page.ts';
import { locationOf } from '../../store/names.ts';
import type { Operation } from '../../store/operations.ts';
import type { Store } from '../../store/store.ts';
import type { Table } from '../../store/table.ts';
import { toTimestamp } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import type { JsonObject } from '../../wire/json.ts';
import { approximateMessages } from '../messages.ts';
import { checkPageSize } from './metadata-list.ts';
import { metadataStoreName, newMetadataId } from './metadata-names.ts';

const aiplatform = 'google.cloud.aiplatform.v1';
const service = `${aiplatform}.MetadataService`;
const creation = 'create-metadata-store';
const deletion = 'delete-metadata-store';

/** A MetadataStore in JSON form. */
export interface MetadataStoreResource {
  name: string;
  createTime: string;
  updateTime: string;
  description?: string;
  encryptionSpec?: JsonObject;
  dataplexConfig?: JsonObject;
  state: JsonObject;
}

type StoreInput = Pick<MetadataStoreResource, 'description' | 'encryptionSpec' | 'dataplexConfig'>;

/** MetadataStores, the containers of everything else of the service. */
export class MetadataStores {
  readonly #store: Store;
  readonly #clock: EmulatorClock;
  readonly #table: Table<MetadataStoreResource>;

  /** @param emptyStore forgets what is in a store, when it is deleted. */
  constructor(store: Store, clock: EmulatorClock, emptyStore: (name: string) => void) {
    this.#store = store;
    this.#clock = clock;
    this.#table = store.openTable('metadataStores');
    store.operations.defineImmediate(creation, (input: { name: string; given: StoreInput }) =>
      this.#put(input.name, input.given),
    );
    store.operations.defineImmediate(deletion, ({ name }: { name: string }) => {
      emptyStore(name);
      this.#table.delete(name);
      return {};
    });
  }

  handlers(): HandlerTable {
    return {
      [`${service}.CreateMetadataStore`]: (request: CreateStoreRequest) => this.#create(request),
      [`${service}.GetMetadataStore`]: ({ name }: { name: string }) => this.require(name),
      [`${service}.ListMetadataStores`]: (request: BoundListRequest) => this.#list(request),
      [`${service}.DeleteMetadataStore`]: ({ name }: { name: string }) => this.#delete(name),
    };
  }

  /** @throws ApiError NOT_FOUND, which makes clients create the store. */
  require(given: string): MetadataStoreResource {
    const name = metadataStoreName(given);
    const found = this.#table.get(name);
    if (found !== undefined) return found;
    throw new ApiError('NOT_FOUND', approximateMessages.notFound('MetadataStore', name));
  }

  #create({ parent, metadataStore = {}, metadataStoreId }: CreateStoreRequest): Operation {
    const id = newMetadataId(metadataStoreId, 'metadata_store_id');
    const name = `${locationOf(parent).name}/metadataStores/${id}`;
    this.#refuseTaken(name);
    return this.#store.operations.start(
      {
        parent: name,
        responseType: `${aiplatform}.MetadataStore`,
        metadataType: `${aiplatform}.CreateMetadataStoreOperationMetadata`,
      },
      creation,
      { name, given: metadataStore },
    );
  }

  #put(name: string, { description, encryptionSpec, dataplexConfig }: StoreInput): object {
    this.#refuseTaken(name);
    const now = toTimestamp(this.#clock.now());
    const resource: MetadataStoreResource = {
      name,
      createTime: now,
      updateTime: now,
      state: {},
      ...(description === undefined ? {} : { description }),
      ...(encryptionSpec === undefined ? {} : { encryptionSpec }),
      ...(dataplexConfig === undefined ? {} : { dataplexConfig }),
    };
    this.#table.put(name, resource);
    return resource;
  }

  #refuseTaken(name: string): void {
    if (this.#table.get(name) === undefined) return;
    throw new ApiError('ALREADY_EXISTS', approximateMessages.alreadyExists('MetadataStore', name));
  }

  #list(request: BoundListRequest): object {
    checkPageSize(request.pageSize);
    const stores = this.#table.list(`${locationOf(request.parent).name}/metadataStores/`);
    const { items, ...page } = boundPage(request, (bound) =>
      cutPage(stores, bound, (each) => each),
    );
    return { metadataStores: items, ...page };
  }

  #delete(given: string): Operation {
    const { name } = this.require(given);
    return this.#store.operations.start(
      {
        parent: locationOf(name).name,
        responseType: 'google.protobuf.Empty',
        metadataType: `${aiplatform}.DeleteMetadataStoreOperationMetadata`,
      },
      deletion,
      { name },
    );
  }
}

interface CreateStoreRequest {
  parent: string;
  metadataStore?: StoreInput;
  metadataStoreId?: string;
}
