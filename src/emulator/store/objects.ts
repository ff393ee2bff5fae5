import { createHash } from 'node:crypto';
import type { EmulatorClock } from '../clock.ts';
import { crc32c } from './crc32c.ts';
import { toTimestamp } from './time.ts';

export interface Bucket {
  name: string;
  projectNumber: string;
  location: string;
  timeCreated: string;
}

/** What a writer may say of an object. */
export interface ObjectAttributes {
  contentType?: string;
  contentEncoding?: string;
  contentDisposition?: string;
  contentLanguage?: string;
  cacheControl?: string;
  metadata?: Readonly<Record<string, string>>;
}

/** One generation of an object. Its data is never changed, so copies share it. */
export interface StoredObject extends ObjectAttributes {
  bucket: string;
  name: string;
  generation: string;
  metageneration: string;
  data: Buffer;
  md5Hash: string;
  crc32c: string;
  timeCreated: string;
  updated: string;
}

interface BucketContent {
  bucket: Bucket;
  objects: Map<string, StoredObject>;
  /** Google's own bucket: readable, but in nobody's list. */
  isManaged: boolean;
}

/** Buckets and the live generation of their objects, in memory. */
export class ObjectStore {
  readonly #clock: EmulatorClock;
  readonly #buckets = new Map<string, BucketContent>();
  #lastGeneration = 0n;

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  createBucket(name: string, projectNumber: string, location = 'US', isManaged = false): Bucket {
    const timeCreated = toTimestamp(this.#clock.now());
    const bucket = { name, projectNumber, location, timeCreated };
    this.#buckets.set(name, { bucket, objects: new Map(), isManaged });
    return bucket;
  }

  bucket(name: string): Bucket | undefined {
    return this.#buckets.get(name)?.bucket;
  }

  listBuckets(): Bucket[] {
    return [...this.#buckets.values()].filter((each) => !each.isManaged).map((each) => each.bucket);
  }

  deleteBucket(name: string): void {
    this.#buckets.delete(name);
  }

  get(bucket: string, name: string): StoredObject | undefined {
    return this.#buckets.get(bucket)?.objects.get(name);
  }

  /** Objects whose name begins with `prefix`, in order of name. */
  list(bucket: string, prefix: string): StoredObject[] {
    const objects = [...(this.#buckets.get(bucket)?.objects.values() ?? [])];
    return objects
      .filter((object) => object.name.startsWith(prefix))
      .toSorted((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
  }

  /** Writes a new generation. The bucket must exist. */
  put(bucket: string, name: string, data: Buffer, attributes: ObjectAttributes): StoredObject {
    const hashes = {
      md5Hash: createHash('md5').update(data).digest('base64'),
      crc32c: crc32c(data),
    };
    return this.#write(bucket, name, { ...attributes, ...hashes, data });
  }

  copy(
    source: StoredObject,
    bucket: string,
    name: string,
    changes: ObjectAttributes = {},
  ): StoredObject {
    return this.#write(bucket, name, { ...source, ...changes });
  }

  /** Changes metadata only: same generation, next metageneration. */
  patch(object: StoredObject, attributes: ObjectAttributes): StoredObject {
    const patched = {
      ...object,
      ...attributes,
      metageneration: String(Number(object.metageneration) + 1),
      updated: toTimestamp(this.#clock.now()),
    };
    this.#buckets.get(object.bucket)?.objects.set(object.name, patched);
    return patched;
  }

  delete(bucket: string, name: string): void {
    this.#buckets.get(bucket)?.objects.delete(name);
  }

  clear(): void {
    this.#buckets.clear();
  }

  #write(
    bucket: string,
    name: string,
    content: ObjectAttributes & Pick<StoredObject, 'data' | 'md5Hash' | 'crc32c'>,
  ): StoredObject {
    const now = this.#clock.now();
    const micros = BigInt(Math.trunc(now)) * 1000n;
    this.#lastGeneration = micros > this.#lastGeneration ? micros : this.#lastGeneration + 1n;
    const object: StoredObject = {
      ...content,
      bucket,
      name,
      generation: String(this.#lastGeneration),
      metageneration: '1',
      timeCreated: toTimestamp(now),
      updated: toTimestamp(now),
    };
    this.#buckets.get(bucket)?.objects.set(name, object);
    return object;
  }
}

export interface ObjectPath {
  bucket: string;
  /** Object name or prefix, without leading slash. */
  path: string;
}

/** Takes `gs://BUCKET/PATH` apart; undefined when it is not of that form. */
export function parseGsUri(uri: string): ObjectPath | undefined {
  const match = /^gs:\/\/([^/]+)\/?(.*)$/.exec(uri);
  const [, bucket, path] = match ?? [];
  return bucket === undefined ? undefined : { bucket, path: path ?? '' };
}
