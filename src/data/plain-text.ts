import { Buffer } from 'node:buffer';
import { ReleaseError } from '../errors/error.ts';

/** The bytes of a text in UTF-8 without its byte order mark. @throws ReleaseError when they are no such text. */
export async function* plainText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | undefined = new Uint8Array(0);
  for await (const chunk of chunks) {
    if (head === undefined) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < 3) continue;
    yield withoutMark(head);
    head = undefined;
  }
  if (head !== undefined && head.length > 0) yield withoutMark(head);
}

function withoutMark(head: Uint8Array): Uint8Array {
  const [first, second, third] = head;
  if (first === 0xef && second === 0xbb && third === 0xbf) return head.subarray(3);
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    const mend = 'Convert it: iconv -f UTF-16 -t UTF-8.';
    throw new ReleaseError('FILE_UNREADABLE', 'the data is UTF-16, expected UTF-8', { mend });
  }
  if (first === 0x1f && second === 0x8b) {
    const mend = 'Give the unpacked file.';
    throw new ReleaseError('UNIMPLEMENTED', 'the data is packed with gzip', { mend });
  }
  return head;
}
