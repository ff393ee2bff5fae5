import { ReleaseError } from '../../src/errors/error.ts';
import type { Files } from '../../src/ports/files.ts';

/** Files in memory, by absolute path. */
export interface FakeFiles extends Files {
  readonly stored: ReadonlyMap<string, string>;
  /** What somebody else does to a file; undefined removes it. */
  put(path: string, text: string | undefined): void;
}

export function fakeFiles(initial: Readonly<Record<string, string>> = {}): FakeFiles {
  const stored = new Map(Object.entries(initial));
  return {
    stored,
    put(path, text) {
      if (text === undefined) stored.delete(path);
      else stored.set(path, text);
    },
    read: async (path) => stored.get(path),
    async *open(path) {
      const text = stored.get(path);
      if (text === undefined) throw new ReleaseError('FILE_UNREADABLE', `${path} does not exist`);
      yield new TextEncoder().encode(text);
    },
    async write(path, text) {
      stored.set(path, text);
    },
  };
}
