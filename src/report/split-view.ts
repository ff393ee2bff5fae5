import { z } from 'zod';
import { entriesOf, read } from './reading.ts';

/** Percent by deployed model, in the order of the record. */
export const anySplit = entriesOf(z.number());
export type SplitView = z.infer<typeof anySplit>;

/** A split as steps put it out: JSON in a text. */
export function readSplit(text: string | undefined): SplitView {
  if (text === undefined) return [];
  try {
    return read(anySplit, JSON.parse(text)) ?? [];
  } catch {
    return [];
  }
}
