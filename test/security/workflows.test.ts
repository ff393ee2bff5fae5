import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '../..');

interface Shown {
  where: string;
  text: string;
}

/** Every piece of YAML that runs somewhere or is copied by readers. */
const shown = [
  ...[
    'action.yml',
    'actions/*/action.yml',
    '.github/workflows/*.{yml,yaml}',
    'examples/**/*.{yml,yaml}',
    'cloudbuild/**/*.{yml,yaml}',
  ].flatMap((pattern) => found(pattern)),
  ...['*.md', 'docs/**/*.md', 'actions/*/README.md', 'examples/**/*.md', 'cloudbuild/**/*.md']
    .flatMap((pattern) => found(pattern))
    .flatMap(fenced),
].filter(({ where }) => !where.includes('node_modules'));

/** Values that somebody outside may choose, or that become part of a script by replacement. */
const replaced = /\$\{\{/;
const own =
  /^vertex-release\/vertex-release(\/actions\/[a-z-]+)?@(v1|FULL_COMMIT_SHA|[0-9a-f]{40})$/;
const inPlace = /^(\.\/|\$\/)/;
const pinned = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;

function found(pattern: string): Shown[] {
  return globSync(pattern, { cwd: root, exclude: (name) => name === 'node_modules' })
    .toSorted()
    .map((path) => ({ where: path, text: readFileSync(join(root, path), 'utf8') }));
}

function fenced({ where, text }: Shown): Shown[] {
  const blocks = [...text.matchAll(/^( *)```ya?ml\n([\s\S]*?)^\1```/gm)];
  return blocks.map(([, , body = ''], index) => ({
    where: `${where}, block ${index + 1}`,
    text: body,
  }));
}

function* valuesOf(value: unknown, names: readonly string[]): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    if (names.includes(key) && typeof item === 'string') yield item;
    else yield* valuesOf(item, names);
  }
}

/** The scripts of steps into which an expression is put. */
function replacedScripts(text: string): string[] {
  return [...valuesOf(parse(text), ['run', 'script'])].filter((script) => replaced.test(script));
}

/** What is used by a name that somebody else may point elsewhere. */
function loose(text: string): string[] {
  return [...valuesOf(parse(text), ['uses'])].filter(
    (used) => ![own, inPlace, pinned].some((form) => form.test(used)),
  );
}

describe('the rules', () => {
  it('see what they forbid', () => {
    expect(replacedScripts('steps: [{ run: "echo ${{ inputs.x }}" }]')).toHaveLength(1);
    expect(loose('steps: [{ uses: actions/checkout@v4 }]')).toEqual(['actions/checkout@v4']);
    expect(shown.length).toBeGreaterThan(20);
  });
});

describe.each(shown)('$where', ({ text }) => {
  it('puts no expression into a script', () => {
    expect(replacedScripts(text)).toEqual([]);
  });

  it('uses the actions of others by commit, with the version beside it', () => {
    expect(loose(text)).toEqual([]);
    const lines = text.match(/uses: [^ \n]+@[0-9a-f]{40}.*$/gm) ?? [];
    expect(lines.filter((line) => !/ # v\d+(\.\d+)*/.test(line))).toEqual([]);
  });

  it('starts nothing that a stranger may start with secrets at hand', () => {
    const triggers = (parse(text) as { on?: unknown } | null)?.on ?? {};
    expect(JSON.stringify(triggers)).not.toMatch(/pull_request_target|issue_comment/);
  });
});

describe.each(shown.filter(({ text }) => /^jobs:/m.test(text)))('$where', ({ text }) => {
  it('gives its token nothing that a job does not ask for', () => {
    const { permissions } = parse(text) as { permissions?: unknown };
    expect([{}, { contents: 'read' }]).toContainEqual(permissions);
  });
});
