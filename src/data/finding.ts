import type { Verdict } from '../release/verdict.ts';
import type { ValueRule } from './profile.ts';

export type FindingRule =
  | 'fields'
  | 'header'
  | 'minRows'
  | 'maxRows'
  | 'ragged'
  | 'malformed'
  | 'encoding'
  | 'label'
  | 'type'
  | 'required'
  | 'maxNullFraction'
  | 'categories'
  | 'unique'
  | 'primaryKey'
  | 'uniqueKeys'
  | ValueRule;

/** One rule on the data, and what came of it. Told whether or not it holds. */
export interface Finding {
  /** Columns of a key are joined with a comma. */
  column?: string;
  rule: FindingRule;
  verdict: Verdict;
  /** What was measured: a count, a share, the lowest or highest value. */
  value: number | string;
  limit: number | string;
  /** How far inside (positive) or outside (negative) the limit the value lies. */
  margin?: number;
  /** Unit of `margin` where the value alone does not say it. */
  unit?: 'rows' | 'characters' | 'days' | 'seconds' | 'months' | 'years';
  /** Rows that break the rule, and the first five of them. */
  count?: number;
  rows?: readonly number[];
  /** Up to five offending tokens of a categorical column, cut and escaped; no other cell is ever shown. */
  tokens?: readonly string[];
  /** What to do; absent when the rule holds. */
  remedy?: string;
}

/** Differences of floats without the noise of their last digits. */
export function roundMargin(margin: number): number {
  return Number(margin.toPrecision(12));
}
