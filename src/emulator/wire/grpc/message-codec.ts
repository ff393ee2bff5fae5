import protobuf from 'protobufjs';
import { fromProto3JSON, toProto3JSON } from 'proto3-json-serializer';
import { ApiError } from '../api-error.ts';
import type { DescriptorNode } from '../descriptors.ts';
import { isJsonObject, type JsonObject } from '../json.ts';

/** Between messages on the wire and the proto3 JSON form that handlers read and write. */
export class MessageCodec {
  readonly #roots: readonly protobuf.Root[];
  readonly #types = new Map<string, protobuf.Type>();

  constructor(descriptors: readonly DescriptorNode[]) {
    this.#roots = descriptors.map((tree) =>
      protobuf.Root.fromJSON(withoutServices(tree) as protobuf.INamespace),
    );
  }

  /** Fields that are not on the wire are not in the result. @throws ApiError INVALID_ARGUMENT */
  decode(typeName: string, bytes: Buffer): JsonObject {
    try {
      const message = this.#type(typeName).decode(bytes);
      normalise(message);
      const json = toProto3JSON(message);
      if (isJsonObject(json)) return json;
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new ApiError('INVALID_ARGUMENT', `Invalid ${typeName} received. ${why}`);
    }
    throw new ApiError('INVALID_ARGUMENT', `Invalid ${typeName} received.`);
  }

  /** @throws ApiError UNIMPLEMENTED for a key `__proto__`; when the value does not fit the type: a defect. */
  encode(typeName: string, json: JsonObject): Buffer {
    const type = this.#type(typeName);
    if (hasLostKey(json)) {
      throw new ApiError('UNIMPLEMENTED', `${lostKeyReason} Ask over REST.`);
    }
    const message = fromProto3JSON(type, json as Parameters<typeof fromProto3JSON>[1]);
    return Buffer.from(type.encode(message ?? {}).finish());
  }

  #type(fullName: string): protobuf.Type {
    const known = this.#types.get(fullName);
    if (known !== undefined) return known;
    const root = this.#roots.find(
      (candidate) => candidate.lookup(fullName, protobuf.Type) !== null,
    );
    if (root === undefined) throw new Error(`no message ${fullName} in the descriptors`);
    const type = root.lookupType(fullName);
    this.#types.set(fullName, type);
    return type;
  }
}

/** Only types are needed, and of methods that are not served the descriptors may have the name alone. */
function withoutServices(node: DescriptorNode): DescriptorNode {
  if (node.nested === undefined) return node;
  const kept = Object.entries(node.nested).filter(([, child]) => child.methods === undefined);
  const nested = kept.map(([name, child]) => [name, withoutServices(child)] as const);
  return { ...node, nested: Object.fromEntries(nested) };
}

/**
 * protobufjs gives every message its maps, filled or not; on the wire an empty map is none.
 * @throws when a map has a key that the conversion to JSON would drop.
 */
function normalise(message: protobuf.Message): void {
  const values = message as unknown as Record<string, unknown>;
  for (const [name, field] of Object.entries(message.$type.fields)) {
    const value = values[name];
    if (value === null || typeof value !== 'object' || !Object.hasOwn(message, name)) continue;
    if (field.map && Object.hasOwn(value, lostKey)) throw new Error(lostKeyReason);
    const items = field.map || field.repeated ? Object.values(value) : [value];
    if (field.map && items.length === 0) delete values[name];
    for (const item of items) if (item instanceof protobuf.Message) normalise(item);
  }
}

/** proto3-json-serializer assigns keys one by one, and so takes this one for the prototype. */
const lostKey = '__proto__';
const lostKeyReason = `A key ${lostKey} cannot be carried over gRPC here.`;

function hasLostKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, lostKey) || Object.values(value).some(hasLostKey);
}
