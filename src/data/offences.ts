const rowsKept = 5;

/**
 * How many rows broke a rule, and the first five of them. Rows of CSV count data records from 1, the
 * header left out; rows of JSONL are line numbers.
 */
export interface Offences {
  count: number;
  rows: number[];
}

export function noOffences(): Offences {
  return { count: 0, rows: [] };
}

export function noteOffence(offences: Offences, row: number): void {
  offences.count += 1;
  if (offences.rows.length < rowsKept) offences.rows.push(row);
}
