import { lstat, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { ReleaseError } from '../../errors/error.ts';
import type { Files } from '../../ports/files.ts';

/**
 * Files of one folder and nothing beyond it: what `..`, an absolute path or a symbolic link leads
 * out of it is refused. For machines that run the commit of somebody else: a configuration file
 * that came with it must not have the machine's own files read, or written over.
 */
export function confinedFiles(files: Files, folder: string): Files {
  const refuseOutside = async (path: string) => {
    if (path.includes('\0')) throw outside(path);
    const [root, target] = await Promise.all([realFolder(folder), realTarget(path)]);
    if (target === undefined || !isWithin(root, target)) throw outside(path);
  };
  return {
    async read(path) {
      await refuseOutside(path);
      return await files.read(path);
    },
    async *open(path) {
      await refuseOutside(path);
      yield* files.open(path);
    },
    async write(path, text) {
      await refuseOutside(path);
      await files.write(path, text);
    },
  };

  function outside(path: string): ReleaseError {
    const shown = path.replaceAll('\0', '\\0');
    return new ReleaseError('INPUT_INVALID', `${shown} is not in the workspace ${folder}`, {
      mend: 'Name a file below the workspace, without a symbolic link that leads out of it.',
    });
  }
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function realFolder(folder: string): Promise<string> {
  return (await realTarget(folder)) ?? resolve(folder);
}

/** Where a path really leads, there or not; undefined for a link that leads nowhere. */
async function realTarget(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    // Not there, or not to be followed: then what holds it decides.
    if (await isLink(path)) return undefined;
    const holder = dirname(path);
    return holder === path ? path : await targetIn(holder, path);
  }
}

async function targetIn(holder: string, path: string): Promise<string | undefined> {
  const target = await realTarget(holder);
  return target === undefined ? undefined : resolve(target, relative(holder, path));
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch {
    return false;
  }
}
