import type { Problem } from '../errors/problem.ts';
import {
  defaultNotation,
  type FieldType,
  isTextType,
  type Notation,
  parseValue,
  type Value,
} from './field-type.ts';
import { misspellings } from './misspelling.ts';
import { type FieldDocument, fieldKeys, type SchemaDocument } from './schema-document.ts';
import type { Constraints, Field } from './field.ts';
import { compilePattern } from './pattern.ts';

const bounds = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;

/** The fields of a document whose shape is sound, and everything about them that makes no sense. */
export function readFields(document: SchemaDocument): { fields: Field[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const fields = document.fields.map((field, index) => {
    const where = `fields[${index}]`;
    problems.push(...misspellings(Object.keys(field), fieldKeys, where));
    if (seen.has(field.name)) {
      problems.push({
        where: `${where}.name`,
        expected: 'a name not used before',
        found: field.name,
      });
    }
    seen.add(field.name);
    return readField(field, document.missingValues ?? [''], where, problems);
  });
  return { fields, problems };
}

function readField(
  document: FieldDocument,
  missingValues: readonly string[],
  where: string,
  problems: Problem[],
): Field {
  const notation = readNotation(document);
  const { categories } = document;
  const check = document['vertex:check'];
  if (categories !== undefined && document.type !== 'string' && document.type !== 'integer') {
    problems.push({
      where: `${where}.categories`,
      expected: 'categories on a field of type string or integer only',
      found: document.type,
    });
  }
  if (check.maxUnseenFraction !== undefined && categories === undefined) {
    const expected = 'categories on the same field';
    problems.push({ where: `${where}.vertex:check.maxUnseenFraction`, expected });
  }
  return {
    name: document.name,
    type: document.type,
    notation,
    missingValues: document.missingValues ?? missingValues,
    constraints: readConstraints(document, notation, `${where}.constraints`, problems),
    ...(categories === undefined
      ? {}
      : {
          categories: readValues(
            document.type,
            categories,
            notation,
            `${where}.categories`,
            problems,
          ),
        }),
    ...(check.maxNullFraction === undefined ? {} : { maxNullFraction: check.maxNullFraction }),
    maxUnseenFraction: check.maxUnseenFraction ?? 0,
  };
}

function readNotation(document: FieldDocument): Notation {
  return {
    decimalChar: document.decimalChar ?? defaultNotation.decimalChar,
    groupChar: document.groupChar,
    numbers: document.bareNumber === false ? 'adorned' : 'bare',
    trueValues: document.trueValues ?? defaultNotation.trueValues,
    falseValues: document.falseValues ?? defaultNotation.falseValues,
  };
}

function readConstraints(
  { type, constraints: document }: FieldDocument,
  notation: Notation,
  where: string,
  problems: Problem[],
): Constraints {
  const constraints: Constraints = {
    required: document.required ?? false,
    unique: document.unique ?? false,
  };
  const refuse = (key: string, expected: string, found: string) =>
    problems.push({ where: `${where}.${key}`, expected, found });

  for (const key of bounds) {
    const limit = document[key];
    if (limit === undefined) continue;
    const value =
      isTextType(type) || type === 'boolean' ? undefined : readValue(type, limit, notation);
    if (typeof value === 'number') constraints[key] = value;
    else if (isTextType(type) || type === 'boolean')
      refuse(key, 'a bound on a number or time only', `type ${type}`);
    else refuse(key, `a value of type ${type}`, String(limit));
  }
  for (const key of ['minLength', 'maxLength'] as const) {
    const limit = document[key];
    if (limit === undefined) continue;
    if (type === 'string') constraints[key] = limit;
    else refuse(key, 'a length of a string only', `type ${type}`);
  }
  if (document.pattern !== undefined) {
    if (type !== 'string') refuse('pattern', 'a pattern on a string only', `type ${type}`);
    else if (compilePattern(document.pattern) !== undefined) constraints.pattern = document.pattern;
    else refuse('pattern', 'a regular expression', document.pattern);
  }
  if (document.enum !== undefined) {
    constraints.enum = readValues(type, document.enum, notation, `${where}.enum`, problems);
  }
  refuseEmptyRange(constraints, where, problems);
  return constraints;
}

function refuseEmptyRange(constraints: Constraints, where: string, problems: Problem[]): void {
  const ranges = [
    ['minimum', 'maximum'],
    ['exclusiveMinimum', 'exclusiveMaximum'],
    ['minLength', 'maxLength'],
  ] as const;
  for (const [low, high] of ranges) {
    const [least, most] = [constraints[low], constraints[high]];
    if (least !== undefined && most !== undefined && least > most) {
      problems.push({
        where: `${where}.${high}`,
        expected: `no less than ${low}, ${least}`,
        found: String(most),
      });
    }
  }
}

function readValues(
  type: FieldType,
  listed: readonly (string | number | boolean)[],
  notation: Notation,
  where: string,
  problems: Problem[],
): Value[] {
  return listed.flatMap((entry, index) => {
    const value = readValue(type, entry, notation);
    if (value !== undefined) return [value];
    problems.push({
      where: `${where}[${index}]`,
      expected: `a value of type ${type}`,
      found: String(entry),
    });
    return [];
  });
}

/** Schemas may write a value as what it is (`minimum: 18`) or as text (`minimum: "18"`). */
function readValue(
  type: FieldType,
  entry: string | number | boolean,
  notation: Notation,
): Value | undefined {
  if (type === 'boolean' && typeof entry === 'boolean') return entry ? 1 : 0;
  if (type === 'string' && typeof entry !== 'string') return undefined;
  if (type === 'number' && typeof entry === 'number')
    return Number.isFinite(entry) ? entry : undefined;
  return parseValue(type, String(entry), notation);
}
