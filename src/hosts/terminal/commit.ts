import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export const commitVariable = 'VERTEX_RELEASE_COMMIT';

export interface KnownCommit {
  id: string;
  /** True when the working tree holds changes that the commit does not. */
  changed: boolean;
}

/** The commit that a terminal releases: as told by the environment, else HEAD of the folder. */
export async function commitOf(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<KnownCommit | undefined> {
  const told = environment[commitVariable];
  if (told !== undefined && told !== '') return { id: told, changed: false };
  const id = await git(folder, ['rev-parse', 'HEAD']);
  if (id === undefined) return undefined;
  const status = await git(folder, ['status', '--porcelain']);
  return { id, changed: status !== undefined && status !== '' };
}

async function git(folder: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('git', ['-C', folder, ...args]);
    return stdout.trim();
  } catch {
    // No git, no repository or no commit yet: then no commit is known, which the pipeline tells.
    return undefined;
  }
}
