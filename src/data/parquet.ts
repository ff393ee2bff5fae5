import { Buffer } from 'node:buffer';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { AsyncBuffer, Compressors, ParquetScan } from 'hyparquet';
import { ReleaseError } from '../errors/error.ts';
import { formatBytes } from '../units/bytes.ts';

/** The largest file: its footer comes last, so that all of it is held while it is read. */
export const parquetLimitBytes = 2 * 1024 ** 3;

/** One row by the names of its columns; nulls are absent, times are texts in ISO 8601. */
export type ParquetRow = Readonly<Record<string, unknown>>;

/**
 * Reads a Parquet file row group by row group and calls `visit` once per row with its number, from 1.
 * @throws ReleaseError FILE_UNREADABLE when it is no Parquet file, broken, packed in a way that is not
 *   known, or over 2 GiB.
 */
export async function scanParquet(
  chunks: AsyncIterable<Uint8Array>,
  visit: (row: ParquetRow, number: number) => void,
): Promise<void> {
  const file = asFile(await held(chunks));
  const scan = await readable(() => open(file));
  const columns = columnsOf(scan);
  for (const range of scan.ranges) {
    const group: [string, ArrayLike<unknown>][] = [];
    for (const column of columns) {
      group.push([column, await readable(() => scan.readColumn({ column, ...range }))]);
    }
    for (let row = range.rowStart; row < range.rowEnd; row += 1) {
      visit(rowOf(group, row - range.rowStart), row + 1);
    }
  }
}

/** Loaded when there is something to read with it: few releases have. */
async function open(file: AsyncBuffer): Promise<ParquetScan> {
  const { parquetScan } = await import('hyparquet/src/scan.js');
  return await parquetScan({ file, compressors });
}

const compressors: Compressors = {
  GZIP: (packed, length) => gunzipSync(packed, { maxOutputLength: length }),
  ZSTD: (packed, length) => zstdDecompressSync(packed, { maxOutputLength: length }),
  BROTLI: (packed, length) => brotliDecompressSync(packed, { maxOutputLength: length }),
};

async function held(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    // Copied, since the reader may reuse the chunk's memory.
    parts.push(Uint8Array.from(chunk));
    bytes += chunk.length;
    if (bytes > parquetLimitBytes) {
      throw new ReleaseError(
        'FILE_UNREADABLE',
        `the file is larger than ${formatBytes(parquetLimitBytes)}`,
        { mend: 'Write JSON Lines or CSV, which are read as they come.' },
      );
    }
  }
  return Buffer.concat(parts, bytes);
}

function asFile({ buffer, byteOffset, byteLength }: Buffer): AsyncBuffer {
  const whole = buffer as ArrayBuffer;
  return {
    byteLength,
    slice: (start, end = byteLength) => whole.slice(byteOffset + start, byteOffset + end),
  };
}

/** Whatever the reader stumbles over is the fault of the file. */
async function readable<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const why = cause instanceof Error ? (cause.message.split('\n', 1)[0] ?? '') : String(cause);
    throw new ReleaseError('FILE_UNREADABLE', `not read as Parquet: ${why.slice(0, 200)}`, {
      cause,
      mend: 'Write the file again, with the usual encodings and snappy, zstd, gzip, brotli or no compression.',
    });
  }
}

/** The top of the schema: what is nested comes as one value. */
function columnsOf({ metadata: { schema } }: ParquetScan): string[] {
  const names: string[] = [];
  let next = 1;
  const skip = (): void => {
    const children = schema[next]?.num_children ?? 0;
    next += 1;
    for (let child = 0; child < children; child += 1) skip();
  };
  while (next < schema.length) {
    names.push(schema[next]?.name ?? '');
    skip();
  }
  return names;
}

function rowOf(group: readonly [string, ArrayLike<unknown>][], place: number): ParquetRow {
  return Object.fromEntries(
    group.flatMap(([name, values]) => {
      const value = plain(values[place]);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function plain(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (typeof value !== 'object') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) => {
      const known = plain(child);
      return known === undefined ? [] : [[key, known]];
    }),
  );
}
