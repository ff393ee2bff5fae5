import protobuf from 'protobufjs';

/** What is kept whole; types are kept when a kept method or type reaches them. */
export interface Wanted {
  /** Full service names, and which of their methods: a list or all of them. */
  services: Readonly<Record<string, readonly string[] | 'all'>>;
  /** Keep the name and HTTP route of every other method, so that it can be refused by name. */
  routesOfOthers: boolean;
}

interface Node {
  nested?: Record<string, Node>;
  fields?: Record<string, { options?: Record<string, unknown> }>;
  methods?: Record<string, MethodNode>;
  values?: Record<string, number>;
  options?: unknown;
  edition?: unknown;
}

interface MethodNode {
  requestType?: string;
  responseType?: string;
  options?: Record<string, unknown>;
  parsedOptions?: Record<string, unknown>[];
}

/** The descriptors without everything that the wanted methods do not reach. */
export function pruneDescriptors(descriptors: object, wanted: Wanted): object {
  const root = protobuf.Root.fromJSON(descriptors as protobuf.INamespace);
  root.resolveAll();
  const kept = reachedTypes(root, wanted);
  return copy(descriptors as Node, '', kept, wanted) ?? {};
}

function reachedTypes(root: protobuf.Root, wanted: Wanted): Set<string> {
  const reached = new Set<string>();
  const visit = (type: protobuf.ReflectionObject | null): void => {
    if (type === null || reached.has(nameOf(type))) return;
    reached.add(nameOf(type));
    if (!(type instanceof protobuf.Type)) return;
    for (const field of type.fieldsArray) visit(field.resolvedType);
  };
  for (const [name, methods] of Object.entries(wanted.services)) {
    const found = root.lookup(name);
    if (!(found instanceof protobuf.Service)) continue;
    for (const method of found.methodsArray) {
      const called = methods === 'all' || methods.includes(method.name);
      if (called) {
        visit(method.resolvedRequestType);
        visit(method.resolvedResponseType);
      }
      // A client looks the types of all its operations up when it is made, called or not.
      for (const type of operationTypes(method)) {
        visit(found.parent?.lookup(type) ?? root.lookup(type));
      }
    }
  }
  for (const name of alwaysKept) visit(root.lookup(name));
  return reached;
}

/** Resolved by name at run time: inside Any, or by the JSON codec. */
const alwaysKept = [
  'google.protobuf.Any',
  'google.protobuf.Struct',
  'google.protobuf.Value',
  'google.protobuf.ListValue',
  'google.protobuf.NullValue',
  'google.protobuf.Empty',
  'google.protobuf.Timestamp',
  'google.protobuf.Duration',
  'google.protobuf.FieldMask',
  'google.rpc.Status',
  'google.longrunning.Operation',
  'google.api.HttpRule',
  'google.api.Http',
  'google.longrunning.OperationInfo',
];

function operationTypes(method: protobuf.Method): string[] {
  const options = (method.parsedOptions ?? []) as Record<string, unknown>[];
  return options.flatMap((option) => {
    const info = option['(google.longrunning.operation_info)'] as
      { response_type?: string; metadata_type?: string } | undefined;
    return [info?.response_type, info?.metadata_type].filter((name) => name !== undefined);
  });
}

function copy(node: Node, name: string, kept: Set<string>, wanted: Wanted): Node | undefined {
  if (node.methods !== undefined) return copyService(node, name, wanted);
  const nested = Object.entries(node.nested ?? {}).flatMap(([key, child]) => {
    const copied = copy(child, name === '' ? key : `${name}.${key}`, kept, wanted);
    return copied === undefined ? [] : [[key, copied] as const];
  });
  const children = nested.length === 0 ? {} : { nested: Object.fromEntries(nested) };
  const isType = node.fields !== undefined || node.values !== undefined;
  // A type of which only inner types are reached is nothing but their namespace.
  if (!isType || !kept.has(name)) return nested.length === 0 ? undefined : children;
  const { nested: _nested, ...own } = node;
  const fields = own.fields === undefined ? {} : { fields: bareFields(own.fields) };
  return { ...own, ...fields, ...children };
}

function copyService(node: Node, name: string, wanted: Wanted): Node | undefined {
  const methods = wanted.services[name];
  if (methods === undefined && !wanted.routesOfOthers) return undefined;
  const copied = Object.entries(node.methods ?? {}).flatMap(([key, method]) => {
    if (methods === 'all' || methods?.includes(key) === true) {
      const { options: _flat, ...rest } = method;
      return [[key, rest] as const];
    }
    return wanted.routesOfOthers ? [[key, routeOf(method)] as const] : [];
  });
  return { methods: Object.fromEntries(copied) };
}

function routeOf(method: MethodNode): MethodNode {
  const http = (method.parsedOptions ?? []).filter((option) => '(google.api.http)' in option);
  return http.length === 0 ? {} : { parsedOptions: http };
}

/** Of a field's options only what changes how it is written down. */
function bareFields(fields: NonNullable<Node['fields']>): NonNullable<Node['fields']> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, { options, ...field }]) => {
      const written = Object.fromEntries(
        Object.entries(options ?? {}).filter(([option]) =>
          ['proto3_optional', 'packed', 'json_name'].includes(option),
        ),
      );
      return [key, Object.keys(written).length === 0 ? field : { ...field, options: written }];
    }),
  );
}

function nameOf(object: protobuf.ReflectionObject): string {
  return object.fullName.replace(/^\./, '');
}
