import type { Phrase } from './phrase.ts';

export interface Column {
  title: Phrase;
  align?: 'right';
  /** Of sentences, for which a page keeps some room. */
  width?: 'wide';
}

/** Every row has as many cells as there are columns. Columns of numbers are aligned at the right. */
export interface Table {
  columns: readonly Column[];
  rows: readonly (readonly Phrase[])[];
}
