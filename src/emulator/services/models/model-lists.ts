import { comparisonsIn, unknownField } from '../../store/filter.ts';
import { type Comparator, parseFilter } from '../../store/filter-parser.ts';
import {
  type ListFields,
  listPage,
  type ListRequest,
  mapField,
  type Page,
  textField,
  timeField,
} from '../../store/list-page.ts';
import { idOf } from '../../store/names.ts';
import { ApiError } from '../../wire/api-error.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../wire/json.ts';
import { toSnakeCase } from '../../wire/type-table.ts';

/** What a list method documents that it filters and orders by. */
interface ListRules {
  filters: Readonly<Record<string, readonly Comparator[]>>;
  orders: readonly string[];
}

/** As the comments of ListModelsRequest say. */
export const modelListRules: ListRules = {
  filters: {
    model: ['=', '!='],
    display_name: ['=', '!='],
    labels: ['=', '!=', ':'],
    base_model_name: ['='],
  },
  orders: ['display_name', 'create_time', 'update_time'],
};

/** As the comments of ListModelVersionsRequest say. */
export const versionListRules: ListRules = {
  filters: { labels: ['=', '!=', ':'] },
  orders: ['create_time', 'update_time'],
};

const fields: ListFields<JsonObject> = {
  model: (model) => textField(idOf(String(model['name']))),
  display_name: (model) => textField(String(model['displayName'])),
  labels: (model) => mapField(model['labels'] as JsonObject),
  base_model_name: (model) => textField(baseModelName(model['baseModelSource'])),
  create_time: (model) => timeField(String(model['createTime'])),
  update_time: (model) => timeField(String(model['updateTime'])),
};

/** Versions are ordered by their own times. */
const versionFields: ListFields<JsonObject> = {
  ...fields,
  create_time: (model) => timeField(String(model['versionCreateTime'])),
  update_time: (model) => timeField(String(model['versionUpdateTime'])),
};

/** @throws ApiError INVALID_ARGUMENT for what the method does not document */
export function pageOfModels(
  models: readonly JsonObject[],
  request: ListRequest,
): Page<JsonObject> {
  checkRules(request, modelListRules);
  return listPage(models, request, fields);
}

/** @throws ApiError INVALID_ARGUMENT for what the method does not document */
export function pageOfVersions(
  versions: readonly JsonObject[],
  request: ListRequest,
): Page<JsonObject> {
  checkRules(request, versionListRules);
  return listPage(versions, request, versionFields);
}

function checkRules(
  { filter = '', orderBy = '' }: ListRequest,
  { filters, orders }: ListRules,
): void {
  for (const { path, comparator } of comparisonsIn(parseFilter(filter))) {
    const name = toSnakeCase(path[0] ?? '');
    const allowed = Object.hasOwn(filters, name) ? filters[name] : undefined;
    if (allowed === undefined) throw unknownField(path);
    if (!allowed.includes(comparator)) {
      const why = `"${name}" supports ${allowed.join(' ')} only.`;
      throw new ApiError('INVALID_ARGUMENT', `Invalid filter: ${why}`);
    }
  }
  for (const key of orderBy.split(',').filter((part) => part.trim() !== '')) {
    const name = toSnakeCase(key.trim().split(/\s+/)[0] ?? '');
    if (orders.includes(name)) continue;
    throw new ApiError('INVALID_ARGUMENT', `Invalid order_by: unsupported field "${name}".`);
  }
}

function baseModelName(source: JsonValue | undefined): string | undefined {
  if (!isJsonObject(source)) return undefined;
  const { modelGardenSource: garden, genieSource: genie } = source;
  const name = isJsonObject(garden) ? garden['publicModelName'] : undefined;
  const uri = isJsonObject(genie) ? genie['baseModelUri'] : undefined;
  const known = name ?? uri;
  return typeof known === 'string' ? idOf(known) : undefined;
}
