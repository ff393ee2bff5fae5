import { z } from 'zod';
import { code } from './escape-code.ts';
import { dash } from './escape-text.ts';
import { percent } from './figures.ts';
import { join, type Markdown, mark } from './markdown.ts';
import { entriesOf, read } from './reading.ts';

/** Deployed models that are told one by one. */
const mostModels = 6;

/** Percent by deployed model, in the order of the record. */
export const anySplit = entriesOf(z.number());
export type SplitView = z.infer<typeof anySplit>;

/** `7001` 95 %, `7002` 5 %. */
export function splitWords(split: SplitView): Markdown {
  if (split.length === 0) return dash;
  const told = split
    .slice(0, mostModels)
    .map(([id, share]) => mark`${code(id, 40)}&nbsp;${percent(share)}`);
  const more = split.length - told.length;
  return join(more > 0 ? [...told, mark`${more} more`] : told, mark`, `);
}

/** A split as steps put it out: JSON in a text. */
export function readSplit(text: string | undefined): SplitView {
  if (text === undefined) return [];
  try {
    return read(anySplit, JSON.parse(text)) ?? [];
  } catch {
    return [];
  }
}
