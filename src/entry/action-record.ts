import type { Files } from '../ports/files.ts';
import { parseRecord, type ReleaseRecord } from '../release/record.ts';

/** Files, with the release record that was written to them last. */
export interface WatchedFiles {
  files: Files;
  lastRecord(): ReleaseRecord | undefined;
}

/**
 * Every record has a copy on this machine, so whatever breaks a step, what is known of its release
 * can be told without asking the cloud again, which may be what is broken.
 */
export function watchRecords(files: Files): WatchedFiles {
  let last: string | undefined;
  return {
    files: {
      read: (path) => files.read(path),
      open: (path) => files.open(path),
      async write(path, text) {
        await files.write(path, text);
        if (path.endsWith('/record.json')) last = text;
      },
    },
    lastRecord: () => (last === undefined ? undefined : parseRecord(last, 'record.json')),
  };
}
