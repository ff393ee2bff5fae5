import { isJsonObject, type JsonObject, type JsonValue } from '../../wire/json.ts';
import type { InstancesFormat } from './batch-input.ts';
import type { InstanceConfig } from './batch-prediction-job.ts';
import { cellValue, parseRow } from './csv-row.ts';

/** One instance: what the model gets of it, and what stands for it in the output. */
export interface Instance {
  value: JsonValue;
  /** Fields of a line of JSON output: `instance` or `key`, and excluded fields. */
  shown: JsonObject;
  /** Cells of a row of CSV output, in the order of `instanceColumns`. */
  cells: JsonValue[];
}

/**
 * Converts a line of input after the comments of `BatchPredictionJob.InstanceConfig`.
 * @throws Error with the reason.
 */
export function readInstance(
  line: string,
  columns: readonly string[],
  format: InstancesFormat,
  config: InstanceConfig,
): Instance {
  return format === 'csv' ? fromRow(line, columns, config) : fromJson(line, config);
}

/** Columns of CSV output before the prediction. */
export function instanceColumns(
  columns: readonly string[],
  format: InstancesFormat,
  { keyField, excludedFields = [] }: InstanceConfig,
): string[] {
  if (keyField) return ['key'];
  return format === 'csv' ? [...columns] : ['instance', ...excludedFields];
}

/** A row is an array in the order of its columns. */
function fromRow(line: string, columns: readonly string[], { keyField }: InstanceConfig): Instance {
  const cells = parseRow(line).map(cellValue);
  if (cells.length !== columns.length) {
    throw new Error(`the row has ${cells.length} columns, the header ${columns.length}`);
  }
  if (!keyField) return { value: cells, shown: { instance: cells }, cells };
  const position = columns.indexOf(keyField);
  const key = cells[position];
  if (key === undefined) throw new Error(`there is no column "${keyField}"`);
  return { value: cells.toSpliced(position, 1), shown: { key }, cells: [key] };
}

function fromJson(line: string, config: InstanceConfig): Instance {
  const input = JSON.parse(line) as JsonValue;
  const { keyField, includedFields = [], excludedFields = [], instanceType } = config;
  const needsFields = Boolean(keyField) || includedFields.length + excludedFields.length > 0;
  if (!isJsonObject(input)) {
    if (needsFields) throw new Error('the line is no JSON object, which instance_config asks for');
    if (instanceType === 'object') throw new Error('the line is no JSON object');
    if (instanceType === 'array' && !Array.isArray(input)) throw new Error('the line is no array');
    return { value: input, shown: { instance: input }, cells: [input] };
  }
  const value = instanceType === 'array' ? toArray(input, includedFields) : toObject(input, config);
  if (keyField) {
    const key = fieldOf(input, keyField);
    return { value, shown: { key }, cells: [key] };
  }
  const excluded = excludedFields.flatMap((field) => {
    const item = input[field];
    return item === undefined ? [] : [[field, item] as const];
  });
  return {
    value,
    shown: { ...Object.fromEntries(excluded), instance: value },
    cells: [value, ...excludedFields.map((field) => input[field] ?? null)],
  };
}

function toArray(input: JsonObject, includedFields: readonly string[]): JsonValue[] {
  if (includedFields.length === 0) {
    throw new Error('included_fields must be populated to make an array of an object');
  }
  return includedFields.map((field) => fieldOf(input, field));
}

function toObject(
  input: JsonObject,
  { keyField, includedFields = [], excludedFields = [] }: InstanceConfig,
): JsonObject {
  const isSent = (field: string): boolean =>
    field !== keyField &&
    !excludedFields.includes(field) &&
    (includedFields.length === 0 || includedFields.includes(field));
  return Object.fromEntries(Object.entries(input).filter(([field]) => isSent(field)));
}

function fieldOf(input: JsonObject, field: string): JsonValue {
  const value = Object.hasOwn(input, field) ? input[field] : undefined;
  if (value === undefined) throw new Error(`there is no field "${field}"`);
  return value;
}
