import type { Duplex } from 'node:stream';
import { ApiError } from '../api-error.ts';

/** Answers bytes that are no HTTP request, or one that does not come to its end, and hangs up. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const refusal = refusalOf(error.code);
  const body = `${JSON.stringify(refusal.toBody())}\n`;
  const head = [
    `HTTP/1.1 ${refusal.http} Refused`,
    'content-type: application/json; charset=UTF-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'x-vertex-release-emulated: true',
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function refusalOf(code: string | undefined): ApiError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new ApiError(
        'INVALID_ARGUMENT',
        'The URL and headers of the request are too long.',
        431,
      );
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new ApiError('DEADLINE_EXCEEDED', 'The request did not come to its end in time.', 408);
    default:
      return new ApiError('INVALID_ARGUMENT', 'The request is not HTTP/1.1.');
  }
}
