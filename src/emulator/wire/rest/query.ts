import { ApiError } from '../api-error.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { type FieldType, isScalarType, type TypeTable } from '../type-table.ts';

/** Parameters that Google's front ends read themselves, on any method. */
const systemParameters: ReadonlySet<string> = new Set([
  'alt',
  '$alt',
  '$.xgafv',
  '$httpMethod',
  '$outputDefaults',
  '$prettyPrint',
  '$unique',
  'access_token',
  'callback',
  'fields',
  'key',
  'oauth_token',
  'prettyPrint',
  'quotaUser',
  'uploadType',
  'upload_protocol',
  'userProject',
]);

/** Reads a query string as (part of) a request message; nested fields are dotted. */
export function readQuery(types: TypeTable, typeName: string, query: URLSearchParams): JsonObject {
  const request: JsonObject = {};
  for (const [key, value] of query) {
    if (systemParameters.has(key)) continue;
    setParameter(types, typeName, request, key, value);
  }
  return request;
}

/** True when the caller asked for enums as numbers. */
export function asksNumericEnums(query: URLSearchParams): boolean {
  return (query.get('$alt') ?? '').includes('enum-encoding=int');
}

function setParameter(
  types: TypeTable,
  typeName: string,
  request: JsonObject,
  key: string,
  value: string,
): void {
  const path = key.split('.');
  let at = request;
  let type = types.message(typeName);
  for (const [index, part] of path.entries()) {
    const field = type.fieldsByName.get(part);
    if (field === undefined) throw cannotBind(key);
    if (index === path.length - 1) {
      assign(types, at, field, key, value);
      return;
    }
    const next = isScalarType(field.type) || field.isRepeated ? undefined : types.type(field.type);
    if (next?.kind !== 'message') throw cannotBind(key);
    const child = at[field.name];
    const nested = isJsonObject(child) ? child : {};
    at[field.name] = nested;
    at = nested;
    type = next;
  }
}

function assign(
  types: TypeTable,
  at: JsonObject,
  field: FieldType,
  key: string,
  value: string,
): void {
  if (field.isMap || (!isTextual(field.type) && types.type(field.type)?.kind === 'message')) {
    throw cannotBind(key);
  }
  if (!field.isRepeated) {
    at[field.name] = value;
    return;
  }
  const list = at[field.name];
  at[field.name] = Array.isArray(list) ? [...list, value] : [value];
}

/** Types whose JSON is one string or scalar. */
function isTextual(type: string): boolean {
  if (isScalarType(type)) return true;
  return /^google\.protobuf\.(Timestamp|Duration|FieldMask|\w+Value)$/.test(type);
}

function cannotBind(key: string): ApiError {
  return new ApiError(
    'INVALID_ARGUMENT',
    `Invalid JSON payload received. Unknown name "${key}": Cannot bind query parameter. Field '${key}' could not be found in request message.`,
  );
}
