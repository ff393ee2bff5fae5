import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { Problem } from '../errors/problem.ts';
import type { ValuePath } from './issues.ts';

/** The largest YAML text that is read, in characters. */
export const maxYamlLength = 1_048_576;

/** Keys that JavaScript objects give a meaning of their own. */
const treacherousKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** A YAML 1.2 text as plain JSON values, with the lines they stand on. */
export interface YamlDocument {
  /** Undefined when there are problems or the text is empty. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** The line of a key or item, counted from 1; of the nearest holder when it is absent. */
  lineOf(path: ValuePath): number | undefined;
}

/**
 * Reads YAML strictly: core schema, each key once, no tags, numbers that JSON can hold, few
 * aliases, at most 1 MiB. `name` is how problems call the text.
 */
export function readYaml(text: string, name: string): YamlDocument {
  if (text.length > maxYamlLength) {
    return refused({
      where: name,
      expected: `YAML of at most ${maxYamlLength} characters`,
      found: `${text.length}`,
    });
  }
  const lines = new LineCounter();
  const document = parseSafely(text, lines);
  if (document === undefined) return refused(notYaml(name, 'nesting that is too deep'));
  const problems = [
    ...[...document.errors, ...document.warnings].map((error) => syntaxProblem(error, name)),
    ...valueProblems(document, name, lines),
  ];
  if (problems.length > 0) return { value: undefined, problems, lineOf: () => undefined };
  try {
    const value: unknown = document.toJS({ maxAliasCount: 20 });
    return { value, problems: [], lineOf: (path) => lineOf(document, path, lines) };
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return refused(notYaml(name, message));
  }
}

function parseSafely(text: string, lines: LineCounter): Document | undefined {
  try {
    return parseDocument(text, {
      schema: 'core',
      lineCounter: lines,
      uniqueKeys: true,
      // Tags would make values that JSON has no form for.
      resolveKnownTags: false,
      prettyErrors: true,
    });
  } catch {
    // The parser recurses: only nesting beyond any use makes it throw.
    return undefined;
  }
}

function refused(problem: Problem): YamlDocument {
  return { value: undefined, problems: [problem], lineOf: () => undefined };
}

function notYaml(name: string, found: string): Problem {
  return { where: name, expected: 'YAML 1.2', found };
}

function syntaxProblem(error: YAMLError, name: string): Problem {
  const at = error.linePos?.[0];
  const where = at === undefined ? name : `${name}:${at.line}:${at.col}`;
  if (error.code === 'DUPLICATE_KEY') {
    return { where, expected: 'each key once', found: 'a key that stands above already' };
  }
  const [message = ''] = error.message.split(/ at line \d+/);
  return { where, expected: 'YAML 1.2', found: `an error: ${message}` };
}

/** What is YAML but would not survive as a JSON value. */
function valueProblems(document: Document, name: string, lines: LineCounter): Problem[] {
  const problems: Problem[] = [];
  const place = (offset: number | undefined) =>
    offset === undefined ? name : `${name}:${lines.linePos(offset).line}`;
  visit(document, {
    Pair(_, { key }) {
      const text = isScalar(key) ? key.value : undefined;
      const where = place(isNode(key) ? key.range?.[0] : undefined);
      if (typeof text === 'string' && treacherousKeys.has(text)) {
        problems.push({ where, expected: 'another key', found: text });
      } else if (!isScalar(key)) {
        problems.push({ where, expected: 'a text as key', found: 'a list or a mapping' });
      }
    },
    Alias(_, alias) {
      if (alias.resolve(document) !== undefined) return;
      problems.push({
        where: place(alias.range?.[0]),
        expected: 'an anchor of that name above',
        found: `*${alias.source}`,
      });
    },
    Scalar(key, { value, source, range }) {
      if (key === 'key' || typeof value !== 'number') return;
      const isWhole = /^[-+]?\d+$/.test(source ?? '');
      if (Number.isFinite(value) && (!isWhole || Number.isSafeInteger(value))) return;
      problems.push({
        where: place(range?.[0]),
        expected: 'a number that JSON can hold exactly',
        found: source ?? String(value),
        mend: 'Quote it if it is a text',
      });
    },
  });
  return problems;
}

function lineOf(document: Document, path: ValuePath, lines: LineCounter): number | undefined {
  let node: unknown = document.contents;
  let offset = isNode(node) ? node.range?.[0] : undefined;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(step),
      );
      if (pair === undefined) break;
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      const item = node.items[step];
      if (!isNode(item)) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else {
      break;
    }
  }
  return offset === undefined ? undefined : lines.linePos(offset).line;
}
