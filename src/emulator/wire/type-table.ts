import type { DescriptorNode, FieldNode, MethodNode } from './descriptors.ts';

export interface FieldType {
  /** camelCase, as in JSON. */
  name: string;
  /** Scalar type name, or the full name of a message or enum. */
  type: string;
  isRepeated: boolean;
  isMap: boolean;
  /** Presence is tracked (oneof, proto3 optional, message): a default value is still a value. */
  hasPresence: boolean;
}

export interface MessageType {
  kind: 'message';
  name: string;
  fields: readonly FieldType[];
  /** By camelCase and by snake_case name. */
  fieldsByName: ReadonlyMap<string, FieldType>;
}

export interface EnumType {
  kind: 'enum';
  name: string;
  numbers: ReadonlyMap<string, number>;
  names: ReadonlyMap<number, string>;
}

export interface MethodType {
  /** `google.cloud.aiplatform.v1.EndpointService.DeployModel`. */
  fullName: string;
  service: string;
  /** Full names; undefined for methods whose types were pruned. */
  requestType: string | undefined;
  responseType: string | undefined;
  options: readonly Readonly<Record<string, unknown>>[];
}

interface Found {
  node: DescriptorNode;
  name: string;
}

const scalarTypes: ReadonlySet<string> = new Set([
  'double',
  'float',
  'int32',
  'int64',
  'uint32',
  'uint64',
  'sint32',
  'sint64',
  'fixed32',
  'fixed64',
  'sfixed32',
  'sfixed64',
  'bool',
  'string',
  'bytes',
]);

export function isScalarType(type: string): boolean {
  return scalarTypes.has(type);
}

export function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function toCamelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

/** Message, enum and method types of several descriptor trees, resolved on first use. */
export class TypeTable {
  readonly #trees: readonly DescriptorNode[];
  readonly #types = new Map<string, MessageType | EnumType | undefined>();

  constructor(trees: readonly DescriptorNode[]) {
    this.#trees = trees;
  }

  /** @throws when the descriptors have no such message. */
  message(fullName: string): MessageType {
    const type = this.type(fullName);
    if (type?.kind !== 'message') throw new Error(`no message ${fullName} in the descriptors`);
    return type;
  }

  type(fullName: string): MessageType | EnumType | undefined {
    if (this.#types.has(fullName)) return this.#types.get(fullName);
    const built = this.#build(fullName);
    this.#types.set(fullName, built);
    return built;
  }

  /** Every method of every service. */
  methods(): MethodType[] {
    return this.#trees.flatMap((tree) => [...this.#methodsIn(tree, '')]);
  }

  *#methodsIn(node: DescriptorNode, name: string): Generator<MethodType> {
    for (const [key, method] of Object.entries(node.methods ?? {})) {
      yield this.#method(name, key, method);
    }
    for (const [key, child] of Object.entries(node.nested ?? {})) {
      if (child.fields === undefined) yield* this.#methodsIn(child, joined(name, key));
    }
  }

  #method(service: string, name: string, node: MethodNode): MethodType {
    const resolved = (type: string | undefined): string | undefined =>
      type === undefined ? undefined : this.#resolve(type, service)?.name;
    return {
      fullName: `${service}.${name}`,
      service,
      requestType: resolved(node.requestType),
      responseType: resolved(node.responseType),
      options: node.parsedOptions ?? [],
    };
  }

  /** Full name of a type as written inside `scope`. */
  resolveName(type: string, scope: string): string | undefined {
    return this.#resolve(type, scope)?.name;
  }

  #resolve(type: string, scope: string): Found | undefined {
    if (type.startsWith('.')) return this.#find(type.slice(1));
    for (let at = scope; ; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
      const found = this.#find(joined(at, type));
      if (found !== undefined) return found;
      if (at === '') return undefined;
    }
  }

  #find(fullName: string): Found | undefined {
    const path = fullName.split('.');
    for (const tree of this.#trees) {
      let node: DescriptorNode | undefined = tree;
      for (const key of path) node = node?.nested?.[key];
      if (node?.fields !== undefined || node?.values !== undefined) return { node, name: fullName };
    }
    return undefined;
  }

  #build(fullName: string): MessageType | EnumType | undefined {
    const node = this.#find(fullName)?.node;
    if (node?.values !== undefined) {
      const entries = Object.entries(node.values);
      return {
        kind: 'enum',
        name: fullName,
        numbers: new Map(entries),
        names: new Map(entries.map(([name, number]) => [number, name])),
      };
    }
    if (node?.fields === undefined) return undefined;
    const inOneof = new Set(Object.values(node.oneofs ?? {}).flatMap((oneof) => oneof.oneof));
    const fields = Object.entries(node.fields).map(([name, field]) =>
      this.#field(fullName, name, field, inOneof.has(name)),
    );
    const fieldsByName = new Map<string, FieldType>();
    for (const field of fields) {
      fieldsByName.set(field.name, field);
      fieldsByName.set(toSnakeCase(field.name), field);
    }
    return { kind: 'message', name: fullName, fields, fieldsByName };
  }

  #field(owner: string, name: string, node: FieldNode, inOneof: boolean): FieldType {
    const isScalar = isScalarType(node.type);
    const type = isScalar ? node.type : this.#resolve(node.type, owner)?.name;
    if (type === undefined) throw new Error(`no type ${node.type} for ${owner}.${name}`);
    const isMessage = !isScalar && this.#find(type)?.node.fields !== undefined;
    return {
      name,
      type,
      isRepeated: node.rule === 'repeated',
      isMap: node.keyType !== undefined,
      hasPresence: inOneof || isMessage || node.options?.['proto3_optional'] === true,
    };
  }
}

function joined(scope: string, name: string): string {
  return scope === '' ? name : `${scope}.${name}`;
}
