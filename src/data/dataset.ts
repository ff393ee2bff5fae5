import { createHash } from 'node:crypto';
import { ReleaseError } from '../errors/error.ts';
import { gravest, type Verdict } from '../release/verdict.ts';
import { checkProfile } from './check.ts';
import type { Finding } from './finding.ts';
import { plainText } from './plain-text.ts';
import type { Profile } from './profile.ts';
import { profileCsv, profileJsonl, type ProfileOptions } from './table-tally.ts';
import type { TableSchema } from './table-schema.ts';

export type DatasetFormat = { kind: 'csv'; delimiter: string } | { kind: 'jsonl' };

/** What the check of one dataset found. Plain data, fit for the release record. */
export interface DatasetReport {
  rows: number;
  bytes: number;
  /** Digest of the bytes as read, in hexadecimal. */
  sha256: string;
  verdict: Verdict;
  findings: readonly Finding[];
}

/**
 * The format that the extension of a path or uri promises: `.csv`, `.tsv`, `.jsonl`, `.ndjson`.
 * @throws ReleaseError UNIMPLEMENTED for formats not read yet, INPUT_INVALID for unknown ones.
 */
export function datasetFormat(source: string): DatasetFormat {
  const extension = /\.([A-Za-z0-9]+)$/.exec(source)?.[1]?.toLowerCase();
  switch (extension) {
    case 'csv':
      return { kind: 'csv', delimiter: ',' };
    case 'tsv':
      return { kind: 'csv', delimiter: '\t' };
    case 'jsonl':
    case 'ndjson':
      return { kind: 'jsonl' };
    case 'gz':
      throw new ReleaseError('UNIMPLEMENTED', `${source}: packed data is not read yet`, {
        mend: 'Give the unpacked file.',
      });
    case 'parquet':
    case 'avro':
    case 'tfrecord':
      throw new ReleaseError('UNIMPLEMENTED', `${source}: ${extension} is not read yet`, {
        mend: 'Give the data as CSV or JSON Lines.',
      });
    default:
      throw new ReleaseError('INPUT_INVALID', `${source} has no extension that names its format`, {
        problems: [
          {
            where: source,
            expected: '.csv, .tsv, .jsonl or .ndjson',
            found: extension ?? 'no extension',
          },
        ],
      });
  }
}

/**
 * Reads a dataset once, from front to back, and judges it by a schema. Memory does not grow with the
 * rows, except for keys up to a limit (8 bytes each).
 * @throws ReleaseError FILE_UNREADABLE when the data cannot be read to its end: a quote never closed, a
 *   record over 16 MiB, UTF-16; UNIMPLEMENTED for gzip.
 */
export async function checkDataset(
  source: AsyncIterable<Uint8Array>,
  format: DatasetFormat,
  schema: TableSchema,
  options: ProfileOptions = {},
): Promise<DatasetReport> {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* measured(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  const profile = await profileOf(plainText(measured()), format, schema, options);
  const findings = checkProfile(schema, profile);
  return {
    rows: profile.rows,
    bytes,
    sha256: hash.digest('hex'),
    verdict: gravest(findings.map((finding) => finding.verdict)),
    findings,
  };
}

function profileOf(
  chunks: AsyncIterable<Uint8Array>,
  format: DatasetFormat,
  schema: TableSchema,
  options: ProfileOptions,
): Promise<Profile> {
  return format.kind === 'csv'
    ? profileCsv(chunks, schema, format.delimiter, options)
    : profileJsonl(chunks, schema, options);
}
