import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parseSync } from '@swc/core';

const source = resolve(dirname(fileURLToPath(import.meta.url)), '../src');

const values = ['errors', 'units', 'vertex', 'release'];
const ported = [...values, 'ports'];
const reported = ['errors', 'units', 'release', 'data', 'evaluation', 'canary'];
const stepWide = [...ported, 'stats', 'data', 'evaluation', 'canary', 'report', 'contract'];

/** Which folders a file of each folder may import, besides its own. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  units: ['errors'],
  stats: ['errors'],
  vertex: ['errors', 'units'],
  release: ['errors', 'units', 'vertex'],
  ports: values,
  data: [...ported, 'stats'],
  evaluation: ['errors', 'units', 'stats', 'release'],
  canary: [...values, 'stats'],
  report: reported,
  contract: values,
  steps: stepWide,
  pipeline: [...stepWide, 'steps'],
  google: ported,
  hosts: [...ported, 'report'],
  emulator: ['errors', 'stats'],
};

/** Folders that compose: they may import everything. */
const composers = ['entry'];
/** Folders that touch the world: process, clock, randomness, network, any package. */
const worldly = ['google', 'hosts', 'emulator', 'entry'];
const purePackages = [
  'zod',
  'yaml',
  'hyparquet',
  'hyparquet/src/scan.js',
  'node:path',
  'node:crypto',
  'node:buffer',
  'node:util',
  'node:zlib',
];
const worldlyGlobals = ['process', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'console'];
const worldlyMembers = [
  'Date.now',
  'Math.random',
  'AbortSignal.timeout',
  'performance.now',
  'crypto.randomUUID',
  'globalThis.process',
  'globalThis.fetch',
];

interface Module {
  /** Path below src, with slashes. */
  path: string;
  imports: readonly string[];
  /** What it uses of the world. */
  uses: readonly string[];
}

type Node = Record<string, unknown> & { type: string };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function children(node: object): unknown[] {
  return Object.values(node).flatMap((value: unknown) => (Array.isArray(value) ? value : [value]));
}

/** Every node below, parents first. */
function* walk(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if (isNode(value)) yield value;
  for (const child of children(value)) yield* walk(child);
}

function nameOf(value: unknown): string {
  return isNode(value) && value.type === 'Identifier' ? String(value['value']) : '';
}

function textOf(value: unknown): string | undefined {
  return isNode(value) && value.type === 'StringLiteral' ? String(value['value']) : undefined;
}

function importsOf(node: Node): string[] {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return [textOf(node['source']) ?? []].flat();
    case 'TsImportType':
      return [textOf(node['argument']) ?? []].flat();
    case 'CallExpression': {
      const isImport = isNode(node['callee']) && node['callee'].type === 'Import';
      const isRequire = nameOf(node['callee']) === 'require';
      if (!isImport && !isRequire) return [];
      const [first] = node['arguments'] as { expression: unknown }[];
      return [textOf(first?.expression) ?? '(computed)'];
    }
    default:
      return [];
  }
}

/** Names that a module or a function in it declares, and thereby are no globals. */
function declaredIn(program: unknown): Set<string> {
  const declared = new Set<string>();
  const add = (pattern: unknown) => {
    for (const node of walk(pattern)) if (node.type === 'Identifier') declared.add(nameOf(node));
  };
  for (const node of walk(program)) {
    if (node.type === 'VariableDeclarator') add(node['id']);
    if (node.type === 'Parameter') add(node['pat']);
    if (node.type === 'ArrowFunctionExpression') add(node['params']);
    if (node.type.startsWith('Import') && 'local' in node) add(node['local']);
    if (node.type === 'FunctionDeclaration') add(node['identifier']);
  }
  return declared;
}

function usesOf(program: unknown): string[] {
  const declared = declaredIn(program);
  const uses: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isNode(value)) {
      const node = value;
      // Types and the names of members are no uses of a global.
      if (node.type.startsWith('Ts') && node.type !== 'TsAsExpression') {
        if ('expression' in node) visit(node['expression']);
        return;
      }
      if (node.type === 'MemberExpression') {
        const member = `${nameOf(node['object'])}.${nameOf(node['property'])}`;
        if (worldlyMembers.includes(member)) uses.push(member);
        visit(node['object']);
        if (isNode(node['property']) && node['property'].type === 'Computed')
          visit(node['property']);
        return;
      }
      if (node.type === 'KeyValueProperty') return visit(node['value']);
      if (node.type === 'NewExpression' && nameOf(node['callee']) === 'Date') {
        const given = node['arguments'];
        if (!Array.isArray(given) || given.length === 0) uses.push('new Date()');
      }
      const name = nameOf(node);
      if (worldlyGlobals.includes(name) && !declared.has(name)) uses.push(name);
    }
    for (const child of children(value)) visit(child);
  };
  visit(program);
  return [...new Set(uses)];
}

function parseModule(text: string, path: string): Module {
  const program = parseSync(text, { syntax: 'typescript', target: 'es2024' });
  const imports = [...walk(program)].flatMap(importsOf);
  return { path, imports: [...new Set(imports)], uses: usesOf(program) };
}

/** `steps/train/run.ts` → `steps/train`; `steps/resumable.ts` → `steps`; `errors/x.ts` → `errors`. */
function unitOf(path: string): string {
  const [folder = '', ...rest] = dirname(path).split('/');
  const isSplit = folder === 'steps' || folder === 'hosts';
  return isSplit && rest[0] !== undefined ? `${folder}/${rest[0]}` : folder;
}

function folderOf(path: string): string {
  return path.split('/', 1)[0] ?? '';
}

/** Breaches of the table by one module, one sentence each. */
function breaches({ path, imports, uses }: Module): string[] {
  const folder = folderOf(path);
  const isWorldly = worldly.includes(folder);
  const found = imports.flatMap((specifier) => {
    if (!specifier.startsWith('.')) {
      return isWorldly || purePackages.includes(specifier)
        ? []
        : [`${path} imports the package ${specifier}`];
    }
    const target = join(dirname(path), specifier);
    return mayReach(path, target) ? [] : [`${path} imports ${target}`];
  });
  return isWorldly ? found : [...found, ...uses.map((use) => `${path} uses ${use}`)];
}

function mayReach(path: string, target: string): boolean {
  const from = folderOf(path);
  const to = folderOf(target);
  if (composers.includes(from)) return true;
  if (from !== to) return mayImport[from]?.includes(to) ?? false;
  // Steps and hosts do not know each other; a step may use what stands beside all of them.
  const shared = from === 'steps' ? ['steps'] : [];
  return [unitOf(path), ...shared].includes(unitOf(target));
}

const modules = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) =>
    parseModule(
      readFileSync(join(source, path), 'utf8'),
      relative(source, join(source, path)).replaceAll('\\', '/'),
    ),
  );

describe('the dependency rule', () => {
  it('knows every folder of src', () => {
    const folders = new Set(modules.map(({ path }) => folderOf(path)));
    const known = [...Object.keys(mayImport), ...composers];
    expect([...folders].filter((folder) => !known.includes(folder))).toEqual([]);
  });

  it.each([...new Set(modules.map(({ path }) => unitOf(path)))].toSorted())(
    'is kept in %s',
    (unit) => {
      expect(modules.filter(({ path }) => unitOf(path) === unit).flatMap(breaches)).toEqual([]);
    },
  );

  it.each([
    ['a package', 'stats/x.ts', `import got from 'got';`, ['stats/x.ts imports the package got']],
    [
      'a type from above',
      'errors/x.ts',
      `import type { A } from '../units/bytes.ts';`,
      ['errors/x.ts imports units/bytes.ts'],
    ],
    [
      'a type in place',
      'units/x.ts',
      `export type A = import('../vertex/model.ts').B;`,
      ['units/x.ts imports vertex/model.ts'],
    ],
    [
      'a re-export',
      'vertex/x.ts',
      `export { a } from '../release/json.ts';`,
      ['vertex/x.ts imports release/json.ts'],
    ],
    [
      'a dynamic import of another step',
      'steps/train/x.ts',
      `const a = await import('../validate/run.ts');`,
      ['steps/train/x.ts imports steps/validate/run.ts'],
    ],
    [
      'a computed import',
      'pipeline/x.ts',
      `const a = (name: string) => import(name);`,
      ['pipeline/x.ts imports the package (computed)'],
    ],
    [
      'another host',
      'hosts/terminal/x.ts',
      `import { a } from '../system/files.ts';`,
      ['hosts/terminal/x.ts imports hosts/system/files.ts'],
    ],
    [
      'the process',
      'steps/train/x.ts',
      `export const a = process.env['A'];`,
      ['steps/train/x.ts uses process'],
    ],
    [
      'the process by import',
      'steps/train/x.ts',
      `import process from 'node:process';`,
      ['steps/train/x.ts imports the package node:process'],
    ],
    [
      'the wall clock',
      'canary/x.ts',
      `export const a = () => Date.now();`,
      ['canary/x.ts uses Date.now'],
    ],
    [
      'the time of day',
      'canary/x.ts',
      `export const a = () => new Date();`,
      ['canary/x.ts uses new Date()'],
    ],
    [
      'chance',
      'data/x.ts',
      `export const a = { b: Math.random() };`,
      ['data/x.ts uses Math.random'],
    ],
    [
      'the network',
      'report/x.ts',
      `export const a = await fetch('https://a.b');`,
      ['report/x.ts uses fetch'],
    ],
    ['a timer', 'pipeline/x.ts', `setTimeout(() => {}, 1);`, ['pipeline/x.ts uses setTimeout']],
    [
      'a timed signal',
      'steps/train/x.ts',
      `export const a = AbortSignal.timeout(1);`,
      ['steps/train/x.ts uses AbortSignal.timeout'],
    ],
  ])('catches %s', (_, path, text, expected) => {
    expect(breaches(parseModule(text, path))).toEqual(expected);
  });

  it.each([
    ['a step its own file', 'steps/train/x.ts', `import { a } from './job-log.ts';`],
    ['a step what is beside all steps', 'steps/train/x.ts', `import { a } from '../resumable.ts';`],
    ['a date from milliseconds', 'ports/x.ts', `export const a = new Date(0).toISOString();`],
    [
      'a member that is called like a global',
      'canary/x.ts',
      `export const a = (b: B) => b.fetch();`,
    ],
    [
      'a parameter that is called like a global',
      'canary/x.ts',
      `export const a = (fetch: F) => fetch();`,
    ],
    ['an adapter the process', 'hosts/system/x.ts', `export const a = process.pid;`],
    ['an entry everything', 'entry/x.ts', `import { a } from '../emulator/server.ts';`],
  ])('allows %s', (_, path, text) => {
    expect(breaches(parseModule(text, path))).toEqual([]);
  });
});
