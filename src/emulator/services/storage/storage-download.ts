import { pipeline } from 'node:stream/promises';
import type { ObjectStore, StoredObject } from '../../store/objects.ts';
import type { HttpResponse } from '../../wire/handler.ts';
import { StorageError } from './storage-error.ts';
import { etagOf } from './storage-resource.ts';

/** Answers the bytes of an object, or the range asked for. @throws StorageError 416 */
export async function sendMedia(
  response: HttpResponse,
  object: StoredObject,
  rangeHeader: string | undefined,
  objects: ObjectStore,
): Promise<void> {
  const { size } = object;
  const range = parseRange(rangeHeader, size);
  const { from, to } = range ?? { from: 0, to: size - 1 };
  const content = objects.stream(object, from, to);
  const headers: Record<string, string> = {
    'content-type': object.contentType ?? 'application/octet-stream',
    'accept-ranges': 'bytes',
    etag: etagOf(object),
    'last-modified': new Date(object.updated).toUTCString(),
    'x-goog-generation': object.generation,
    'x-goog-metageneration': object.metageneration,
    'x-goog-hash': `crc32c=${object.crc32c},md5=${object.md5Hash}`,
    'x-goog-stored-content-encoding': object.contentEncoding ?? 'identity',
    'x-goog-stored-content-length': String(size),
    'x-goog-storage-class': 'STANDARD',
  };
  if (object.contentEncoding !== undefined) headers['content-encoding'] = object.contentEncoding;
  if (range === undefined) {
    response.writeHead(200, { ...headers, 'content-length': size });
  } else {
    response.writeHead(206, {
      ...headers,
      'content-length': to - from + 1,
      'content-range': `bytes ${from}-${to}/${size}`,
    });
  }
  await pipeline(content, response);
}

/** First and last byte, both inclusive; undefined when the whole is asked for. */
export function parseRange(
  header: string | undefined,
  size: number,
): { from: number; to: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return undefined;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (from > to) {
    throw new StorageError(
      'OUT_OF_RANGE',
      416,
      'requestedRangeNotSatisfiable',
      'The requested range cannot be satisfied.',
    );
  }
  return { from, to };
}
