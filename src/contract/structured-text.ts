import { dirname } from 'node:path';
import type { Problem } from '../errors/problem.ts';
import { resolvePath } from './kinds/path.ts';
import type { Step } from './step.ts';
import { readYaml } from './yaml-document.ts';

export interface StructuredSource {
  /** How problems call the input. */
  where: string;
  workingFolder: string;
  documents?: ReadonlyMap<string, string | undefined>;
}

export type StructuredReading =
  /** `folder`: where relative paths inside the value start. */
  { ok: true; value: unknown; folder: string } | { ok: false; problems: readonly Problem[] };

/** Reads inline YAML, or the file that a text names: a text that is only a word or path is a path. */
export function readStructuredText(text: string, source: StructuredSource): StructuredReading {
  const inline = readYaml(text, source.where);
  const named = pathIn(text);
  if (named === undefined) {
    if (inline.problems.length > 0) return { ok: false, problems: inline.problems };
    return { ok: true, value: inline.value, folder: source.workingFolder };
  }
  const path = resolvePath(named, source.workingFolder);
  const content = source.documents?.get(path);
  if (content === undefined) {
    const problem = {
      where: source.where,
      expected: 'inline YAML or the path of a YAML file',
      found: `no file ${path}`,
    };
    return { ok: false, problems: [problem] };
  }
  const document = readYaml(content, named);
  if (document.problems.length > 0) return { ok: false, problems: document.problems };
  return { ok: true, value: document.value, folder: dirname(path) };
}

/** Absolute paths of the files that explicit structured inputs name. */
export function namedDocuments(
  step: Step,
  explicit: Readonly<Record<string, string>>,
  workingFolder: string,
): string[] {
  return Object.entries(explicit)
    .filter(
      ([name]) => Object.hasOwn(step.inputs, name) && step.inputs[name]?.kind === 'structured',
    )
    .map(([, text]) => pathIn(text.trim()))
    .filter((path) => path !== undefined)
    .map((path) => resolvePath(path, workingFolder));
}

function pathIn(text: string): string | undefined {
  if (text === '' || text.includes('\n')) return undefined;
  const { value, problems } = readYaml(text, 'text');
  const isWord = problems.length === 0 && typeof value === 'string' && value === text;
  return isWord ? text : undefined;
}
