import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Crc32c } from './crc32c.ts';
import { generateId } from './ids.ts';

/** Bytes of an object, which never change. */
export interface Content {
  id: string;
  size: number;
  /** Base64, as Cloud Storage has it. */
  md5Hash: string;
  crc32c: string;
}

export type ContentReference = Pick<Content, 'id' | 'size'>;

/** Takes in the bytes of one content. */
export interface ContentWriter {
  readonly id: string;
  /** Bytes so far. */
  readonly size: number;
  write(chunk: Buffer): Promise<void>;
  finish(): Promise<Content>;
  /** Ends writing for now: `reopen` goes on. */
  close(): Promise<void>;
  /** Forgets what was written. */
  discard(): Promise<void>;
}

/** Contents by id. Who refers to them is not known here. */
export interface ContentStore {
  create(): Promise<ContentWriter>;
  /** Goes on with what an earlier process wrote, after its first `size` bytes. */
  reopen(id: string, size: number): Promise<ContentWriter>;
  /** Takes in a small content whole. */
  put(data: Buffer): Content;
  /** Bytes `from` to `to`, both inclusive. A content that is deleted meanwhile is read to its end. */
  stream(id: string, from: number, to: number): Readable;
  read(id: string): Buffer;
  delete(id: string): void;
}

/** The hashes of a content, as its bytes come in. */
export class ContentDigest {
  readonly #md5: Hash = createHash('md5');
  readonly #crc32c = new Crc32c();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  update(chunk: Buffer): this {
    this.#md5.update(chunk);
    this.#crc32c.update(chunk);
    this.#size += chunk.length;
    return this;
  }

  content(id: string): Content {
    const md5Hash = this.#md5.digest('base64');
    return { id, size: this.#size, md5Hash, crc32c: this.#crc32c.digest() };
  }
}

/** Contents that live as long as the process. */
export class MemoryContents implements ContentStore {
  readonly #contents = new Map<string, Buffer>();

  async create(): Promise<ContentWriter> {
    const id = generateId();
    const digest = new ContentDigest();
    const chunks: Buffer[] = [];
    return {
      id,
      get size() {
        return digest.size;
      },
      write: async (chunk) => {
        digest.update(chunk);
        chunks.push(chunk);
      },
      finish: async () => {
        this.#contents.set(id, Buffer.concat(chunks));
        return digest.content(id);
      },
      close: async () => undefined,
      discard: async () => undefined,
    };
  }

  reopen(id: string): Promise<ContentWriter> {
    throw new Error(`content ${id} belongs to another process`);
  }

  put(data: Buffer): Content {
    const content = new ContentDigest().update(data).content(generateId());
    this.#contents.set(content.id, data);
    return content;
  }

  stream(id: string, from: number, to: number): Readable {
    const data = this.read(id);
    return Readable.from(data.length === 0 ? [] : [data.subarray(from, to + 1)]);
  }

  read(id: string): Buffer {
    const data = this.#contents.get(id);
    if (data === undefined) throw new Error(`content ${id} is missing`);
    return data;
  }

  delete(id: string): void {
    this.#contents.delete(id);
  }
}
