import type { EmulatorClock } from '../../clock.ts';
import type { Content, ContentWriter } from '../../store/contents.ts';
import { generateId } from '../../store/ids.ts';
import type { ObjectStore } from '../../store/objects.ts';
import type { UploadSession } from '../../store/resources.ts';
import type { Table } from '../../store/table.ts';
import type { HttpRequest } from '../../wire/handler.ts';
import { receiveBody } from './receive.ts';
import { invalidStorage, StorageError } from './storage-error.ts';

/** A session lasts one week: https://docs.cloud.google.com/storage/docs/resumable-uploads */
const lifetimeMs = 7 * 24 * 3600 * 1000;

interface Receiving {
  writer: ContentWriter;
  /** Requests of one session are served one after another. */
  turn: Promise<unknown>;
}

/**
 * Resumable uploads under way. How much of a content has arrived is kept when a request is over, before it
 * is answered; bytes of a request that a killed process did not answer are dropped.
 */
export class UploadSessions {
  readonly #table: Table<UploadSession>;
  readonly #objects: ObjectStore;
  readonly #clock: EmulatorClock;
  readonly #receiving = new Map<string, Receiving>();

  constructor(table: Table<UploadSession>, objects: ObjectStore, clock: EmulatorClock) {
    this.#table = table;
    this.#objects = objects;
    this.#clock = clock;
  }

  begin(what: Omit<UploadSession, 'id' | 'begun'>): UploadSession {
    this.#forgetOld();
    const session = { ...what, id: generateId(), begun: this.#clock.now() };
    this.#table.put(session.id, session);
    return session;
  }

  /** @throws StorageError 404 */
  get(id: string): UploadSession {
    const session = this.#table.get(id);
    if (session !== undefined) return session;
    throw new StorageError('NOT_FOUND', 404, 'notFound', 'The upload session is not found.');
  }

  /**
   * Takes in bytes of the content from position `from` on, but those that it has.
   * @returns how many bytes of the content are there now.
   */
  async receive(id: string, request: HttpRequest, from: number): Promise<number> {
    const receiving = await this.#open(this.get(id));
    const turn = receiving.turn.then(() => this.#receive(id, receiving.writer, request, from));
    receiving.turn = turn.catch(() => undefined);
    return turn;
  }

  /** The content, complete. */
  async finish(id: string): Promise<Content> {
    const { writer } = await this.#open(this.get(id));
    this.#receiving.delete(id);
    return writer.finish();
  }

  /** The session became an object. */
  settle(id: string, generation: string): void {
    const { content: _placed, ...session } = this.get(id);
    this.#table.put(id, { ...session, generation });
  }

  forget(id: string): void {
    this.#table.delete(id);
  }

  /** Stops taking in; what is kept stays. */
  async end(): Promise<void> {
    const all = [...this.#receiving.values()];
    this.#receiving.clear();
    await Promise.all(all.map(({ writer }) => writer.close()));
  }

  async #open({ id, content }: UploadSession): Promise<Receiving> {
    const known = this.#receiving.get(id);
    if (known !== undefined) return known;
    const writer = await (content === undefined
      ? this.#objects.receive()
      : this.#objects.receiveMore(content));
    // Two requests at once open two writers; the first one counts.
    const other = this.#receiving.get(id);
    if (other === undefined) {
      const receiving = { writer, turn: Promise.resolve() };
      this.#receiving.set(id, receiving);
      return receiving;
    }
    await (content === undefined ? writer.discard() : writer.close());
    return other;
  }

  async #receive(
    id: string,
    writer: ContentWriter,
    request: HttpRequest,
    from: number,
  ): Promise<number> {
    if (from > writer.size) {
      throw invalidStorage(`Bytes ${writer.size} to ${from - 1} are missing.`);
    }
    try {
      await receiveBody(request, writer, writer.size - from);
    } finally {
      const session = this.#table.get(id);
      const content = { id: writer.id, size: writer.size };
      if (session !== undefined) this.#table.put(id, { ...session, content });
    }
    return writer.size;
  }

  #forgetOld(): void {
    for (const { id, begun, content } of this.#table.list('')) {
      if (begun > this.#clock.now() - lifetimeMs) continue;
      this.#table.delete(id);
      if (content !== undefined) this.#objects.forget(content);
    }
  }
}
