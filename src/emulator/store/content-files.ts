import {
  closeSync,
  createReadStream,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { type FileHandle, open, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  ContentDigest,
  type Content,
  type ContentReference,
  type ContentStore,
  type ContentWriter,
} from './contents.ts';
import { damaged } from './damaged.ts';
import { generateId } from './ids.ts';

/**
 * Contents as files of a folder, named by id. A file is whole before the row that refers to it is kept;
 * what a killed process left without such a row is removed at the next start.
 */
export class ContentFiles implements ContentStore {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
    mkdirSync(directory, { recursive: true });
  }

  async create(): Promise<ContentWriter> {
    const id = generateId();
    const file = await open(this.#path(id), 'ax');
    return new FileWriter(id, file, new ContentDigest(), () => this.delete(id));
  }

  async reopen(id: string, size: number): Promise<ContentWriter> {
    const path = this.#path(id);
    await truncate(path, size);
    const digest = new ContentDigest();
    for await (const chunk of createReadStream(path)) digest.update(chunk as Buffer);
    const file = await open(path, 'a');
    return new FileWriter(id, file, digest, () => this.delete(id));
  }

  put(data: Buffer): Content {
    const content = new ContentDigest().update(data).content(generateId());
    writeFileSync(this.#path(content.id), data, { flag: 'wx' });
    return content;
  }

  stream(id: string, from: number, to: number): Readable {
    const fd = openSync(this.#path(id), 'r');
    if (to < from) {
      closeSync(fd);
      return Readable.from([]);
    }
    return createReadStream('', { fd, start: from, end: to });
  }

  read(id: string): Buffer {
    return readFileSync(this.#path(id));
  }

  delete(id: string): void {
    rmSync(this.#path(id), { force: true });
  }

  /**
   * Removes what nobody refers to and checks that the rest is there, at least as long as it must be.
   * @throws ReleaseError STATE_CORRUPT
   */
  reconcile(referred: readonly ContentReference[]): void {
    for (const { id, size } of referred) {
      const found = statSync(this.#path(id), { throwIfNoEntry: false })?.size ?? 0;
      if (found < size) throw damaged(this.#path(id), `expected ${size} bytes, found ${found}`);
    }
    this.#removeExcept(new Set(referred.map(({ id }) => id)));
  }

  clear(): void {
    this.#removeExcept(new Set());
  }

  #removeExcept(ids: ReadonlySet<string>): void {
    for (const id of readdirSync(this.#directory)) if (!ids.has(id)) this.delete(id);
  }

  #path(id: string): string {
    return join(this.#directory, id);
  }
}

class FileWriter implements ContentWriter {
  readonly id: string;
  readonly #file: FileHandle;
  readonly #digest: ContentDigest;
  readonly #remove: () => void;

  constructor(id: string, file: FileHandle, digest: ContentDigest, remove: () => void) {
    this.id = id;
    this.#file = file;
    this.#digest = digest;
    this.#remove = remove;
  }

  get size(): number {
    return this.#digest.size;
  }

  async write(chunk: Buffer): Promise<void> {
    await this.#file.appendFile(chunk);
    this.#digest.update(chunk);
  }

  async finish(): Promise<Content> {
    await this.#file.close();
    return this.#digest.content(this.id);
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async discard(): Promise<void> {
    await this.#file.close();
    this.#remove();
  }
}
