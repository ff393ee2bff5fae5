import { invalidStorage } from './storage-error.ts';

export interface Part {
  contentType: string | undefined;
  body: Buffer;
}

/** Parts of a `multipart/related` body. Lines may end in CRLF or, as gcloud sends them, in LF. */
export function parseMultipart(contentType: string, body: Buffer): Part[] {
  const match = /boundary=(?:"([^"]+)"|'([^']+)'|([^;\s]+))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2] ?? match?.[3];
  if (boundary === undefined) throw invalidStorage('multipart upload without a boundary');
  // gcloud quotes with ', which some parsers take as part of the boundary; accept both.
  const delimiter = [`--${boundary}`, `--'${boundary}'`]
    .map((candidate) => Buffer.from(candidate))
    .find((candidate) => body.indexOf(candidate) >= 0);
  if (delimiter === undefined) throw invalidStorage('multipart upload without its boundary');
  const starts = positionsOf(body, delimiter);
  return starts.slice(0, -1).flatMap((start, index) => {
    const next = starts[index + 1] ?? body.length;
    return [parsePart(body.subarray(start + delimiter.length, next))];
  });
}

/** Delimiters stand at the start of a line. */
function positionsOf(body: Buffer, delimiter: Buffer): number[] {
  const positions: number[] = [];
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + 1)) {
    if (at === 0 || body[at - 1] === 0x0a) positions.push(at);
  }
  return positions;
}

function parsePart(raw: Buffer): Part {
  const lineEnd = raw[0] === 0x0d ? '\r\n' : '\n';
  const headersEnd = raw.indexOf(lineEnd + lineEnd);
  if (headersEnd < 0) throw invalidStorage('multipart upload with a part without headers');
  const headers = raw.subarray(0, headersEnd).toString('latin1');
  const body = raw.subarray(headersEnd + 2 * lineEnd.length, raw.length - lineEnd.length);
  const contentType = /^content-type:\s*(.+?)\s*$/im.exec(headers)?.[1];
  return { contentType, body: Buffer.from(body) };
}
