import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ReleaseError } from '../../errors/error.ts';
import type { Files } from '../../ports/files.ts';

export const systemFiles: Files = {
  async read(path) {
    try {
      return await readFile(path, 'utf8');
    } catch (cause) {
      if (codeOf(cause) === 'ENOENT') return undefined;
      throw unreadable(path, cause);
    }
  },

  async *open(path) {
    try {
      yield* createReadStream(path, { highWaterMark: 1 << 20 });
    } catch (cause) {
      throw unreadable(path, cause);
    }
  },

  async write(path, text) {
    const beside = `${path}.${process.pid}.part`;
    try {
      await mkdir(dirname(path), { recursive: true });
      // Left by a run that was killed, or a link that somebody put there: neither is written through.
      await rm(beside, { force: true });
      await writeFile(beside, text, { flag: 'wx' });
      await rename(beside, path);
    } catch (cause) {
      throw new ReleaseError('FILE_UNREADABLE', `${path} cannot be written: ${codeOf(cause)}`, {
        cause,
        mend: 'Check the folder, its permissions and the free space.',
      });
    }
  },
};

function unreadable(path: string, cause: unknown): ReleaseError {
  const why = codeOf(cause) === 'ENOENT' ? 'does not exist' : `cannot be read: ${codeOf(cause)}`;
  return new ReleaseError('FILE_UNREADABLE', `${path} ${why}`, { cause });
}

function codeOf(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown) return String(thrown.code);
  return String(thrown);
}
