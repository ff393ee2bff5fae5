import type { ServerResponse } from 'node:http';
import type { StoredObject } from '../../store/objects.ts';
import { StorageError } from './storage-error.ts';
import { etagOf } from './storage-resource.ts';

/** Answers the bytes of an object, or the range asked for. @throws StorageError 416 */
export function sendMedia(
  response: ServerResponse,
  object: StoredObject,
  rangeHeader: string | undefined,
): void {
  const range = parseRange(rangeHeader, object.data.length);
  const headers: Record<string, string> = {
    'content-type': object.contentType ?? 'application/octet-stream',
    'accept-ranges': 'bytes',
    etag: etagOf(object),
    'last-modified': new Date(object.updated).toUTCString(),
    'x-goog-generation': object.generation,
    'x-goog-metageneration': object.metageneration,
    'x-goog-hash': `crc32c=${object.crc32c},md5=${object.md5Hash}`,
    'x-goog-stored-content-encoding': object.contentEncoding ?? 'identity',
    'x-goog-stored-content-length': String(object.data.length),
    'x-goog-storage-class': 'STANDARD',
  };
  if (object.contentEncoding !== undefined) headers['content-encoding'] = object.contentEncoding;
  if (range === undefined) {
    response.writeHead(200, { ...headers, 'content-length': object.data.length });
    response.end(object.data);
    return;
  }
  const { from, to } = range;
  response.writeHead(206, {
    ...headers,
    'content-length': to - from + 1,
    'content-range': `bytes ${from}-${to}/${object.data.length}`,
  });
  response.end(object.data.subarray(from, to + 1));
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
