import type { FieldType, Notation, Value } from './field-type.ts';

/** Limits as logical values; absent when the schema sets none. */
export interface Constraints {
  required: boolean;
  unique: boolean;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  /** Characters. */
  minLength?: number;
  maxLength?: number;
  /** Source of a regular expression that must match the whole text. */
  pattern?: string;
  enum?: readonly Value[];
}

export interface Field {
  name: string;
  type: FieldType;
  notation: Notation;
  /** Texts that mean "no value". */
  missingValues: readonly string[];
  constraints: Constraints;
  categories?: readonly Value[];
  /** Largest share of rows without a value, in [0, 1]. */
  maxNullFraction?: number;
  /** Largest share of values outside `categories`, in [0, 1]; 0 unless set. */
  maxUnseenFraction: number;
}
