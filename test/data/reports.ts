import { checkDataset, type DatasetReport } from '../../src/data/dataset.ts';
import type { Finding } from '../../src/data/finding.ts';
import type { ProfileOptions } from '../../src/data/table-tally.ts';
import { parseTableSchema, type TableSchema } from '../../src/data/table-schema.ts';
import { whole } from './chunks.ts';

export const csv = { kind: 'csv', delimiter: ',' } as const;
export const jsonl = { kind: 'jsonl' } as const;

export function schemaOf(document: unknown): TableSchema {
  return parseTableSchema(JSON.stringify(document), 'schema.json');
}

/** A schema with one field, `x`, beside which the data has a column `id`. */
export function oneField(field: object, rest: object = {}): TableSchema {
  return schemaOf({ fields: [{ name: 'id' }, { name: 'x', ...field }], ...rest });
}

/** CSV with these cells in `x`. */
export function rowsOf(...cells: string[]): string {
  return `id,x\n${cells.map((cell, index) => `${index},${cell}\n`).join('')}`;
}

export function check(
  text: string,
  schema: TableSchema,
  options: ProfileOptions = {},
): Promise<DatasetReport> {
  return checkDataset(whole(text), csv, schema, options);
}

/** The finding of a rule, on the column `x` if there is one. */
export function finding(report: DatasetReport, rule: Finding['rule']): Finding | undefined {
  const all = report.findings.filter((one) => one.rule === rule);
  return all.find(({ column }) => column === 'x') ?? all[0];
}
