import { tableForm } from '../../canary/prediction-log.ts';
import { scanJsonl } from '../../data/jsonl.ts';
import { plainText } from '../../data/plain-text.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { EvaluationSet } from '../../evaluation/evaluation-set.ts';
import { PredictionRows, type PredictionsOptions } from '../../evaluation/prediction-rows.ts';
import type { Ports } from '../../ports/ports.ts';
import { addCsvRows } from './predictions-csv.ts';
import { addParquetRows } from './predictions-parquet.ts';

export interface PredictionsSource {
  /** `gs://BUCKET/OBJECT`, `bq://PROJECT.DATASET.TABLE` or an absolute path. */
  uri: string;
  /** The project that pays for a query. */
  projectId: string;
  positiveLabel?: string;
}

/**
 * Reads predictions row by row: CSV, TSV or Parquet where the name ends so, a table of BigQuery, else
 * JSON Lines.
 * @throws ReleaseError FILE_UNREADABLE when they are not there or cannot be read; EVIDENCE_UNUSABLE
 *   with all that is wrong with them; EVIDENCE_UNREADABLE when BigQuery does not give them; UNIMPLEMENTED
 *   for Avro, TFRecord and packed files.
 */
export async function readPredictions(
  { uri, projectId, positiveLabel }: PredictionsSource,
  ports: Ports,
): Promise<EvaluationSet> {
  const options: PredictionsOptions = {
    where: uri,
    ...(positiveLabel === undefined ? {} : { positiveLabel }),
  };
  const rows = new PredictionRows(options);
  if (uri.startsWith('bq://')) {
    await addTableRows(uri.slice('bq://'.length), projectId, rows, ports);
    return rows.finish();
  }
  const extension = /\.([A-Za-z0-9]+)$/.exec(uri)?.[1]?.toLowerCase() ?? '';
  refuseUnread(uri, extension);
  const file = uri.startsWith('gs://') ? ports.objects.open(uri) : ports.files.open(uri);
  if (extension === 'parquet') {
    await addParquetRows(file, rows);
    return rows.finish();
  }
  const bytes = plainText(file);
  if (extension === 'csv') await addCsvRows(bytes, ',', rows);
  else if (extension === 'tsv') await addCsvRows(bytes, '\t', rows);
  else await addJsonRows(bytes, rows);
  return rows.finish();
}

async function addJsonRows(bytes: AsyncIterable<Uint8Array>, rows: PredictionRows): Promise<void> {
  await scanJsonl(bytes, (row, line) => {
    if (row.state === 'object') rows.add(row.values, line);
    else if (row.state === 'broken') rows.addText(row.text, line);
    else rows.refuse(line, 'UTF-8', 'other bytes');
  });
}

/** The rows as JSON, so that columns of a table read as the keys of a line do; in any order. */
async function addTableRows(
  table: string,
  projectId: string,
  rows: PredictionRows,
  { warehouse }: Ports,
): Promise<void> {
  if (!tableForm.test(table)) {
    throw new ReleaseError('EVIDENCE_UNREADABLE', `bq://${table} names no table of BigQuery`);
  }
  const sql = `SELECT TO_JSON_STRING(t) AS line FROM \`${table}\` AS t`;
  let number = 0;
  for await (const page of warehouse.pages({ projectId, sql, parameters: {} })) {
    for (const { line } of page) {
      number += 1;
      rows.addText(line ?? '', number);
    }
  }
}

const unread: Readonly<Record<string, string>> = {
  avro: 'there is no reader for it',
  tfrecord: 'there is no reader for it',
  gz: 'it is packed',
  zip: 'it is packed',
  zst: 'it is packed',
};

function refuseUnread(uri: string, extension: string): void {
  if (!Object.hasOwn(unread, extension)) return;
  throw new ReleaseError(
    'UNIMPLEMENTED',
    `${uri}: .${extension} is not read: ${unread[extension]}`,
    {
      mend: 'Write JSON Lines, CSV or Parquet, or load the file into a table of BigQuery and name that.',
    },
  );
}
