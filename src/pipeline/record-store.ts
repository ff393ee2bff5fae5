import { z } from 'zod';
import { ReleaseError } from '../errors/error.ts';
import type { Files } from '../ports/files.ts';
import type { Objects, WriteCondition } from '../ports/objects.ts';
import {
  formatRecord,
  parseRecord,
  parseState,
  releaseIdText,
  type ReleaseRecord,
} from '../release/record.ts';

/** Releases of one commit, oldest first. */
const commitPointer = z.object({
  apiVersion: z.literal('vertex-release/v1'),
  kind: z.literal('CommitPointer'),
  releases: z.array(z.object({ releaseId: releaseIdText, key: z.string().optional() })),
});

export type CommitPointer = z.infer<typeof commitPointer>;

/** A document and the generation that the next write must find. */
export interface Versioned<T> {
  value: T;
  generation: string;
}

/**
 * Where records and pointers of one model live: `gs://BUCKET/vertex-release/MODEL/…` guarded by
 * generations, with a copy of each record under `.vertex-release/`. Without a bucket the copy is
 * all there is.
 */
export interface RecordStore {
  readonly durable: boolean;
  readRecord(releaseId: string): Promise<Versioned<ReleaseRecord> | undefined>;
  /** The new generation. @throws ReleaseError CONFLICT when another runner wrote it meanwhile. */
  writeRecord(record: ReleaseRecord, condition: WriteCondition): Promise<string>;
  readPointer(commit: string): Promise<Versioned<CommitPointer> | undefined>;
  writePointer(commit: string, pointer: CommitPointer, condition: WriteCondition): Promise<string>;
}

export interface StoreOptions {
  objects: Objects;
  files: Files;
  bucket: string | undefined;
  model: string;
  /** Folder that holds the copies: `…/.vertex-release`. */
  folder: string;
}

export function recordStore(options: StoreOptions): RecordStore {
  const { files, folder, model } = options;
  const documents =
    options.bucket === undefined ? fileDocuments(options) : objectDocuments(options);
  const recordPath = (releaseId: string) => `${releaseId}/record.json`;
  const pointerPath = (commit: string) => `commits/${commit}.json`;
  return {
    durable: options.bucket !== undefined,

    async readRecord(releaseId) {
      const found = await documents.read(recordPath(releaseId));
      if (found === undefined) return undefined;
      return { value: parseRecord(found.text, found.where), generation: found.generation };
    },

    async writeRecord(record, condition) {
      const path = recordPath(record.releaseId);
      const generation = await documents.write(path, formatRecord(record), condition);
      if (options.bucket !== undefined) {
        await files.write(`${folder}/${model}/${path}`, formatRecord(record));
      }
      return generation;
    },

    async readPointer(commit) {
      const found = await documents.read(pointerPath(commit));
      if (found === undefined) return undefined;
      const value = parseState(commitPointer, found.text, found.where);
      return { value, generation: found.generation };
    },

    async writePointer(commit, pointer, condition) {
      const text = `${JSON.stringify(pointer, undefined, 2)}\n`;
      return await documents.write(pointerPath(commit), text, condition);
    },
  };
}

interface Documents {
  read(path: string): Promise<{ text: string; generation: string; where: string } | undefined>;
  write(path: string, text: string, condition: WriteCondition): Promise<string>;
}

function objectDocuments({ objects, bucket, model }: StoreOptions): Documents {
  const uriOf = (path: string) => `gs://${bucket}/vertex-release/${model}/${path}`;
  return {
    async read(path) {
      const where = uriOf(path);
      const found = await objects.read(where);
      return found === undefined ? undefined : { ...found, where };
    },
    write: (path, text, condition) => objects.write(uriOf(path), text, condition),
  };
}

/** Local files have no generations: the text itself stands for one. */
function fileDocuments({ files, folder, model }: StoreOptions): Documents {
  const pathOf = (path: string) => `${folder}/${model}/${path}`;
  return {
    async read(path) {
      const where = pathOf(path);
      const text = await files.read(where);
      return text === undefined ? undefined : { text, generation: text, where };
    },
    async write(path, text, condition) {
      const found = await files.read(pathOf(path));
      const holds =
        condition === 'any' ||
        (condition === 'if_absent' ? found === undefined : found === condition.ifGeneration);
      if (!holds) {
        throw new ReleaseError('CONFLICT', `${pathOf(path)} was written by another run meanwhile`);
      }
      await files.write(pathOf(path), text);
      return text;
    },
  };
}
