import { ApiError } from './api-error.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';
import {
  type EnumType,
  type FieldType,
  isScalarType,
  toCamelCase,
  toSnakeCase,
  type TypeTable,
} from './type-table.ts';

const rawTypes: ReadonlySet<string> = new Set([
  'google.protobuf.Value',
  'google.protobuf.Struct',
  'google.protobuf.ListValue',
  'google.protobuf.Any',
]);

const wrappedScalars: ReadonlyMap<string, string> = new Map([
  ['google.protobuf.DoubleValue', 'double'],
  ['google.protobuf.FloatValue', 'float'],
  ['google.protobuf.Int64Value', 'int64'],
  ['google.protobuf.UInt64Value', 'uint64'],
  ['google.protobuf.Int32Value', 'int32'],
  ['google.protobuf.UInt32Value', 'uint32'],
  ['google.protobuf.BoolValue', 'bool'],
  ['google.protobuf.StringValue', 'string'],
  ['google.protobuf.BytesValue', 'bytes'],
]);

const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i;
const durationForm = /^-?\d+(\.\d{1,9})?s$/;
const int32Limit = 2 ** 31;

/** Turns proto3 JSON, as clients may write it, into the one form that handlers read. */
export class JsonDecoder {
  readonly #types: TypeTable;

  constructor(types: TypeTable) {
    this.#types = types;
  }

  /**
   * Accepts camelCase and snake_case keys, enums as names or numbers, int64 as string or number.
   * `fromQuery` also accepts booleans and enum numbers written as text.
   * @throws ApiError INVALID_ARGUMENT naming the path of the first thing that is wrong.
   */
  decode(typeName: string, json: JsonValue, path = '', fromQuery = false): JsonObject {
    if (!isJsonObject(json)) throw invalidValue(path, typeName, json);
    const type = this.#types.message(typeName);
    const result: JsonObject = {};
    for (const [key, value] of Object.entries(json)) {
      const field = type.fieldsByName.get(key);
      if (field === undefined) throw unknownName(key, path);
      if (value === undefined) continue;
      if (value === null && field.type !== 'google.protobuf.Value') continue;
      result[field.name] = this.#field(field, value, inside(path, field.name), fromQuery);
    }
    return result;
  }

  #field(field: FieldType, value: JsonValue, path: string, fromQuery: boolean): JsonValue {
    if (field.isMap) {
      if (!isJsonObject(value)) throw invalidValue(path, 'map', value);
      const map: JsonObject = {};
      for (const [key, item] of Object.entries(value)) {
        if (item !== undefined)
          map[key] = this.#single(field.type, item, `${path}[${key}]`, fromQuery);
      }
      return map;
    }
    if (field.isRepeated) {
      if (!Array.isArray(value)) throw invalidValue(path, `repeated ${field.type}`, value);
      return value.map((item, index) =>
        this.#single(field.type, item, `${path}[${index}]`, fromQuery),
      );
    }
    return this.#single(field.type, value, path, fromQuery);
  }

  #single(type: string, value: JsonValue, path: string, fromQuery: boolean): JsonValue {
    if (rawTypes.has(type)) return value;
    const scalar = isScalarType(type) ? type : wrappedScalars.get(type);
    if (scalar !== undefined) return decodeScalar(scalar, value, path, fromQuery);
    if (type === 'google.protobuf.Timestamp') return textLike(rfc3339, type, value, path);
    if (type === 'google.protobuf.Duration') return textLike(durationForm, type, value, path);
    if (type === 'google.protobuf.FieldMask') return decodeFieldMask(value, path);
    const resolved = this.#types.type(type);
    if (resolved?.kind === 'enum') return decodeEnum(resolved, value, path, fromQuery);
    return this.decode(type, value, path, fromQuery);
  }
}

function decodeScalar(type: string, value: JsonValue, path: string, fromQuery: boolean): JsonValue {
  switch (type) {
    case 'string':
      if (typeof value === 'string') return value;
      break;
    case 'bytes':
      if (typeof value === 'string') return value;
      break;
    case 'bool':
      if (typeof value === 'boolean') return value;
      // gcloud writes True and False.
      if (fromQuery && typeof value === 'string' && /^(true|false)$/i.test(value)) {
        return value.toLowerCase() === 'true';
      }
      break;
    case 'double':
    case 'float': {
      if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return value;
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      if (typeof number === 'number' && Number.isFinite(number)) return number;
      break;
    }
    case 'int64':
    case 'uint64':
    case 'sint64':
    case 'fixed64':
    case 'sfixed64':
      if (typeof value === 'number' && Number.isInteger(value)) return String(value);
      if (typeof value === 'string' && /^-?\d+$/.test(value)) return value;
      break;
    default: {
      const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
      const fits =
        typeof number === 'number' && Number.isInteger(number) && Math.abs(number) < int32Limit;
      if (fits) return number;
    }
  }
  throw invalidValue(path, `TYPE_${type.toUpperCase()}`, value);
}

function decodeEnum(type: EnumType, value: JsonValue, path: string, fromQuery: boolean): JsonValue {
  const given =
    fromQuery && typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof given === 'number') return type.names.get(given) ?? given;
  if (typeof given === 'string' && type.numbers.has(given)) return given;
  throw invalidValue(path, `type.googleapis.com/${type.name}`, value);
}

/** A mask in camelCase, comma separated. Clients send camelCase (proto JSON) or snake_case (gcloud). */
function decodeFieldMask(value: JsonValue, path: string): string {
  if (typeof value !== 'string') throw invalidValue(path, 'google.protobuf.FieldMask', value);
  return value
    .split(',')
    .map((part) => toCamelCase(part.trim()))
    .filter((part) => part !== '')
    .join(',');
}

function textLike(form: RegExp, type: string, value: JsonValue, path: string): string {
  if (typeof value === 'string' && form.test(value)) return value;
  throw invalidValue(path, `type.googleapis.com/${type}`, value);
}

function inside(path: string, name: string): string {
  return path === '' ? toSnakeCase(name) : `${path}.${toSnakeCase(name)}`;
}

function unknownName(key: string, path: string): ApiError {
  const where = path === '' ? '' : ` at '${path}'`;
  return new ApiError(
    'INVALID_ARGUMENT',
    `Invalid JSON payload received. Unknown name "${key}"${where}: Cannot find field.`,
  );
}

function invalidValue(path: string, type: string, value: JsonValue): ApiError {
  const where = path === '' ? '' : ` at '${path}'`;
  return new ApiError(
    'INVALID_ARGUMENT',
    `Invalid value${where} (${type}), ${JSON.stringify(value).slice(0, 200)}`,
  );
}
