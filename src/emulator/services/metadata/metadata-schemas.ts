import type { EmulatorClock } from '../../clock.ts';
import { boundPage, type BoundListRequest } from '../../store/bound-page.ts';
import { type ListFields, listPage, timeField } from '../../store/list-page.ts';
import type { Table } from '../../store/table.ts';
import { toTimestamp } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import type { JsonObject } from '../../wire/json.ts';
import { approximateMessages } from '../messages.ts';
import { invalidField } from '../validation.ts';
import { isPredefinedNamespace, knownSchemaTitles, knownSchemaVersion } from './known-schemas.ts';
import { checkPageSize } from './metadata-list.ts';
import { metadataStoreName, nameIn, newMetadataId } from './metadata-names.ts';
import type { MetadataStores } from './metadata-stores.ts';
import type { SchemaType } from './node-kind.ts';
import { checkMetadata, checkSchemaTitle, parseSchema } from './schema-document.ts';

const service = 'google.cloud.aiplatform.v1.MetadataService';

/** A MetadataSchema in JSON form, with its title beside the YAML that holds it. */
export interface StoredSchema {
  title: string;
  resource: {
    name: string;
    schemaVersion: string;
    schema: string;
    schemaType: SchemaType | 'METADATA_SCHEMA_TYPE_UNSPECIFIED';
    createTime: string;
    description?: string;
  };
}

const listFields: ListFields<StoredSchema> = {
  name: ({ resource }) => ({ kind: 'wildcard', value: resource.name }),
  schema_title: ({ title }) => ({ kind: 'wildcard', value: title }),
  schema_version: ({ resource }) => ({ kind: 'wildcard', value: resource.schemaVersion }),
  schema_type: ({ resource }) => ({ kind: 'text', value: resource.schemaType }),
  create_time: ({ resource }) => timeField(resource.createTime),
};

/** Schemas of metadata: the predefined ones, and those registered in a store. */
export class MetadataSchemas {
  readonly #table: Table<StoredSchema>;
  readonly #stores: MetadataStores;
  readonly #clock: EmulatorClock;

  constructor(table: Table<StoredSchema>, stores: MetadataStores, clock: EmulatorClock) {
    this.#table = table;
    this.#stores = stores;
    this.#clock = clock;
  }

  handlers(): HandlerTable {
    return {
      [`${service}.CreateMetadataSchema`]: (request: CreateSchemaRequest) => this.#create(request),
      [`${service}.GetMetadataSchema`]: ({ name }: { name: string }) => this.#get(name),
      [`${service}.ListMetadataSchemas`]: (request: BoundListRequest) => this.#list(request),
    };
  }

  /**
   * The version of the schema that metadata is to follow; without one the latest. Titles outside of
   * Google's namespaces must have been registered.
   * @throws ApiError INVALID_ARGUMENT when there is no such schema or the metadata does not follow it.
   */
  apply(
    store: string,
    type: SchemaType,
    { schemaTitle = '', schemaVersion = '', metadata = {} }: DescribedMetadata,
  ): string {
    if (schemaTitle === '') return schemaVersion;
    checkSchemaTitle(schemaTitle);
    const found = this.#all(store)
      .filter(({ title, resource }) => {
        const isVersion = schemaVersion === '' || resource.schemaVersion === schemaVersion;
        const isType = [type, 'METADATA_SCHEMA_TYPE_UNSPECIFIED'].includes(resource.schemaType);
        return title === schemaTitle && isVersion && isType;
      })
      .toSorted((a, b) => compareVersions(a.resource.schemaVersion, b.resource.schemaVersion))
      .at(-1);
    if (found !== undefined) {
      checkMetadata(parseSchema(found.resource.schema).document, metadata);
      return found.resource.schemaVersion;
    }
    if (isPredefinedNamespace(schemaTitle)) return schemaVersion || knownSchemaVersion;
    const version = schemaVersion === '' ? '' : ` of version ${schemaVersion}`;
    throw invalidField('schema_title', `There is no ${type} schema "${schemaTitle}"${version}.`);
  }

  #create({ parent, metadataSchema, metadataSchemaId }: CreateSchemaRequest): JsonObject {
    const store = this.#stores.require(parent).name;
    if (!metadataSchema?.schema) {
      throw new ApiError(
        'INVALID_ARGUMENT',
        approximateMessages.required('metadata_schema.schema'),
      );
    }
    const { title } = parseSchema(metadataSchema.schema);
    const { schemaVersion = knownSchemaVersion } = metadataSchema;
    if (!/^[0-9]+[.][0-9]+[.][0-9]+$/.test(schemaVersion)) {
      throw invalidField('metadata_schema.schema_version', `"${schemaVersion}" is invalid.`);
    }
    const id = newMetadataId(metadataSchemaId, 'metadata_schema_id');
    const name = `${store}/metadataSchemas/${id}`;
    const isTaken = this.#all(store).some(
      (each) =>
        each.resource.name === name ||
        (each.title === title && each.resource.schemaVersion === schemaVersion),
    );
    if (isTaken) {
      const text = approximateMessages.alreadyExists('MetadataSchema', `${title} ${schemaVersion}`);
      throw new ApiError('ALREADY_EXISTS', text);
    }
    const resource: StoredSchema['resource'] = {
      schemaType: 'METADATA_SCHEMA_TYPE_UNSPECIFIED',
      ...metadataSchema,
      schema: metadataSchema.schema,
      name,
      schemaVersion,
      createTime: toTimestamp(this.#clock.now()),
    };
    this.#table.put(name, { title, resource });
    return { ...resource };
  }

  #get(given: string): JsonObject {
    const name = nameIn('metadataSchemas', given);
    const store = this.#stores.require(name.split('/').slice(0, 6).join('/')).name;
    const found = this.#all(store).find(({ resource }) => resource.name === name);
    if (found !== undefined) return { ...found.resource };
    throw new ApiError('NOT_FOUND', approximateMessages.notFound('MetadataSchema', name));
  }

  #list(request: BoundListRequest): object {
    checkPageSize(request.pageSize);
    const all = this.#all(this.#stores.require(request.parent).name);
    const { items, ...page } = boundPage(request, (bound) => listPage(all, bound, listFields));
    return { metadataSchemas: items.map(({ resource }) => resource), ...page };
  }

  #all(given: string): StoredSchema[] {
    const { name, createTime } = this.#stores.require(metadataStoreName(given));
    return [...predefined(name, createTime), ...this.#table.list(`${name}/metadataSchemas/`)];
  }
}

export interface DescribedMetadata {
  schemaTitle?: string;
  schemaVersion?: string;
  metadata?: JsonObject;
}

interface CreateSchemaRequest {
  parent: string;
  metadataSchema?: Partial<StoredSchema['resource']>;
  metadataSchemaId?: string;
}

function predefined(store: string, createTime: string): StoredSchema[] {
  return Object.entries(knownSchemaTitles).flatMap(([schemaType, titles]) =>
    titles.map((title) => ({
      title,
      resource: {
        name: `${store}/metadataSchemas/${predefinedId(title)}`,
        schemaVersion: knownSchemaVersion,
        schema: `title: ${title}\ntype: object\n`,
        schemaType: schemaType as SchemaType,
        createTime,
      },
    })),
  );
}

/** `system.ResolverExecution` is `system-resolver-execution-v0-0-1`. */
function predefinedId(title: string): string {
  const words = title.replace('.', '-').replace(/([a-z0-9])([A-Z])/g, '$1-$2');
  return `${words.toLowerCase()}-v${knownSchemaVersion.replaceAll('.', '-')}`;
}

function compareVersions(a: string, b: string): number {
  const [x, y] = [a.split('.').map(Number), b.split('.').map(Number)];
  const index = x.findIndex((part, at) => part !== y[at]);
  return index < 0 ? 0 : (x[index] ?? 0) - (y[index] ?? 0);
}
