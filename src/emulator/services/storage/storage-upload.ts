import type { EmulatorClock } from '../../clock.ts';
import type { Content } from '../../store/contents.ts';
import type { ObjectStore } from '../../store/objects.ts';
import type { Store } from '../../store/store.ts';
import type { Transactions } from '../../store/transactions.ts';
import type { Exchange } from '../../wire/handler.ts';
import { jsonBodyLimit, parseJson, readBody, sendJson } from '../../wire/http-body.ts';
import { parseMultipart } from './multipart.ts';
import { receiveBody, uploadLimit } from './receive.ts';
import { type Conditions, readConditions, requireConditions } from './storage-conditions.ts';
import { bucketNotFound, invalidStorage, StorageError } from './storage-error.ts';
import { objectResource, type ObjectRequest, readObjectRequest } from './storage-resource.ts';
import { UploadSessions } from './upload-sessions.ts';

/** What a content is to become. */
interface Destination extends Pick<ObjectRequest, 'attributes' | 'expected'> {
  bucket: string;
  name: string;
  conditions: Conditions;
}

/** Simple, multipart and resumable uploads. */
export class StorageUploads {
  readonly #objects: ObjectStore;
  readonly #transactions: Transactions;
  readonly #sessions: UploadSessions;
  readonly #origin: () => string;

  constructor(
    { objects, uploadSessions, transactions }: Store,
    clock: EmulatorClock,
    origin: () => string,
  ) {
    this.#objects = objects;
    this.#transactions = transactions;
    this.#sessions = new UploadSessions(uploadSessions, objects, clock);
    this.#origin = origin;
  }

  /** POST: the whole object, or the start of a session. */
  async begin(exchange: Exchange): Promise<void> {
    const bucket = exchange.captured['bucket'] ?? '';
    if (this.#objects.bucket(bucket) === undefined) throw bucketNotFound();
    switch (exchange.query.get('uploadType')) {
      case 'media':
        return this.#media(exchange, bucket);
      case 'multipart':
        return this.#multipart(exchange, bucket);
      case 'resumable':
        return this.#resumable(exchange, bucket);
      default:
        throw invalidStorage('uploadType must be media, multipart or resumable.');
    }
  }

  /** PUT: the next bytes of a session, or a question how many arrived. */
  async resume({ request, response, query }: Exchange): Promise<void> {
    const id = query.get('upload_id') ?? '';
    const { generation, content, bucket, name } = this.#sessions.get(id);
    if (generation !== undefined) {
      request.resume();
      return this.#sendPlaced(response, bucket, name, generation);
    }
    const { from, total } = parseContentRange(request.headers['content-range']);
    const size =
      from === undefined ? (content?.size ?? 0) : await this.#sessions.receive(id, request, from);
    if (from === undefined) request.resume();
    if (total === 'unknown' || (total !== 'body' && size < total)) {
      const headers = size > 0 ? { range: `bytes=0-${size - 1}` } : {};
      response.writeHead(308, { ...headers, 'content-length': 0 });
      response.end();
      return;
    }
    await this.#finish(id, response);
  }

  end(): Promise<void> {
    return this.#sessions.end();
  }

  async #media(exchange: Exchange, bucket: string): Promise<void> {
    const { request, query, response } = exchange;
    const { 'content-type': contentType } = request.headers;
    const attributes = contentType === undefined ? {} : { contentType };
    const name = nameOf(query, undefined);
    const conditions = readConditions(query);
    const writer = await this.#objects.receive();
    try {
      await receiveBody(request, writer);
    } catch (error) {
      await writer.discard();
      throw error;
    }
    const destination = { bucket, name, conditions, attributes, expected: {} };
    this.#answer(response, destination, await writer.finish());
  }

  async #multipart(exchange: Exchange, bucket: string): Promise<void> {
    const { request, query, response } = exchange;
    const body = await readBody(request, uploadLimit);
    const [head, media] = parseMultipart(request.headers['content-type'] ?? '', body);
    if (head === undefined || media === undefined) {
      throw invalidStorage('A multipart upload needs two parts.');
    }
    const { name: given, attributes, expected } = readObjectRequest(parseJson(head.body));
    if (media.contentType !== undefined) attributes.contentType ??= media.contentType;
    const name = nameOf(query, given);
    const destination = { bucket, name, conditions: readConditions(query), attributes, expected };
    const writer = await this.#objects.receive();
    await writer.write(media.body);
    this.#answer(response, destination, await writer.finish());
  }

  async #resumable(exchange: Exchange, bucket: string): Promise<void> {
    const { request, query, response } = exchange;
    const json = parseJson(await readBody(request, jsonBodyLimit));
    const { name: given, attributes, expected } = readObjectRequest(json);
    const type = request.headers['x-upload-content-type'];
    if (typeof type === 'string') attributes.contentType ??= type;
    const name = nameOf(query, given);
    const conditions = readConditions(query);
    requireConditions(conditions, this.#objects.get(bucket, name));
    const { id } = this.#sessions.begin({
      bucket,
      name,
      attributes,
      expected,
      conditions: { ...conditions },
    });
    const path = `/resumable/upload/storage/v1/b/${encodeURIComponent(bucket)}/o`;
    const location = `${this.#origin()}${path}?uploadType=resumable&upload_id=${id}`;
    response.writeHead(200, { location, 'x-guploader-uploadid': id, 'content-length': 0 });
    response.end();
  }

  async #finish(id: string, response: Exchange['response']): Promise<void> {
    const content = await this.#sessions.finish(id);
    this.#answer(response, this.#sessions.get(id), content, (generation) => {
      if (generation === undefined) this.#sessions.forget(id);
      else this.#sessions.settle(id, generation);
    });
  }

  /** Makes the object; `settle` is told its generation, or undefined when there is none. */
  #answer(
    response: Exchange['response'],
    destination: Destination,
    content: Content,
    settle: (generation: string | undefined) => void = () => undefined,
  ): void {
    const { bucket, name, attributes } = destination;
    try {
      const stored = this.#transactions.run(() => {
        this.#check(destination, content);
        const placed = this.#objects.place(bucket, name, content, attributes);
        settle(placed.generation);
        return placed;
      });
      sendJson(response, 200, objectResource(stored, this.#origin()));
    } catch (error) {
      settle(undefined);
      this.#objects.forget(content);
      throw error;
    }
  }

  /** @throws StorageError 404, 412, 400 */
  #check({ bucket, name, conditions, expected }: Destination, content: Content): void {
    if (this.#objects.bucket(bucket) === undefined) throw bucketNotFound();
    requireConditions(conditions, this.#objects.get(bucket, name));
    const { md5Hash = content.md5Hash, crc32c = content.crc32c } = expected;
    if (md5Hash !== content.md5Hash || crc32c !== content.crc32c) {
      throw invalidStorage('Provided hash does not match the content that was received.');
    }
  }

  /** A client that did not get the answer to its last bytes asks again. */
  #sendPlaced(
    response: Exchange['response'],
    bucket: string,
    name: string,
    generation: string,
  ): void {
    const object = this.#objects.get(bucket, name);
    if (object?.generation === generation) {
      sendJson(response, 200, objectResource(object, this.#origin()));
      return;
    }
    throw new StorageError('NOT_FOUND', 404, 'notFound', 'The upload session is not found.');
  }
}

function nameOf(query: URLSearchParams, given: string | undefined): string {
  const name = query.get('name') ?? given ?? '';
  if (name === '') throw invalidStorage('Required: name of the object.');
  return name;
}

interface ContentRange {
  /** First byte; undefined when the request only asks for the state. */
  from: number | undefined;
  /** Bytes of the object; `body` when it ends with the body. */
  total: number | 'body' | 'unknown';
}

/** `bytes 0-99/200`, `bytes 0-99/*`, `bytes * /200`; without a header the body is everything. */
function parseContentRange(header: string | undefined): ContentRange {
  if (header === undefined) return { from: 0, total: 'body' };
  const match = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(header.trim());
  if (match === null) throw invalidStorage(`Invalid Content-Range: ${header}.`);
  const [, first, , total] = match;
  return {
    from: first === undefined ? undefined : Number(first),
    total: total === '*' || total === undefined ? 'unknown' : Number(total),
  };
}
