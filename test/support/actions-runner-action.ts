import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { WorkflowStep } from './actions-runner-workflow.ts';

/** An action as its `action.yml` describes it. */
export interface ActionMetadata {
  folder: string;
  inputs: Readonly<Record<string, { default?: string } | null>>;
  outputs: Readonly<Record<string, { value?: string }>>;
  runs: { using: string; main?: string; steps?: WorkflowStep[] };
}

export function readAction(folder: string): ActionMetadata {
  const text = readFileSync(join(folder, 'action.yml'), 'utf8');
  const { inputs, outputs, runs } = parse(text) as Partial<ActionMetadata>;
  if (runs === undefined) throw new Error(`${folder}/action.yml runs nothing`);
  return { folder, inputs: inputs ?? {}, outputs: outputs ?? {}, runs };
}

/** Where the code of a `uses:` is: an action of this repository, or of the checkout. */
export function folderOfAction(
  uses: string,
  { project, workspace, slug }: { project: string; workspace: string; slug: string },
): string | undefined {
  const [path = ''] = uses.split('@', 1);
  if (path === '$') return project;
  if (path.startsWith('$/')) return join(project, path.slice(2));
  if (path.startsWith('./')) return join(workspace, path);
  if (path === slug) return project;
  return path.startsWith(`${slug}/`) ? join(project, path.slice(slug.length + 1)) : undefined;
}

/**
 * What the runner puts into the environment of an action: every input that is declared, by what was
 * given or by its default. Undeclared ones are passed on with a warning.
 */
export function inputVariables(
  inputs: ActionMetadata['inputs'],
  given: Readonly<Record<string, string>>,
  expand: (text: string) => string,
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, input] of Object.entries(inputs)) values[name] = expand(input?.default ?? '');
  for (const [name, text] of Object.entries(given)) values[name] = text;
  return Object.fromEntries(
    Object.entries(values).map(([name, text]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      text,
    ]),
  );
}
