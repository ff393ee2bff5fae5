import type { Json, JsonObject } from '../../release/json.ts';
import { isNear, isObject, show } from './json-value.ts';

type Path = readonly (string | number)[];

/** What a keyword's value must be. */
const keywords = {
  type: { expected: `a JSON type or a list of them`, takes: isTypes },
  enum: { expected: 'a list of values', takes: Array.isArray },
  const: { expected: 'a value', takes: () => true },
  properties: { expected: 'schemas by key', takes: isObject },
  required: { expected: 'a list of keys', takes: isTexts },
  additionalProperties: { expected: 'false, true or a schema', takes: isSchema },
  items: { expected: 'a schema', takes: isSchema },
  minItems: { expected: 'a whole number from 0', takes: isCount },
  maxItems: { expected: 'a whole number from 0', takes: isCount },
  minLength: { expected: 'a whole number from 0', takes: isCount },
  maxLength: { expected: 'a whole number from 0', takes: isCount },
  minimum: { expected: 'a number', takes: isNumber },
  maximum: { expected: 'a number', takes: isNumber },
  exclusiveMinimum: { expected: 'a number', takes: isNumber },
  exclusiveMaximum: { expected: 'a number', takes: isNumber },
  title: { expected: 'a text', takes: isText },
  description: { expected: 'a text', takes: isText },
  $schema: { expected: 'a text', takes: isText },
} as const;

const types = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];

export interface SchemaProblem {
  path: (string | number)[];
  expected: string;
}

/**
 * What is wrong with a JSON Schema (2020-12) of which the keywords above are understood. Any other
 * keyword is refused: passed over, it would be a check that nobody makes.
 */
export function schemaProblems(schema: Json, path: Path = []): SchemaProblem[] {
  if (typeof schema === 'boolean') return [];
  if (!isObject(schema)) return [{ path: [...path], expected: 'a JSON Schema' }];
  const own = Object.entries(schema).flatMap(([key, value]): SchemaProblem[] => {
    const keyword = Object.hasOwn(keywords, key)
      ? keywords[key as keyof typeof keywords]
      : undefined;
    const expected = keyword?.expected ?? `one of the keywords ${Object.keys(keywords).join(', ')}`;
    return keyword?.takes(value) === true ? [] : [{ path: [...path, key], expected }];
  });
  const inner = subschemas(schema).flatMap(([at, one]) => schemaProblems(one, [...path, ...at]));
  return [...own, ...impossible(schema, path), ...inner];
}

/** Where a value is not as the schema says, one sentence each, the first of them. */
export function schemaMisses(value: Json | undefined, schema: Json, at = '$'): string[] {
  if (value === undefined) return [`${at} is absent`];
  if (schema === true) return [];
  if (!isObject(schema)) return [`${at} is ${show(value)}, expected nothing`];
  const here = breaches(value, schema).map(
    (expected) => `${at} is ${show(value)}, expected ${expected}`,
  );
  if (Array.isArray(value)) return [...here, ...itemMisses(value as readonly Json[], schema, at)];
  return isObject(value) ? [...here, ...propertyMisses(value, schema, at)] : here;
}

function subschemas(schema: JsonObject): [Path, Json][] {
  const { properties, items, additionalProperties } = schema;
  return [
    ...(isObject(properties)
      ? Object.entries(properties).map(([key, one]): [Path, Json] => [['properties', key], one])
      : []),
    ...(isObject(items) ? [[['items'], items] as [Path, Json]] : []),
    ...(isObject(additionalProperties)
      ? [[['additionalProperties'], additionalProperties] as [Path, Json]]
      : []),
  ];
}

/** Limits that no value can keep. */
function impossible(schema: JsonObject, path: Path): SchemaProblem[] {
  const pairs = [
    ['minimum', 'maximum'],
    ['minItems', 'maxItems'],
    ['minLength', 'maxLength'],
  ] as const;
  return pairs.flatMap(([low, high]) => {
    const [least, most] = [schema[low], schema[high]];
    if (!isNumber(least) || !isNumber(most) || least <= most) return [];
    return [{ path: [...path, low], expected: `at most ${high}, which is ${most}` }];
  });
}

/** What the value itself breaks, whatever it holds. */
function breaches(value: Json, schema: JsonObject): string[] {
  const { type, enum: values, const: only } = schema;
  const found: string[] = [];
  const wanted = [type ?? []].flat() as string[];
  if (type !== undefined && !wanted.some((one) => isOfType(value, one)))
    found.push(wanted.join(' or '));
  if (Array.isArray(values) && !values.some((one) => isNear(value, one as Json, 0))) {
    found.push(`one of ${show(values as Json)}`);
  }
  if (only !== undefined && !isNear(value, only, 0)) found.push(show(only));
  for (const [keyword, relation, keeps] of limits) {
    const limit = schema[keyword];
    const size = sizeFor(keyword, value);
    if (isNumber(limit) && size !== undefined && !keeps(size, limit)) {
      found.push(`${unitOf(keyword)}${relation} ${limit}`);
    }
  }
  return found;
}

const limits = [
  ['minimum', 'at least', (size: number, limit: number) => size >= limit],
  ['maximum', 'at most', (size: number, limit: number) => size <= limit],
  ['exclusiveMinimum', 'above', (size: number, limit: number) => size > limit],
  ['exclusiveMaximum', 'below', (size: number, limit: number) => size < limit],
  ['minItems', 'at least', (size: number, limit: number) => size >= limit],
  ['maxItems', 'at most', (size: number, limit: number) => size <= limit],
  ['minLength', 'at least', (size: number, limit: number) => size >= limit],
  ['maxLength', 'at most', (size: number, limit: number) => size <= limit],
] as const;

function sizeFor(keyword: string, value: Json): number | undefined {
  if (keyword.endsWith('Items')) return Array.isArray(value) ? value.length : undefined;
  // Characters are counted as code points: JSON Schema, Validation, 6.3.1.
  if (keyword.endsWith('Length')) return typeof value === 'string' ? [...value].length : undefined;
  return typeof value === 'number' ? value : undefined;
}

function unitOf(keyword: string): string {
  if (keyword.endsWith('Items')) return 'a number of items ';
  return keyword.endsWith('Length') ? 'a number of characters ' : '';
}

function itemMisses(value: readonly Json[], { items }: JsonObject, at: string): string[] {
  if (items === undefined) return [];
  return value.flatMap((item, index) => schemaMisses(item, items, `${at}[${index}]`));
}

function propertyMisses(value: JsonObject, schema: JsonObject, at: string): string[] {
  const { properties, required, additionalProperties = true } = schema;
  const known = isObject(properties) ? properties : {};
  const missing = ((required ?? []) as readonly string[])
    .filter((key) => !Object.hasOwn(value, key))
    .map((key) => `${at}.${key} is absent`);
  const wrong = Object.entries(value).flatMap(([key, one]) => {
    const own = Object.hasOwn(known, key) ? known[key] : additionalProperties;
    return own === undefined ? [] : schemaMisses(one, own, `${at}.${key}`);
  });
  return [...missing, ...wrong];
}

function isOfType(value: Json, type: string): boolean {
  switch (type) {
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function isTypes(value: unknown): boolean {
  const all = Array.isArray(value) ? value : [value];
  return all.length > 0 && all.every((one) => typeof one === 'string' && types.includes(one));
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isCount(value: unknown): boolean {
  return isNumber(value) && Number.isInteger(value) && value >= 0;
}

function isSchema(value: unknown): boolean {
  return typeof value === 'boolean' || isObject(value);
}
