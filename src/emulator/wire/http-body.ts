import { ApiError } from './api-error.ts';
import type { HttpRequest, HttpResponse } from './handler.ts';
import type { JsonValue } from './json.ts';
import { requireShallow } from './json-depth.ts';

/** The largest JSON request of the control methods. */
export const jsonBodyLimit = 32 * 1024 * 1024;

/** Reads a body to its end. @throws what `tooLarge` makes when it is longer than `limit` bytes. */
export function readBody(
  request: HttpRequest,
  limit: number,
  tooLarge: () => ApiError = () =>
    new ApiError('INVALID_ARGUMENT', 'Request payload is too large.', 413),
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
    });
    request.on('end', () => {
      if (size > limit) reject(tooLarge());
      else
        resolve(
          chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size),
        );
    });
    request.on('error', reject);
    request.on('close', () => {
      if (!request.complete) reject(new ApiError('CANCELLED', 'The client closed the request.'));
    });
  });
}

/** Parses a JSON body; an empty one is the empty object. @throws ApiError INVALID_ARGUMENT */
export function parseJson(body: Buffer): JsonValue {
  if (body.length === 0) return {};
  requireShallow(body);
  try {
    return JSON.parse(body.toString('utf8')) as JsonValue;
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new ApiError('INVALID_ARGUMENT', `Invalid JSON payload received. ${cause}`);
  }
}

export function sendJson(response: HttpResponse, http: number, body: unknown): void {
  const text = `${JSON.stringify(body)}\n`;
  response.writeHead(http, {
    'content-type': 'application/json; charset=UTF-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
