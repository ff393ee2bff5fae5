import { Buffer, isUtf8 } from 'node:buffer';
import { ReleaseError } from '../errors/error.ts';
import { formatBytes } from '../units/bytes.ts';

/** Longest line, so that a file that is no JSONL does not fill the memory. */
export const lineLimitBytes = 16 * 1024 * 1024;
const LF = 10;

export type JsonRow =
  | { state: 'object'; values: Readonly<Record<string, unknown>> }
  /** Not JSON, JSON that is no object, or no UTF-8. */
  | { state: 'broken'; text: string }
  | { state: 'not_utf8' };

/**
 * Reads JSON Lines in one pass and calls `visit` once per line with its number, from 1. Lines of
 * nothing but blanks are passed over.
 * @throws ReleaseError FILE_UNREADABLE, naming the line, when a line is over 16 MiB.
 */
export async function scanJsonl(
  chunks: AsyncIterable<Uint8Array>,
  visit: (row: JsonRow, line: number) => void,
): Promise<void> {
  let line = 1;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  const refuseLong = (bytes: number) => {
    if (bytes <= lineLimitBytes) return;
    throw new ReleaseError(
      'FILE_UNREADABLE',
      `line ${line} is longer than ${formatBytes(lineLimitBytes)}`,
      {
        mend: 'Write one JSON object per line.',
      },
    );
  };
  const visitLine = (bytes: Uint8Array) => {
    refuseLong(bytes.length);
    const row = readRow(bytes);
    if (row !== undefined) visit(row, line);
    line += 1;
  };

  for await (const chunk of chunks) {
    let start = 0;
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, start)) {
      const tail = chunk.subarray(start, at);
      visitLine(held.length === 0 ? tail : Buffer.concat([...held, tail]));
      held = [];
      heldBytes = 0;
      start = at + 1;
    }
    // Copied, since the reader may reuse the chunk's memory.
    if (start < chunk.length) held.push(Uint8Array.from(chunk.subarray(start)));
    heldBytes += chunk.length - start;
    refuseLong(heldBytes);
  }
  if (heldBytes > 0) visitLine(Buffer.concat(held));
}

function readRow(bytes: Uint8Array): JsonRow | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  if (text.includes('\uFFFD') && !isUtf8(bytes)) return { state: 'not_utf8' };
  if (text.trim() === '') return undefined;
  try {
    const values: unknown = JSON.parse(text);
    return isObject(values) ? { state: 'object', values } : { state: 'broken', text };
  } catch {
    return { state: 'broken', text };
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
