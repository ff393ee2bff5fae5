import { type ApiVersion, inVersion, twinOf } from './api-version.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';
import { type FieldType, isScalarType, type TypeTable } from './type-table.ts';

const typeUrlPrefix = 'type.googleapis.com/';
const verbatimTypes: ReadonlySet<string> = new Set([
  'google.protobuf.Value',
  'google.protobuf.Struct',
  'google.protobuf.ListValue',
  'google.protobuf.Timestamp',
  'google.protobuf.Duration',
  'google.protobuf.FieldMask',
]);

export interface EncodeOptions {
  /** Enums as numbers, as clients ask for by `$alt=json;enum-encoding=int`. */
  numericEnums?: boolean;
  /** In whose types the content of an Any is told; as it is stored when undefined. */
  version?: ApiVersion | undefined;
}

/** Writes handler results as Google's REST front end does: by type, without default values. */
export class JsonEncoder {
  readonly #types: TypeTable;

  constructor(types: TypeTable) {
    this.#types = types;
  }

  /**
   * A field that only the other version of the type has is left out.
   * @throws when the result has a field that no version has: a defect that must not reach clients.
   */
  encode(typeName: string, value: JsonObject, options: EncodeOptions = {}): JsonObject {
    const type = this.#types.message(typeName);
    const result: JsonObject = {};
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      const field = type.fieldsByName.get(key);
      if (field === undefined) {
        if (this.#isOfTwin(typeName, key)) continue;
        throw new Error(`${typeName} has no field ${key}`);
      }
      const encoded = this.#field(field, item, options);
      if (encoded !== undefined) result[field.name] = encoded;
    }
    return result;
  }

  /** The content of an Any: its `@type` decides how the rest is written. */
  #any(value: JsonObject, options: EncodeOptions): JsonObject {
    const url = value['@type'];
    if (typeof url !== 'string') throw new Error('an Any needs @type');
    const { '@type': _url, ...rest } = value;
    const type = this.#told(url.slice(typeUrlPrefix.length), options.version);
    return { '@type': `${typeUrlPrefix}${type}`, ...this.encode(type, rest, options) };
  }

  #told(type: string, version: ApiVersion | undefined): string {
    const told = version === undefined ? type : inVersion(type, version);
    return this.#types.type(told) === undefined ? type : told;
  }

  #isOfTwin(typeName: string, key: string): boolean {
    const twin = this.#types.type(twinOf(typeName) ?? '');
    return twin?.kind === 'message' && twin.fieldsByName.has(key);
  }

  #field(field: FieldType, value: JsonValue, options: EncodeOptions): JsonValue | undefined {
    if (field.isMap) {
      if (!isJsonObject(value) || Object.keys(value).length === 0) return undefined;
      const map: JsonObject = {};
      for (const [key, item] of Object.entries(value)) {
        if (item !== undefined) map[key] = this.#single(field.type, item, options);
      }
      return map;
    }
    if (field.isRepeated) {
      if (!Array.isArray(value) || value.length === 0) return undefined;
      return value.map((item) => this.#single(field.type, item, options));
    }
    if (!field.hasPresence && this.#isDefault(field.type, value)) return undefined;
    return this.#single(field.type, value, options);
  }

  #single(type: string, value: JsonValue, options: EncodeOptions): JsonValue {
    if (isScalarType(type) || verbatimTypes.has(type)) return value;
    if (!isJsonObject(value)) return this.#leaf(type, value, options);
    return type === 'google.protobuf.Any'
      ? this.#any(value, options)
      : this.encode(type, value, options);
  }

  /** Enums, and wrapper types, whose JSON is the bare scalar. */
  #leaf(type: string, value: JsonValue, options: EncodeOptions): JsonValue {
    const resolved = this.#types.type(type);
    if (resolved?.kind !== 'enum' || !options.numericEnums) return value;
    return typeof value === 'string' ? (resolved.numbers.get(value) ?? value) : value;
  }

  #isDefault(type: string, value: JsonValue): boolean {
    if (value === '' || value === false || value === 0 || value === null) return true;
    if (value === '0') return type.endsWith('64');
    if (typeof value !== 'string' || isScalarType(type)) return false;
    const resolved = this.#types.type(type);
    return resolved?.kind === 'enum' && resolved.numbers.get(value) === 0;
  }
}

/** An Any holding a message of the given type. */
export function anyOf(typeName: string, value: object): JsonObject {
  return { '@type': `${typeUrlPrefix}${typeName}`, ...value };
}
