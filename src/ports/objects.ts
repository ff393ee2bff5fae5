export interface StoredObject {
  text: string;
  /** Changes with every write; a precondition names it. */
  generation: string;
}

/** What must be true of the object for a write to happen. */
export type WriteCondition = 'if_absent' | 'any' | { ifGeneration: string };

/** Cloud Storage. Every uri is `gs://BUCKET/NAME`. */
export interface Objects {
  read(uri: string): Promise<StoredObject | undefined>;
  /** Of the object as it is now, without reading it; undefined when there is none. */
  generationOf(uri: string): Promise<string | undefined>;
  /** The bytes in chunks. @throws ReleaseError FILE_UNREADABLE when there is no such object. */
  open(uri: string): AsyncIterable<Uint8Array>;
  /** The new generation. @throws ReleaseError CONFLICT when the condition does not hold. */
  write(uri: string, text: string, condition: WriteCondition): Promise<string>;
  /** Uris under a prefix, sorted. */
  list(prefix: string): Promise<readonly string[]>;
}
