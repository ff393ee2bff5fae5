import type * as Protobuf from 'protobufjs';
import type { Field, Root, Type } from 'protobufjs';
import { readPackageFile, requirePackage } from './packages.ts';

const messageName = 'google.devtools.cloudbuild.v1.Build';
const outputOnly = '(google.api.field_behavior)';

/** What is wrong with a value as a `Build` of the API, by the descriptors of Google's own client. */
export function buildRemarks(value: unknown): readonly string[] {
  const { Root: Roots, Type: Types } = requirePackage<typeof Protobuf>('protobufjs');
  const descriptors = JSON.parse(
    readPackageFile('@google-cloud/cloudbuild', 'build/protos/protos.json'),
  ) as unknown;
  const root: Root = Roots.fromJSON(descriptors as Parameters<typeof Roots.fromJSON>[0]);
  root.resolveAll();
  return messageRemarks(value, root.lookupType(messageName), '', Types);
}

function messageRemarks(
  value: unknown,
  message: Type,
  path: string,
  types: typeof Type,
): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [`${path}: expected a ${message.name}, found ${shown(value)}`];
  }
  const entries = Object.entries(value);
  const chosen = message.oneofsArray.filter(
    ({ oneof }) => entries.filter(([name]) => oneof.includes(name)).length > 1,
  );
  return [
    ...chosen.map(({ oneof }) => `${path}: only one of ${oneof.join(', ')} may be given`),
    ...entries.flatMap(([name, item]) => {
      const field = message.fields[name];
      const place = path === '' ? name : `${path}.${name}`;
      if (field === undefined) return [`${place}: ${message.name} has no such field`];
      if (field.options?.[outputOnly] === 'OUTPUT_ONLY') return [`${place}: is output only`];
      return fieldRemarks(item, field, place, types);
    }),
  ];
}

function fieldRemarks(
  value: unknown,
  field: Field,
  path: string,
  types: typeof Type,
): readonly string[] {
  const one = (item: unknown, place: string) => itemRemarks(item, field, place, types);
  if (field.map) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return [`${path}: expected a mapping, found ${shown(value)}`];
    }
    return Object.entries(value).flatMap(([key, item]) => one(item, `${path}.${key}`));
  }
  if (!field.repeated) return one(value, path);
  if (!Array.isArray(value)) return [`${path}: expected a list, found ${shown(value)}`];
  return value.flatMap((item, index) => one(item, `${path}[${index}]`));
}

function itemRemarks(
  value: unknown,
  { resolvedType, type }: Field,
  path: string,
  types: typeof Type,
): readonly string[] {
  const wrong = (expected: string) => [`${path}: expected ${expected}, found ${shown(value)}`];
  if (resolvedType === null) return isScalar(value, type) ? [] : wrong(`a ${type}`);
  if (resolvedType instanceof types) {
    const form = textForms[resolvedType.fullName];
    if (form === undefined) return messageRemarks(value, resolvedType, path, types);
    return typeof value === 'string' && form.test(value) ? [] : wrong(`a ${resolvedType.name}`);
  }
  const names = Object.keys(resolvedType.values);
  return typeof value === 'string' && names.includes(value) ? [] : wrong(`one of ${names}`);
}

/** Messages that JSON writes as text. */
const textForms: Readonly<Record<string, RegExp>> = {
  '.google.protobuf.Duration': /^-?\d{1,12}(\.\d{1,9})?s$/,
  '.google.protobuf.Timestamp': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/,
};

function isScalar(value: unknown, type: string): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'bool':
      return typeof value === 'boolean';
    case 'int32':
      return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31;
    case 'int64':
      return Number.isSafeInteger(value) || (typeof value === 'string' && /^-?\d+$/.test(value));
    case 'bytes':
      return typeof value === 'string' && /^[A-Za-z0-9+/_-]*={0,2}$/.test(value);
    case 'double':
      return typeof value === 'number';
    default:
      throw new Error(`no check for a field of type ${type}`);
  }
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
