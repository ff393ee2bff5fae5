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
  numericEnums: boolean;
}

/** Writes handler results as Google's REST front end does: by type, without default values. */
export class JsonEncoder {
  readonly #types: TypeTable;

  constructor(types: TypeTable) {
    this.#types = types;
  }

  /** @throws when the result has a field that the type lacks: a defect that must not reach clients. */
  encode(typeName: string, value: JsonObject, options: EncodeOptions): JsonObject {
    const type = this.#types.message(typeName);
    const result: JsonObject = {};
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      const field = type.fieldsByName.get(key);
      if (field === undefined) throw new Error(`${typeName} has no field ${key}`);
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
    return { '@type': url, ...this.encode(url.slice(typeUrlPrefix.length), rest, options) };
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
