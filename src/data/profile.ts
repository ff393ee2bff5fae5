import type { FieldType } from './field-type.ts';
import type { Offences } from './offences.ts';
import type { Key } from './table-schema.ts';

/** Rules on single values; a column counts the rows that break each. */
export const valueRules = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'pattern',
  'enum',
] as const;

export type ValueRule = (typeof valueRules)[number];

/** What one pass over the data found in one column. Plain data: counts add up when parts are merged. */
export interface ColumnProfile {
  name: string;
  type: FieldType;
  /** Rows that could be read; they are `nulls`, `misfits` (not of the type) or values. */
  rows: number;
  nulls: Offences;
  misfits: Offences;
  /** Of types with numbers as values, in the units of `Value`; absent when there was none. */
  numbers?: { count: number; min: number; max: number; mean: number };
  /** Characters of texts; only where the schema limits them. */
  lengths?: { min: number; max: number };
  /** By rule of the schema. */
  broken: Partial<Record<ValueRule, Offences>>;
  /** Values outside the field's categories and the first few different ones, fit to be shown. */
  unseen?: Offences & { tokens: string[] };
  /** How many different values the label has, as far as it matters. */
  distinct?: 'none' | 'one' | 'several';
}

export interface KeyProfile extends Key {
  duplicates: Offences;
  /** Different keys remembered. */
  remembered: number;
  /** `partial` when there were more keys than are remembered: later repetitions may be missed. */
  coverage: 'full' | 'partial';
}

export interface Profile {
  /** Data records, the unreadable ones included. */
  rows: number;
  /** Columns as the data names them: in the file's order for CSV, by first use for JSONL. */
  names: readonly string[];
  /** Whether the data has an order of columns that a schema can hold it to. */
  order: 'given' | 'none';
  /** Columns of the schema that the data has, in the schema's order. */
  columns: readonly ColumnProfile[];
  keys: readonly KeyProfile[];
  /** Records with more or fewer fields than the header. */
  ragged: Offences;
  /** Records with text after a closing quote; lines that are no JSON object. */
  malformed: Offences;
  /** Records that are not UTF-8. */
  notUtf8: Offences;
}
