import type { z } from 'zod';
import type { Problem } from '../errors/problem.ts';
import { didYouMean } from './nearest.ts';

type Issue = z.core.$ZodIssue;
type RawIssue = z.core.$ZodRawIssue;
export type ValuePath = readonly PropertyKey[];

export type Reading<T> = { ok: true; value: T } | { ok: false; problems: readonly Problem[] };

/**
 * A value as its schema types it, or everything that is wrong with it. `locate` tells where a
 * path inside the value stands, as text.
 */
export function readValue<T>(
  schema: z.ZodType<T>,
  value: unknown,
  locate: (path: ValuePath) => string,
): Reading<T> {
  const knownKeys = new Map<string, readonly string[]>();
  const parsed = schema.safeParse(value, {
    reportInput: true,
    error: (issue) => phraseOf(issue, knownKeys),
  });
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems = parsed.error.issues.flatMap((issue) => toProblems(issue, [], locate, knownKeys));
  return { ok: false, problems };
}

/** A value in a message: JSON, cut short. */
export function showValue(value: unknown): string {
  const shown =
    typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? String(value));
  return shown.length <= 80 ? shown : `${shown.slice(0, 79)}…`;
}

/** `[2].metric` for a path inside a value. */
export function showPath(path: ValuePath): string {
  return path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
}

function toProblems(
  issue: Issue,
  prefix: ValuePath,
  locate: (path: ValuePath) => string,
  knownKeys: ReadonlyMap<string, readonly string[]>,
): Problem[] {
  const path = [...prefix, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const mend = didYouMean(key, knownKeys.get(issue.message) ?? []);
      return {
        where: locate([...path, key]),
        expected: issue.message,
        found: showValue(key),
        ...(mend === undefined ? {} : { mend }),
      };
    });
  }
  if (issue.code === 'invalid_union') {
    const branch = likeliestBranch(issue.errors);
    if (branch !== undefined) {
      return branch.flatMap((inner) => toProblems(inner, path, locate, knownKeys));
    }
  }
  const mend = mendOf(issue);
  return [
    {
      where: locate(path),
      // Some schemas say whole sentences, as for readers of zod's own messages.
      expected: issue.message.replace(/^expected /, ''),
      ...(issue.input === undefined ? {} : { found: showValue(issue.input) }),
      ...(mend === undefined ? {} : { mend }),
    },
  ];
}

/** What to do about the usual slips. YAML makes numbers and booleans of texts that look like them. */
function mendOf(issue: Issue): string | undefined {
  if (issue.input === null) return 'Leave the key out, or give it a value';
  if (issue.code === 'invalid_value' && typeof issue.input === 'string') {
    return didYouMean(issue.input, issue.values.map(String));
  }
  const wantsText = issue.code === 'invalid_type' && issue.expected === 'string';
  const isBare = typeof issue.input === 'number' || typeof issue.input === 'boolean';
  const isWord = issue.message.startsWith('a text');
  return wantsText && isBare && isWord ? `Quote it: "${String(issue.input)}"` : undefined;
}

/** The branch of a union that the value comes closest to; none when it is of no branch's type. */
function likeliestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const typed = branches.filter(
    (issues) => !issues.some(({ path, code }) => path.length === 0 && code === 'invalid_type'),
  );
  return typed.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** A key too many or too few tells more than a wrong value that this is not the branch. */
function distance(issues: readonly Issue[]): number {
  const weights = issues.map((issue) => {
    if (issue.code === 'unrecognized_keys') return 2 * issue.keys.length;
    return issue.input === undefined ? 2 : 1;
  });
  return weights.reduce((sum, weight) => sum + weight, 0);
}

const typePhrases: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  null: 'null',
};

/** What a schema without words of its own expects. */
function phraseOf(issue: RawIssue, knownKeys: Map<string, readonly string[]>): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return typePhrases[issue.expected] ?? `a value of type ${issue.expected}`;
    case 'invalid_value':
      return issue.values.length === 1
        ? String(issue.values[0])
        : `one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return amountPhrase(
        issue.origin,
        issue.minimum,
        issue.inclusive === false ? 'above' : 'at least',
      );
    case 'too_big':
      return amountPhrase(
        issue.origin,
        issue.maximum,
        issue.inclusive === false ? 'below' : 'at most',
      );
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return issue.pattern === undefined
        ? `a text of the form ${issue.format}`
        : `a text that matches ${issue.pattern}`;
    case 'invalid_key':
      return `as key ${issue.issues[0]?.message ?? 'something else'}`;
    case 'invalid_union':
      return 'another kind of value';
    case 'unrecognized_keys': {
      const keys = keysOf(issue.inst);
      const phrase = keys.length === 0 ? 'no such key' : `one of the keys ${keys.join(', ')}`;
      knownKeys.set(phrase, keys);
      return phrase;
    }
    default:
      return undefined;
  }
}

function amountPhrase(origin: string, limit: number | bigint, relation: string): string {
  const amount = `${relation} ${limit}`;
  if (origin === 'string') return `a text of ${amount} characters`;
  if (origin === 'array' || origin === 'set') return `a list of ${amount} items`;
  if (origin === 'object' || origin === 'record') return `a mapping of ${amount} keys`;
  return relation === 'above' || relation === 'below'
    ? `a number ${amount}`
    : `a number of ${amount}`;
}

function keysOf(schema: unknown): readonly string[] {
  if (schema === null || typeof schema !== 'object' || !('shape' in schema)) return [];
  return typeof schema.shape === 'object' && schema.shape !== null ? Object.keys(schema.shape) : [];
}
