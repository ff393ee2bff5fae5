export interface StoredObject {
  text: string;
  /** Changes with every write; a precondition names it. */
  generation: string;
}

/** What Cloud Storage keeps of an object besides its bytes. */
export interface ObjectFacts {
  uri: string;
  generation: string;
  bytes: number;
  /** Of the bytes, in base64 as Cloud Storage tells it. */
  crc32c: string;
  /** In base64; composed objects have none. */
  md5?: string;
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
  /** The new generation; JSON unless another type is given. @throws ReleaseError CONFLICT when the condition does not hold. */
  write(
    uri: string,
    text: string,
    condition: WriteCondition,
    contentType?: string,
  ): Promise<string>;
  /** Uris under a prefix, sorted. */
  list(prefix: string): Promise<readonly string[]>;
  /** The same objects with what is known of their bytes, without reading them. */
  describe(prefix: string): Promise<readonly ObjectFacts[]>;
}
