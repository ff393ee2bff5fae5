import type { Readable } from 'node:stream';
import type { EmulatorClock } from '../clock.ts';
import type { Content, ContentReference, ContentStore, ContentWriter } from './contents.ts';
import type { Table } from './table.ts';
import { toTimestamp } from './time.ts';
import type { Transactions } from './transactions.ts';

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

/** One generation of an object. Its content is never changed, so copies share it. */
export interface StoredObject extends ObjectAttributes {
  bucket: string;
  name: string;
  generation: string;
  metageneration: string;
  contentId: string;
  /** Bytes. */
  size: number;
  md5Hash: string;
  crc32c: string;
  timeCreated: string;
  updated: string;
}

interface BucketRow {
  bucket: Bucket;
  /** Google's own bucket: readable, but in nobody's list. */
  isManaged: boolean;
}

export interface ObjectTables {
  buckets: Table<BucketRow>;
  /** By `BUCKET/NAME`. */
  objects: Table<StoredObject>;
  /** One row: the newest generation, which no later one may equal. */
  generations: Table<{ last: string }>;
}

type ObjectContent = Pick<StoredObject, 'contentId' | 'size' | 'md5Hash' | 'crc32c'>;

/** Buckets and the live generation of their objects. */
export class ObjectStore {
  readonly #contents: ContentStore;
  readonly #clock: EmulatorClock;
  readonly #tables: ObjectTables;
  readonly #transactions: Transactions;
  /** How many objects have a content. */
  readonly #uses = new Map<string, number>();

  constructor(
    tables: ObjectTables,
    contents: ContentStore,
    transactions: Transactions,
    clock: EmulatorClock,
  ) {
    this.#tables = tables;
    this.#contents = contents;
    this.#transactions = transactions;
    this.#clock = clock;
    for (const { contentId } of tables.objects.list('')) this.#count(contentId, 1);
  }

  createBucket(name: string, projectNumber: string, location = 'US', isManaged = false): Bucket {
    const timeCreated = toTimestamp(this.#clock.now());
    const bucket = { name, projectNumber, location, timeCreated };
    this.#tables.buckets.put(name, { bucket, isManaged });
    return bucket;
  }

  bucket(name: string): Bucket | undefined {
    return this.#tables.buckets.get(name)?.bucket;
  }

  listBuckets(): Bucket[] {
    const rows = this.#tables.buckets.list('');
    return rows.filter(({ isManaged }) => !isManaged).map(({ bucket }) => bucket);
  }

  /** The bucket must be empty. */
  deleteBucket(name: string): void {
    this.#tables.buckets.delete(name);
  }

  get(bucket: string, name: string): StoredObject | undefined {
    return this.#tables.objects.get(`${bucket}/${name}`);
  }

  /** Objects whose name begins with `prefix`, in order of name. */
  list(bucket: string, prefix: string): StoredObject[] {
    return this.#tables.objects
      .list(`${bucket}/${prefix}`)
      .toSorted((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
  }

  /** Writes a new generation. The bucket must exist. */
  put(bucket: string, name: string, data: Buffer, attributes: ObjectAttributes): StoredObject {
    return this.place(bucket, name, this.#contents.put(data), attributes);
  }

  /** For a content that comes in piece by piece, to be placed then. */
  receive(): Promise<ContentWriter> {
    return this.#contents.create();
  }

  /** Goes on with a content of which an earlier process received `size` bytes. */
  receiveMore({ id, size }: ContentReference): Promise<ContentWriter> {
    return this.#contents.reopen(id, size);
  }

  /** Forgets a content that was received and will not be placed. */
  forget({ id }: ContentReference): void {
    this.#contents.delete(id);
  }

  /** Writes a new generation with a content that was received. */
  place(
    bucket: string,
    name: string,
    { id: contentId, ...content }: Content,
    attributes: ObjectAttributes,
  ): StoredObject {
    return this.#write(bucket, name, { ...attributes, ...content, contentId });
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
    this.#tables.objects.put(`${object.bucket}/${object.name}`, patched);
    return patched;
  }

  delete(bucket: string, name: string): void {
    const object = this.get(bucket, name);
    if (object === undefined) return;
    this.#transactions.run(() => {
      this.#tables.objects.delete(`${bucket}/${name}`);
      this.#transactions.afterwards(() => this.#count(object.contentId, -1));
    });
  }

  /** The whole content. */
  read(object: StoredObject): Buffer {
    return this.#contents.read(object.contentId);
  }

  /** Bytes `from` to `to`, both inclusive. */
  stream(object: StoredObject, from = 0, to = object.size - 1): Readable {
    return this.#contents.stream(object.contentId, from, to);
  }

  /** All contents that objects have. */
  contents(): ContentReference[] {
    return this.#tables.objects.list('').map(({ contentId: id, size }) => ({ id, size }));
  }

  clear(): void {
    this.#transactions.run(() => {
      for (const { bucket, name } of this.#tables.objects.list('')) this.delete(bucket, name);
      this.#tables.buckets.clear();
    });
  }

  #write(bucket: string, name: string, content: ObjectAttributes & ObjectContent): StoredObject {
    const now = this.#clock.now();
    return this.#transactions.run(() => {
      const object: StoredObject = {
        ...content,
        bucket,
        name,
        generation: this.#nextGeneration(now),
        metageneration: '1',
        timeCreated: toTimestamp(now),
        updated: toTimestamp(now),
      };
      const before = this.get(bucket, name);
      this.#tables.objects.put(`${bucket}/${name}`, object);
      this.#transactions.afterwards(() => {
        this.#count(object.contentId, 1);
        if (before !== undefined) this.#count(before.contentId, -1);
      });
      return object;
    });
  }

  /** Microseconds since the epoch, or one more than the last: they only grow. */
  #nextGeneration(now: number): string {
    const last = BigInt(this.#tables.generations.get('last')?.last ?? '0');
    const micros = BigInt(Math.trunc(now)) * 1000n;
    const next = String(micros > last ? micros : last + 1n);
    this.#tables.generations.put('last', { last: next });
    return next;
  }

  /** A content without objects is gone. */
  #count(contentId: string, change: 1 | -1): void {
    const uses = (this.#uses.get(contentId) ?? 0) + change;
    this.#uses.set(contentId, uses);
    if (uses > 0) return;
    this.#uses.delete(contentId);
    this.#contents.delete(contentId);
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
