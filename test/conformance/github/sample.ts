import { type Content, type Description, judges, operationOf, resolved } from './description.ts';
import type { OpenApiSchema } from './openapi-schema.ts';

/**
 * The least that an operation may answer with: required properties alone, null wherever that is
 * allowed, and one item where there is a list at the top.
 */
export function leastAnswer(
  description: Description,
  verb: string,
  path: string,
  status: number,
): unknown {
  const { schema } = jsonOf(description, verb, path, status);
  const least = sampleOf(description, schema, true);
  const remarks = judges(description).whole(schema, least);
  if (remarks.length > 0) throw new Error(`no sample of ${verb} ${path}: ${remarks.join(', ')}`);
  return least;
}

/** The example that GitHub's documentation shows. */
export function documentedAnswer(
  description: Description,
  verb: string,
  path: string,
  status: number,
): unknown {
  const { examples } = jsonOf(description, verb, path, status);
  const [first] = Object.values(examples ?? {});
  if (first === undefined) throw new Error(`${verb} ${path} has no example`);
  return resolved<{ value: unknown }>(description, first).value;
}

function jsonOf(description: Description, verb: string, path: string, status: number) {
  const found = operationOf(description, verb, path);
  const response = found?.operation.responses[status];
  const json = resolved<{ content?: Content }>(description, response ?? {}).content?.[
    'application/json'
  ];
  if (json === undefined) throw new Error(`${verb} ${path} has no answer ${status}`);
  return json;
}

function sampleOf(description: Description, part: unknown, isTop: boolean): unknown {
  const schema = resolved<OpenApiSchema>(description, part);
  if (schema['nullable'] === true) return null;
  const [first] = (schema['enum'] ?? schema['anyOf'] ?? schema['oneOf'] ?? []) as unknown[];
  if (schema['enum'] !== undefined) return first;
  if (first !== undefined) return sampleOf(description, first, false);
  const all = schema['allOf'] as unknown[] | undefined;
  if (all !== undefined) {
    return Object.assign({}, ...all.map((each) => sampleOf(description, each, false)));
  }
  switch (schema['type']) {
    case 'array':
      return isTop ? [sampleOf(description, schema['items'], false)] : [];
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return 1;
    case 'string':
      return textOf(schema['format']);
    default:
      return objectOf(description, schema);
  }
}

function objectOf(description: Description, schema: OpenApiSchema): unknown {
  const required = (schema['required'] ?? []) as readonly string[];
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, unknown>>;
  const entries = required.map(
    (name) => [name, sampleOf(description, properties[name] ?? {}, false)] as const,
  );
  return Object.fromEntries(entries);
}

function textOf(format: unknown): string {
  if (format === 'uri') return 'https://api.github.com/';
  return format === 'date-time' ? '2026-01-05T09:00:00Z' : 'text';
}
