import { parse } from 'yaml';
import { isJsonObject, type JsonObject, type JsonValue } from '../../wire/json.ts';
import { invalidField } from '../validation.ts';

/** The form of titles, from a public report of the service's error. */
const titleForm = /^[a-z][a-z0-9-_]{2,20}[.][A-Z][a-zA-Z0-9-_]{2,49}$/;

/** @throws ApiError INVALID_ARGUMENT in the service's words. */
export function checkSchemaTitle(title: string): void {
  if (titleForm.test(title)) return;
  throw invalidField(
    'schema_title',
    `MetadataSchema must include a schema title that satisfies the following regex: ${titleForm.source}`,
  );
}

/** Reads the YAML of a schema, whose top level must be an object. @throws ApiError INVALID_ARGUMENT */
export function parseSchema(yaml: string): { title: string; document: JsonObject } {
  const document = readYaml(yaml);
  if (!isJsonObject(document) || document['type'] !== 'object') {
    throw invalidField('metadata_schema.schema', 'The schema must be of type object.');
  }
  const title = typeof document['title'] === 'string' ? document['title'] : '';
  checkSchemaTitle(title);
  return { title, document };
}

/**
 * Checks metadata against a schema: types, `required` and `additionalProperties: false`, also of nested
 * objects. Other keywords of OpenAPI are not looked at, as the service documents.
 * @throws ApiError INVALID_ARGUMENT naming the first property that does not fit.
 */
export function checkMetadata(schema: JsonObject, metadata: JsonObject, path = 'metadata'): void {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const missing = required.find((key) => metadata[String(key)] === undefined);
  if (missing !== undefined) {
    throw invalidField(path, `Property "${String(missing)}" is required by the schema.`);
  }
  for (const [key, value] of Object.entries(metadata)) {
    const property = properties[key];
    if (property === undefined && schema['additionalProperties'] === false) {
      throw invalidField(path, `Property "${key}" is not in the schema.`);
    }
    if (isJsonObject(property) && value !== undefined) {
      checkProperty(property, value, `${path}.${key}`);
    }
  }
}

function checkProperty(schema: JsonObject, value: JsonValue, path: string): void {
  const type = schema['type'];
  if (typeof type === 'string' && !hasType(type, value)) {
    throw invalidField(path, `The schema says ${type}.`);
  }
  if (isJsonObject(value)) checkMetadata(schema, value, path);
}

function hasType(type: string, value: JsonValue): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isJsonObject(value);
    default:
      return typeof value === type;
  }
}

function readYaml(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw invalidField('metadata_schema.schema', `Invalid YAML: ${String(error)}`);
  }
}
