import type { ObjectStore, StoredObject } from '../../store/objects.ts';
import { generateId } from '../../store/ids.ts';
import type { Exchange } from '../../wire/handler.ts';
import { parseJson, readBody, sendJson } from '../../wire/http-body.ts';
import { parseMultipart } from './multipart.ts';
import { type Conditions, readConditions, requireConditions } from './storage-conditions.ts';
import { bucketNotFound, invalidStorage, StorageError } from './storage-error.ts';
import { objectResource, type ObjectRequest, readObjectRequest } from './storage-resource.ts';

const uploadLimit = 1024 * 1024 * 1024;

interface Session {
  bucket: string;
  name: string;
  request: ObjectRequest;
  conditions: Conditions;
  chunks: Buffer[];
  size: number;
}

/** Simple, multipart and resumable uploads. */
export class StorageUploads {
  readonly #objects: ObjectStore;
  readonly #origin: () => string;
  readonly #sessions = new Map<string, Session>();

  constructor(objects: ObjectStore, origin: () => string) {
    this.#objects = objects;
    this.#origin = origin;
  }

  /** POST: the whole object, or the start of a session. */
  async begin(exchange: Exchange): Promise<void> {
    const { query, captured } = exchange;
    const bucket = captured['bucket'] ?? '';
    if (this.#objects.bucket(bucket) === undefined) throw bucketNotFound();
    const conditions = readConditions(query);
    const body = await readBody(exchange.request, uploadLimit);
    const contentType = exchange.request.headers['content-type'];
    switch (query.get('uploadType')) {
      case 'media': {
        const attributes = contentType === undefined ? {} : { contentType };
        const request = { name: undefined, attributes, md5Hash: undefined, crc32c: undefined };
        return this.#answer(
          exchange,
          bucket,
          this.#name(query, request),
          request,
          body,
          conditions,
        );
      }
      case 'multipart': {
        const [head, media] = parseMultipart(contentType ?? '', body);
        if (head === undefined || media === undefined) {
          throw invalidStorage('A multipart upload needs two parts.');
        }
        const request = readObjectRequest(parseJson(head.body));
        if (media.contentType !== undefined) request.attributes.contentType ??= media.contentType;
        const name = this.#name(query, request);
        return this.#answer(exchange, bucket, name, request, media.body, conditions);
      }
      case 'resumable': {
        const request = readObjectRequest(parseJson(body));
        const type = exchange.request.headers['x-upload-content-type'];
        if (typeof type === 'string') request.attributes.contentType ??= type;
        const name = this.#name(query, request);
        requireConditions(conditions, this.#objects.get(bucket, name));
        const id = generateId();
        this.#sessions.set(id, { bucket, name, request, conditions, chunks: [], size: 0 });
        const path = `/resumable/upload/storage/v1/b/${encodeURIComponent(bucket)}/o`;
        const location = `${this.#origin()}${path}?uploadType=resumable&upload_id=${id}`;
        exchange.response.writeHead(200, {
          location,
          'x-guploader-uploadid': id,
          'content-length': 0,
        });
        exchange.response.end();
        return;
      }
      default:
        throw invalidStorage('uploadType must be media, multipart or resumable.');
    }
  }

  /** PUT: the next bytes of a session, or a question how many arrived. */
  async resume(exchange: Exchange): Promise<void> {
    const id = exchange.query.get('upload_id') ?? '';
    const session = this.#sessions.get(id);
    if (session === undefined) {
      throw new StorageError('NOT_FOUND', 404, 'notFound', 'The upload session is not found.');
    }
    const body = await readBody(exchange.request, uploadLimit);
    const range = parseContentRange(exchange.request.headers['content-range'], body.length);
    if (range.from !== undefined && range.from > session.size) {
      throw invalidStorage(`Bytes ${session.size} to ${range.from - 1} are missing.`);
    }
    if (range.from !== undefined) {
      const fresh = body.subarray(session.size - range.from);
      session.chunks.push(fresh);
      session.size += fresh.length;
    }
    if (range.total === undefined || session.size < range.total) {
      const headers = session.size > 0 ? { range: `bytes=0-${session.size - 1}` } : {};
      exchange.response.writeHead(308, { ...headers, 'content-length': 0 });
      exchange.response.end();
      return;
    }
    this.#sessions.delete(id);
    const { bucket, name, request, conditions, chunks } = session;
    this.#answer(exchange, bucket, name, request, Buffer.concat(chunks), conditions);
  }

  clear(): void {
    this.#sessions.clear();
  }

  #name(query: URLSearchParams, request: ObjectRequest): string {
    const name = query.get('name') ?? request.name ?? '';
    if (name === '') throw invalidStorage('Required: name of the object.');
    return name;
  }

  #answer(
    exchange: Exchange,
    bucket: string,
    name: string,
    request: ObjectRequest,
    data: Buffer,
    conditions: Conditions,
  ): void {
    if (this.#objects.bucket(bucket) === undefined) throw bucketNotFound();
    const live = this.#objects.get(bucket, name);
    requireConditions(conditions, live);
    const stored = this.#objects.put(bucket, name, data, request.attributes);
    if (!hashesAgree(request, stored)) {
      if (live === undefined) this.#objects.delete(bucket, name);
      else this.#objects.copy(live, bucket, name);
      throw invalidStorage('Provided hash does not match the content that was received.');
    }
    sendJson(exchange.response, 200, objectResource(stored, this.#origin()));
  }
}

function hashesAgree(request: ObjectRequest, stored: StoredObject): boolean {
  const { md5Hash = stored.md5Hash, crc32c = stored.crc32c } = request;
  return md5Hash === stored.md5Hash && crc32c === stored.crc32c;
}

interface ContentRange {
  /** First byte; undefined when the request only asks for the state. */
  from: number | undefined;
  total: number | undefined;
}

/** `bytes 0-99/200`, `bytes 0-99/*`, `bytes * /200`; without a header the body is everything. */
function parseContentRange(header: string | undefined, length: number): ContentRange {
  if (header === undefined) return { from: 0, total: length };
  const match = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(header.trim());
  if (match === null) throw invalidStorage(`Invalid Content-Range: ${header}.`);
  const [, first, , total] = match;
  return {
    from: first === undefined ? undefined : Number(first),
    total: total === '*' || total === undefined ? undefined : Number(total),
  };
}
