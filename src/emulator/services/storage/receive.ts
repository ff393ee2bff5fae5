import type { ContentWriter } from '../../store/contents.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { HttpRequest } from '../../wire/handler.ts';

/** Bytes of one object. */
export const uploadLimit = 1024 * 1024 * 1024;

/**
 * Writes a body but its first `skip` bytes. One that is too long is read to its end all the same, so that
 * the client gets to see the answer.
 * @throws ApiError 413; CANCELLED when the client goes away, with what came before written.
 */
export async function receiveBody(
  request: HttpRequest,
  writer: ContentWriter,
  skip = 0,
): Promise<void> {
  let ahead = skip;
  let isTooLong = false;
  for await (const chunk of bodyOf(request)) {
    const fresh = chunk.subarray(ahead);
    ahead = Math.max(0, ahead - chunk.length);
    isTooLong ||= writer.size + fresh.length > uploadLimit;
    if (!isTooLong && fresh.length > 0) await writer.write(fresh);
  }
  if (isTooLong) throw new ApiError('INVALID_ARGUMENT', 'Request payload is too large.', 413);
}

async function* bodyOf(request: HttpRequest): AsyncGenerator<Buffer> {
  try {
    yield* request as AsyncIterable<Buffer>;
  } catch {
    throw new ApiError('CANCELLED', 'The client closed the request.');
  }
}
