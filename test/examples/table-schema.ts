/** A row of a CSV file by column, as text. */
export type Row = Readonly<Record<string, string>>;

interface Field {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'date';
  readonly constraints?: {
    readonly required?: boolean;
    readonly enum?: readonly (string | number)[];
    readonly minimum?: string | number;
    readonly maximum?: string | number;
    readonly pattern?: string;
  };
  readonly 'vertex:check'?: { readonly maxNullFraction: number };
}

export interface TableSchema {
  readonly fields: readonly Field[];
  readonly 'vertex:dataset': { readonly minRows: number; readonly label: string };
}

/** What in the rows is not as the schema says, in words. */
export function violations(schema: TableSchema, rows: readonly Row[]): string[] {
  const found: string[] = [];
  if (rows.length < schema['vertex:dataset'].minRows) found.push(`${rows.length} rows`);
  const names = schema.fields.map(({ name }) => name);
  if (String(Object.keys(rows[0] ?? {})) !== String(names)) found.push('other columns');
  for (const field of schema.fields) {
    const values = rows.map((row) => row[field.name] ?? '').filter((value) => value !== '');
    const empty = 1 - values.length / rows.length;
    const allowed = field.constraints?.required ? 0 : (field['vertex:check']?.maxNullFraction ?? 1);
    if (empty > allowed) found.push(`${field.name}: ${empty} empty`);
    const bad = values.find((value) => !fits(field, value));
    if (bad !== undefined) found.push(`${field.name}: ${bad}`);
  }
  return found;
}

function fits({ type, constraints = {} }: Field, text: string): boolean {
  const value = type === 'integer' ? Number(text) : text;
  const { enum: allowed, minimum = value, maximum = value, pattern = '.*' } = constraints;
  if (type === 'integer' && !Number.isInteger(value)) return false;
  if (type === 'date' && !/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  if (allowed !== undefined && !allowed.includes(value)) return false;
  return value >= minimum && value <= maximum && new RegExp(`^(?:${pattern})$`).test(text);
}
