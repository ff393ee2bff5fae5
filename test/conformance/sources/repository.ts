import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { parse } from 'yaml';

export const root = join(import.meta.dirname, '../../..');

/** A file of the repository, or a part of one. */
export interface Source {
  /** From the root, with slashes. */
  path: string;
  /** Line of the file on which the text begins, from 1. */
  line: number;
  text: string;
}

/** Files that match, whatever there is by now. */
export function filesLike(...patterns: readonly string[]): readonly Source[] {
  const paths = globSync([...patterns], {
    cwd: root,
    exclude: ['**/node_modules/**', 'dist/**', 'lib/**'],
  });
  return [...new Set(paths)].toSorted().map(readSource);
}

export function readSource(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  return { path: path.split(sep).join('/'), line: 1, text };
}

export function actionFiles(): readonly Source[] {
  return filesLike('action.yml', 'actions/*/action.yml');
}

export function workflowFiles(): readonly Source[] {
  return [
    ...filesLike('.github/workflows/*.{yml,yaml}'),
    ...filesLike('examples/**/*.{yml,yaml}').filter(({ text }) => hasKey(text, 'jobs')),
  ];
}

export function buildFiles(): readonly Source[] {
  return filesLike('{cloudbuild,examples}/**/*.{yml,yaml}').filter(({ text }) =>
    hasKey(text, 'steps'),
  );
}

export function documents(): readonly Source[] {
  return filesLike(
    '*.md',
    'docs/**/*.md',
    'actions/*/*.md',
    'cloudbuild/**/*.md',
    'examples/**/*.md',
  );
}

function hasKey(yaml: string, key: string): boolean {
  const value: unknown = parse(yaml);
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}
