import type { ObjectStore, StoredObject } from '../../store/objects.ts';
import { offsetOf, tokenOf } from '../../store/list-page.ts';
import type { Exchange } from '../../wire/handler.ts';
import { jsonBodyLimit, parseJson, readBody, sendJson } from '../../wire/http-body.ts';
import {
  type Conditions,
  conditionsHold,
  readConditions,
  requireConditions,
} from './storage-conditions.ts';
import { sendMedia } from './storage-download.ts';
import { bucketNotFound, objectNotFound } from './storage-error.ts';
import { objectResource, readObjectRequest } from './storage-resource.ts';

const maxResults = 1000;

/** Methods of the `objects` resource except uploads. */
export class StorageObjects {
  readonly #objects: ObjectStore;
  readonly #origin: () => string;

  constructor(objects: ObjectStore, origin: () => string) {
    this.#objects = objects;
    this.#origin = origin;
  }

  /** Metadata, or with `alt=media` the content. */
  async get(exchange: Exchange): Promise<void> {
    const object = this.#find(exchange, exchange.query.get('generation') ?? undefined);
    const conditions = readConditions(exchange.query);
    requireConditions(positiveConditions(conditions), object);
    if (!conditionsHold(conditions, object)) {
      exchange.response.writeHead(304);
      exchange.response.end();
      return;
    }
    if (exchange.query.get('alt') === 'media') {
      const { range } = exchange.request.headers;
      await sendMedia(exchange.response, object, range, this.#objects);
    } else {
      sendJson(exchange.response, 200, objectResource(object, this.#origin()));
    }
  }

  async download(exchange: Exchange): Promise<void> {
    exchange.query.set('alt', 'media');
    await this.get(exchange);
  }

  list(exchange: Exchange): void {
    const { query, captured } = exchange;
    const bucket = captured['bucket'] ?? '';
    if (this.#objects.bucket(bucket) === undefined) throw bucketNotFound();
    const prefix = query.get('prefix') ?? '';
    const delimiter = query.get('delimiter') ?? '';
    const start = query.get('startOffset') ?? '';
    const end = query.get('endOffset');
    const rows = groupByDelimiter(
      this.#objects
        .list(bucket, prefix)
        .filter(({ name }) => name >= start && (end === null || name < end)),
      prefix,
      delimiter,
    );
    const size = Math.min(Number(query.get('maxResults') ?? maxResults) || maxResults, maxResults);
    const token = query.get('pageToken');
    const from = token ? offsetOf(token) : 0;
    const page = rows.slice(from, from + size);
    const items = page.flatMap((row) =>
      typeof row === 'string' ? [] : [objectResource(row, this.#origin())],
    );
    const prefixes = page.filter((row) => typeof row === 'string');
    sendJson(exchange.response, 200, {
      kind: 'storage#objects',
      ...(from + size < rows.length ? { nextPageToken: tokenOf(from + size) } : {}),
      ...(prefixes.length > 0 ? { prefixes } : {}),
      ...(items.length > 0 ? { items } : {}),
    });
  }

  delete(exchange: Exchange): void {
    const object = this.#find(exchange, exchange.query.get('generation') ?? undefined);
    requireConditions(readConditions(exchange.query), object);
    this.#objects.delete(object.bucket, object.name);
    exchange.response.writeHead(204);
    exchange.response.end();
  }

  async patch(exchange: Exchange): Promise<void> {
    const json = parseJson(await readBody(exchange.request, jsonBodyLimit));
    const object = this.#find(exchange, exchange.query.get('generation') ?? undefined);
    requireConditions(readConditions(exchange.query), object);
    const patched = this.#objects.patch(object, readObjectRequest(json).attributes);
    sendJson(exchange.response, 200, objectResource(patched, this.#origin()));
  }

  /** `copyTo` and `rewriteTo`: within one server both are done at once. */
  async copy(exchange: Exchange): Promise<void> {
    const { query, captured } = exchange;
    const json = parseJson(await readBody(exchange.request, jsonBodyLimit));
    const source = this.#find(exchange, query.get('sourceGeneration') ?? undefined);
    const bucket = captured['toBucket'] ?? '';
    const name = captured['toObject'] ?? '';
    if (this.#objects.bucket(bucket) === undefined) throw bucketNotFound();
    requireConditions(readConditions(query), this.#objects.get(bucket, name));
    const { attributes } = readObjectRequest(json);
    const resource = objectResource(
      this.#objects.copy(source, bucket, name, attributes),
      this.#origin(),
    );
    const size = String(source.size);
    const isRewrite = captured['how'] === 'rewriteTo';
    const rewrite = {
      kind: 'storage#rewriteResponse',
      totalBytesRewritten: size,
      objectSize: size,
      done: true,
      resource,
    };
    sendJson(exchange.response, 200, isRewrite ? rewrite : resource);
  }

  #find(exchange: Exchange, generation: string | undefined): StoredObject {
    const bucket = exchange.captured['bucket'] ?? '';
    const name = exchange.captured['object'] ?? '';
    if (this.#objects.bucket(bucket) === undefined) throw bucketNotFound();
    const object = this.#objects.get(bucket, name);
    const isOther = generation !== undefined && object?.generation !== generation;
    if (object === undefined || isOther) throw objectNotFound(bucket, name);
    return object;
  }
}

/** A failed `match` is an error; a failed `not match` of a read means "not modified". */
function positiveConditions(conditions: Conditions): Conditions {
  const matches = Object.entries(conditions).filter(([name]) => !name.endsWith('NotMatch'));
  return Object.fromEntries(matches);
}

/** Objects and, for names with a delimiter after the prefix, the common prefixes, in name order. */
export function groupByDelimiter<Item extends { name: string }>(
  objects: readonly Item[],
  prefix: string,
  delimiter: string,
): (Item | string)[] {
  if (delimiter === '') return [...objects];
  const rows: (Item | string)[] = [];
  const seen = new Set<string>();
  for (const object of objects) {
    const at = object.name.indexOf(delimiter, prefix.length);
    if (at < 0) {
      rows.push(object);
      continue;
    }
    const group = object.name.slice(0, at + delimiter.length);
    if (!seen.has(group)) rows.push(group);
    seen.add(group);
  }
  return rows;
}
