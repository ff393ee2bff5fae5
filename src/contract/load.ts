import { basename, dirname } from 'node:path';
import { ReleaseError } from '../errors/error.ts';
import { type ConfigFile, parseConfig } from './config.ts';
import { resolvePath } from './kinds/path.ts';
import type { Sources } from './parse.ts';
import { defaultConfig } from './shared.ts';
import type { Step } from './step.ts';
import { namedDocuments } from './structured-text.ts';

/** What a front knows before any file is read. */
export type Surroundings = Omit<Sources, 'config' | 'documents'> & {
  /** The text of a file by absolute path; undefined when there is none. */
  read(path: string): Promise<string | undefined>;
};

/**
 * Reads the files that a step's inputs need: the configuration file and those that explicit
 * structured inputs name. `allSteps` are the steps whose sections the file may have.
 * @throws ReleaseError FILE_UNREADABLE when a configuration file is named and does not exist.
 */
export async function loadSources(
  step: Step,
  allSteps: readonly Step[],
  { read, ...surroundings }: Surroundings,
): Promise<Sources> {
  const { explicit, workingFolder } = surroundings;
  const documents = new Map<string, string | undefined>();
  for (const path of namedDocuments(step, explicit, workingFolder)) {
    documents.set(path, await read(path));
  }
  const named = explicit['config']?.trim() || undefined;
  return {
    ...surroundings,
    config: await loadConfig(named, workingFolder, allSteps, read),
    documents,
  };
}

/** The configuration file, or undefined when none is named and the default one does not exist. */
export async function loadConfig(
  named: string | undefined,
  workingFolder: string,
  allSteps: readonly Step[],
  read: (path: string) => Promise<string | undefined>,
): Promise<ConfigFile | undefined> {
  const path = resolvePath(named ?? defaultConfig, workingFolder);
  const text = await read(path);
  if (text !== undefined) {
    return parseConfig(text, { name: named ?? basename(path), folder: dirname(path) }, allSteps);
  }
  if (named === undefined) return undefined;
  throw new ReleaseError('FILE_UNREADABLE', `there is no configuration file ${path}`);
}
