import type { core } from 'zod';
import type { Problem } from '../errors/problem.ts';
import { nearest } from './misspelling.ts';
import { ruleKeys } from './schema-document.ts';
import { showToken } from './token.ts';

/** An issue that zod found in a schema document, as problems a reader can mend. */
export function describeIssue(issue: core.$ZodIssue, document: unknown): Problem[] {
  const where = showPath(issue.path);
  const found = showFound(valueAt(document, issue.path));
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        where: where === '(document)' ? key : `${where}.${key}`,
        expected: 'a known key',
        found: showToken(key),
        ...unknownKeyAdvice(key),
      }));
    case 'invalid_type':
      return [{ where, expected: expectedType(where, issue.expected), ...found }];
    case 'invalid_value':
      return [
        {
          where,
          expected: `one of ${issue.values.map(String).join(', ')}`,
          ...found,
          ...valueAdvice(issue.path),
        },
      ];
    case 'too_small':
      return [{ where, expected: `${sizeOf(issue.origin)} at least ${issue.minimum}`, ...found }];
    case 'too_big':
      return [{ where, expected: `${sizeOf(issue.origin)} at most ${issue.maximum}`, ...found }];
    default:
      return [{ where, expected: unionAdvice(issue.path), ...found }];
  }
}

function expectedType(where: string, expected: string): string {
  if (where === 'foreignKeys') return 'no foreign keys: other tables are not read';
  return expected === 'int' ? 'a whole number' : expected;
}

function unknownKeyAdvice(key: string): { mend?: string } {
  const meant = nearest(key, ruleKeys);
  return meant === undefined ? {} : { mend: `Did you mean ${meant}?` };
}

function valueAdvice(path: readonly PropertyKey[]): { mend?: string } {
  if (path.at(-1) === 'type')
    return { mend: 'A column of another type can be left unchecked with `any`.' };
  if (path.at(-1) === 'format')
    return { mend: 'Only default formats are read; use type `string` and a pattern.' };
  return {};
}

function unionAdvice(path: readonly PropertyKey[]): string {
  switch (path.at(-1)) {
    case 'categories':
      return 'a list of texts or numbers, or of objects with `value`';
    case 'missingValues':
      return 'a list of texts, or of objects with `value`';
    case 'primaryKey':
      return 'a field name or a list of them';
    default:
      return 'a text, number or boolean';
  }
}

function sizeOf(origin: string): string {
  if (origin === 'array') return 'number of entries';
  return origin === 'string' ? 'number of characters' : 'a number';
}

function showPath(path: readonly PropertyKey[]): string {
  const text = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('');
  return text === '' ? '(document)' : text.replace(/^\./, '');
}

function showFound(value: unknown): { found?: string } {
  if (value === undefined) return {};
  if (value === null) return { found: 'null' };
  if (Array.isArray(value)) return { found: `a list of ${value.length}` };
  return { found: typeof value === 'object' ? 'an object' : showToken(String(value)) };
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Record<PropertyKey, unknown>)[part]
        : undefined,
    document,
  );
}
