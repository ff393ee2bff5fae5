import type { CanaryChart } from './canary-chart.ts';
import type { IntervalRow } from './interval-rows.ts';
import type { Phrase } from './phrase.ts';

export interface Column {
  title: Phrase;
  align?: 'right';
  /** Of sentences, for which a page keeps some room. */
  width?: 'wide';
}

/** A part of a report as data: each form of the report draws it in its own way. */
export type Block =
  | { kind: 'heading'; level: 2 | 3; title: Phrase }
  | { kind: 'paragraph'; sentence: Phrase }
  | { kind: 'bullets'; items: readonly Phrase[] }
  | { kind: 'quote'; sentence: Phrase }
  | { kind: 'table'; columns: readonly Column[]; rows: readonly (readonly Phrase[])[] }
  /** Folded until somebody opens it. */
  | { kind: 'details'; summary: Phrase; content: readonly Block[] }
  /** Foreign lines, as they were printed. */
  | { kind: 'log'; lines: readonly string[] }
  | { kind: 'canary_chart'; chart: CanaryChart }
  | { kind: 'interval_chart'; rows: readonly IntervalRow[] };

export function heading(level: 2 | 3, title: Phrase): Block {
  return { kind: 'heading', level, title };
}

export function paragraph(sentence: Phrase): Block {
  return { kind: 'paragraph', sentence };
}

export function bullets(items: readonly Phrase[]): Block {
  return { kind: 'bullets', items };
}

export function quote(sentence: Phrase): Block {
  return { kind: 'quote', sentence };
}

/** Every row has as many cells as there are columns. Columns of numbers are aligned at the right. */
export function table(columns: readonly Column[], rows: readonly (readonly Phrase[])[]): Block {
  return { kind: 'table', columns, rows };
}

export function details(summary: Phrase, content: readonly Block[]): Block {
  return { kind: 'details', summary, content };
}

export function log(lines: readonly string[]): Block {
  return { kind: 'log', lines };
}
