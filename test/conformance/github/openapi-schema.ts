/** A schema of OpenAPI 3.0. */
export type OpenApiSchema = Readonly<Record<string, unknown>>;
export type SchemaChange = (schema: OpenApiSchema) => OpenApiSchema;

/** Keywords that combine schemas: an object is not closed beside one of them. */
const combiners = ['allOf', 'anyOf', 'oneOf'];
/** What stands under these is data and no schema. */
const dataKeys = ['enum', 'example', 'examples', 'default', 'const'];

/** The same as a JSON Schema, which says in another way that something may be null. */
export function whole(schema: OpenApiSchema): OpenApiSchema {
  if (schema['nullable'] !== true || schema['type'] !== undefined) return schema;
  const { nullable: _, ...rest } = schema;
  return { anyOf: [rest, { type: 'null' }] };
}

/** The same, closed: objects have no properties that the schema does not name. */
export function closed(schema: OpenApiSchema): OpenApiSchema {
  const same = whole(schema);
  const isOpen = 'additionalProperties' in same || combiners.some((key) => key in same);
  return 'properties' in same && !isOpen ? { ...same, additionalProperties: false } : same;
}

/**
 * Any part of what the schema accepts, closed. It is what a stand-in may answer: it may leave out
 * what nobody reads, but must invent nothing.
 */
export function partial(schema: OpenApiSchema): OpenApiSchema {
  const { required: _, discriminator: __, oneOf, ...rest } = closed(schema);
  return oneOf === undefined ? rest : { ...rest, anyOf: oneOf };
}

/** A schema with a change made at every depth. */
export function changed(value: unknown, change: SchemaChange): unknown {
  if (Array.isArray(value)) return value.map((item) => changed(item, change));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => {
    if (dataKeys.includes(key)) return [key, item] as const;
    return [key, key === 'properties' ? changedEach(item, change) : changed(item, change)] as const;
  });
  return change(Object.fromEntries(entries));
}

/** The same for schemas by names, which may be those of keywords. */
export function changedEach(schemas: unknown, change: SchemaChange): unknown {
  const entries = Object.entries(schemas as Record<string, unknown>);
  return Object.fromEntries(entries.map(([name, item]) => [name, changed(item, change)]));
}
