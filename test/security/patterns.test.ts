import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseSync } from '@swc/core';
import { Backtracking, stepLimit } from './backtracking.ts';

const root = resolve(import.meta.dirname, '../..');

interface Pattern {
  where: string;
  source: string;
  flags: string;
}

/** Patterns of the names, paths and references that inputs hold, as the schema has them. */
function schemaPatterns(): Pattern[] {
  const schema = JSON.parse(
    readFileSync(join(root, 'schema/vertex-release.schema.json'), 'utf8'),
  ) as object;
  return below(schema).flatMap(([key, value]) =>
    key === 'pattern' && typeof value === 'string'
      ? [{ where: 'the schema', source: value, flags: 'u' }]
      : [],
  );
}

function sourcePatterns(): Pattern[] {
  return globSync('src/**/*.ts', { cwd: root }).flatMap((path) => {
    const program = parseSync(readFileSync(join(root, path), 'utf8'), {
      syntax: 'typescript',
      target: 'es2024',
    });
    return below(program).flatMap(([, value]) =>
      isRegExpLiteral(value) ? [{ where: path, source: value.pattern, flags: value.flags }] : [],
    );
  });
}

/** Everything below a value, with the key that it stands under. */
function below(value: object): [string, unknown][] {
  const found: [string, unknown][] = [];
  const open: object[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [key, item] of Object.entries(next)) {
      found.push([key, item]);
      if (typeof item === 'object' && item !== null) open.push(item);
    }
  }
  return found;
}

function isRegExpLiteral(value: unknown): value is { pattern: string; flags: string } {
  return (
    typeof value === 'object' && value !== null && 'type' in value && value.type === 'RegExpLiteral'
  );
}

/** Ends that match nothing much, so that whatever was taken has to be given back. */
const ends = ['\0', '!\n'];

/** The attack under which twice the length costs clearly more than twice the steps. */
function worst({ source, flags }: Pattern): string | undefined {
  const pattern = new Backtracking(source, flags);
  for (const { prefix, pump } of pattern.attacks()) {
    for (const end of ends) {
      const [short = 0, long = 0] = [120, 240].map((length) =>
        pattern.steps(prefix + pump.repeat(Math.ceil(length / (pump.length || 1))) + end),
      );
      if (long > 2.6 * short + 1_000 || long > stepLimit)
        return `${JSON.stringify(prefix + pump)}: ${short}, then ${long} steps`;
    }
  }
  return undefined;
}

const unique = (patterns: readonly Pattern[]) => [
  ...new Map(patterns.map((one) => [`/${one.source}/${one.flags}`, one])),
];

describe('counting steps', () => {
  it.each(['^(a+)+$', '^(a|a)*$', '^a*a*$', 'a+$', '^(\\w+\\s?)*$'])('finds out /%s/', (source) => {
    expect(worst({ where: '', source, flags: '' })).toBeDefined();
  });
  it.each(['^a+$', '^[a-z]+(-[a-z]+)*$', '^(ab|cd)*$', '^(?!x)a{1,20}b?$'])(
    'lets /%s/ be',
    (source) => {
      expect(worst({ where: '', source, flags: '' })).toBeUndefined();
    },
  );
});

describe('a pattern of an input', () => {
  it.each(unique(schemaPatterns()))('%s matches whole texts, in linear time', (_, pattern) => {
    expect(pattern.source).toMatch(/^\^.*\$$/s);
    expect(worst(pattern)).toBeUndefined();
  });
});

/** Patterns that cost more, or cannot be counted, and why no text that they are given is long. */
const shortTexts: Readonly<Record<string, string>> = {
  '/(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)/g': 'only finds the parts of a duration that was matched whole',
  '/\\B(?=(\\d{3})+$)/g': 'groups the digits of a number',
  '/\\B(?=(?:\\d{3})+$)/g': 'groups the digits of a number',
  '/T.*$/': 'takes the day from a date that was just formatted',
  '/\\s*\\n\\s*/g': 'joins the lines of our own descriptions',
  '/([-._])\\1+/g': 'refers back to one character: one way to match',
  '/^content-type:\\s*(.+?)\\s*$/im': 'embedded Vertex: what its own clients send',
  '/\\$(\\$)?\\(([^)]*)\\)/g': 'embedded Vertex: what its own clients send',
  '/@.*$/': 'embedded Vertex: what its own clients send',
};

describe('a pattern of the sources', () => {
  const patterns = unique(sourcePatterns());

  it('is only excused while it is there', () => {
    const present = patterns.map(([name]) => name);
    expect(Object.keys(shortTexts).filter((name) => !present.includes(name))).toEqual([]);
  });

  it.each(patterns.filter(([name]) => !Object.hasOwn(shortTexts, name)))(
    '%s takes linear time',
    (_, pattern) => {
      expect(worst(pattern)).toBeUndefined();
    },
  );
});
