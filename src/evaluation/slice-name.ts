import { z } from 'zod';
import { type EvaluationSet, noSliceValue } from './evaluation-set.ts';

const sign = ' × ';
const name = z.string().min(1);

/** One slice, or several whose values are combined. */
export const sliceNameSchema = z.union([name, z.array(name).min(2).max(4)]);
export type SliceName = z.output<typeof sliceNameSchema>;

/** `sex`, `sex × age_band`. */
export function showSlice(slice: SliceName): string {
  return typeof slice === 'string' ? slice : slice.join(sign);
}

export type SliceValues =
  | { state: 'found'; values: readonly string[] }
  /** The names of slices that the predictions lack. */
  | { state: 'absent'; absent: readonly string[] };

/** The value of every example: of several slices the combination of their values, `F × 30-39`. */
export function sliceValues(set: Pick<EvaluationSet, 'slices'>, slice: SliceName): SliceValues {
  const names = typeof slice === 'string' ? [slice] : slice;
  const absent = names.filter((one) => !set.slices.has(one));
  if (absent.length > 0) return { state: 'absent', absent };
  const columns = names.map((one) => set.slices.get(one) ?? []);
  const [first = []] = columns;
  if (columns.length === 1) return { state: 'found', values: first };
  const values = first.map((_, place) =>
    columns.map((column) => partOf(column[place] ?? noSliceValue)).join(sign),
  );
  return { state: 'found', values };
}

/** Quoted where it holds the sign itself, so that no two combinations look alike. */
function partOf(value: string): string {
  return value.includes(sign) ? JSON.stringify(value) : value;
}

/** What to say of a slice that the predictions lack. */
export function describeAbsence(
  absent: readonly string[],
  { slices }: Pick<EvaluationSet, 'slices'>,
): string {
  const known = [...slices.keys()].join(', ') || 'none';
  return `the predictions have no slice ${absent.join(', ')}; they have ${known}`;
}
