import { type CsvRecord, fieldText, scanCsv } from '../../data/csv.ts';
import type { PredictionRows } from '../../evaluation/prediction-rows.ts';
import { gatherColumns } from './prediction-columns.ts';

/** Columns with one number each. */
const numberColumns = ['score', 'prediction', 'weight'];
/** Decimal or scientific; what else JavaScript takes for a number is none in a file. */
const numeric = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** What the header says; later columns of one name win nothing, the header is refused. */
interface Header {
  names: readonly string[];
  /** Where the true values are numbers. */
  labelIs: 'number' | 'text';
}

/**
 * Adds the rows of CSV with a header, whose columns are named as the keys of JSON Lines; `scores.CLASS`,
 * `slices.NAME`, `quantiles.LEVEL`, and `labels.CLASS` with 0 or 1. Empty cells are absent, other
 * columns are passed over, as are empty lines.
 * @throws ReleaseError FILE_UNREADABLE as `scanCsv`.
 */
export async function addCsvRows(
  bytes: AsyncIterable<Uint8Array>,
  delimiter: string,
  rows: PredictionRows,
): Promise<void> {
  let header: Header | undefined;
  await scanCsv(bytes, delimiter, (record) => {
    if (isBlank(record)) return;
    const { line } = record;
    if (record.state !== 'sound') {
      if (record.state === 'not_utf8') rows.refuse(line, 'UTF-8', 'other bytes');
      else rows.refuse(line, 'nothing after a closing quote', 'text');
      header ??= { names: [], labelIs: 'text' };
      return;
    }
    if (header === undefined) {
      header = readHeader(record, rows);
      return;
    }
    // A header that is refused says nothing of the rows.
    if (header.names.length === 0) return;
    if (record.count === header.names.length) rows.add(valuesOf(record, header), line);
    else rows.refuse(line, `${header.names.length} cells, as in the header`, `${record.count}`);
  });
}

function isBlank({ count, starts, ends, forms }: CsvRecord): boolean {
  return count === 1 && starts[0] === ends[0] && forms[0] === 0;
}

function readHeader(record: CsvRecord, rows: PredictionRows): Header {
  const count = Math.min(record.count, record.starts.length);
  const names = Array.from({ length: count }, (_, index) => fieldText(record, index));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  const wanted = names.includes('labels') ? 'columns labels.CLASS of 0 and 1 for labels' : 'id';
  if (twice !== undefined) rows.refuse(record.line, 'a name once in the header', twice);
  else if (!names.includes('id') || names.includes('labels')) {
    rows.refuse(record.line, `a header with ${wanted}`, names.slice(0, 10).join(', '));
  } else return { names, labelIs: labelsOf(names) };
  return { names: [], labelIs: 'text' };
}

function labelsOf(names: readonly string[]): Header['labelIs'] {
  return names.includes('prediction') || names.includes('group') ? 'number' : 'text';
}

function valuesOf(record: CsvRecord, { names, labelIs }: Header): Record<string, unknown> {
  return gatherColumns(
    names.flatMap((name, index): [string, unknown][] => {
      const text = fieldText(record, index);
      return text === '' ? [] : [[name, isNumber(name, labelIs) ? numberOf(text) : text]];
    }),
  );
}

function isNumber(name: string, labelIs: Header['labelIs']): boolean {
  if (name === 'label') return labelIs === 'number';
  return numberColumns.includes(name) || /^(?:scores|labels|quantiles)\./.test(name);
}

function numberOf(text: string): unknown {
  return numeric.test(text) ? Number(text) : text;
}
