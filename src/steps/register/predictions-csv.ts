import { type CsvRecord, fieldText, scanCsv } from '../../data/csv.ts';
import type { PredictionRows } from '../../evaluation/prediction-rows.ts';

/** Columns with one number each. */
const numberColumns = ['score', 'prediction', 'weight'];
/** `scores.cat` is the key `cat` of `scores`. */
const nested = ['scores', 'labels', 'slices', 'quantiles'] as const;
type Nested = (typeof nested)[number];

/** Decimal or scientific; what else JavaScript takes for a number is none in a file. */
const numeric = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

interface Column {
  /** `score`, or one of `nested`. */
  key: string;
  /** What follows the point of a nested one. */
  name?: string;
}

/** What the header says; later columns of one name win nothing, the header is refused. */
interface Header {
  columns: readonly Column[];
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
      header ??= { columns: [], labelIs: 'text' };
      return;
    }
    if (header === undefined) {
      header = readHeader(record, rows);
      return;
    }
    // A header that is refused says nothing of the rows.
    if (header.columns.length === 0) return;
    if (record.count === header.columns.length) rows.add(valuesOf(record, header), line);
    else rows.refuse(line, `${header.columns.length} cells, as in the header`, `${record.count}`);
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
  } else return { columns: names.map(columnOf), labelIs: labelsOf(names) };
  return { columns: [], labelIs: 'text' };
}

function columnOf(column: string): Column {
  const key = nested.find((name) => column.startsWith(`${name}.`));
  return key === undefined ? { key: column } : { key, name: column.slice(key.length + 1) };
}

function labelsOf(names: readonly string[]): Header['labelIs'] {
  return names.includes('prediction') || names.includes('group') ? 'number' : 'text';
}

function valuesOf(record: CsvRecord, { columns, labelIs }: Header): Record<string, unknown> {
  const plain: [string, unknown][] = [];
  const parts = new Map<Nested, [string, unknown][]>();
  columns.forEach(({ key, name }, index) => {
    const text = fieldText(record, index);
    if (text === '') return;
    if (name === undefined) {
      const isNumber = numberColumns.includes(key) || (key === 'label' && labelIs === 'number');
      plain.push([key, isNumber ? numberOf(text) : text]);
      return;
    }
    const part = key as Nested;
    const value = part === 'slices' ? text : numberOf(text);
    const entries = parts.get(part);
    if (entries === undefined) parts.set(part, [[name, value]]);
    else entries.push([name, value]);
  });
  for (const [key, entries] of parts) {
    plain.push([key, key === 'labels' ? classesSet(entries) : Object.fromEntries(entries)]);
  }
  return Object.fromEntries(plain);
}

/** The classes with a 1; anything but 0 and 1 is kept, to be refused as a label. */
function classesSet(entries: readonly [string, unknown][]): unknown {
  const odd = entries.find(([, value]) => value !== 0 && value !== 1);
  return odd === undefined
    ? entries.flatMap(([name, value]) => (value === 1 ? [name] : []))
    : odd[1];
}

function numberOf(text: string): unknown {
  return numeric.test(text) ? Number(text) : text;
}
