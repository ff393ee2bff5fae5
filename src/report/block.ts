import type { CanaryChart } from './canary-chart.ts';
import type { Column, Table } from './column.ts';
import type { Figure } from './figure.ts';
import type { IntervalRow } from './interval-rows.ts';
import type { Phrase } from './phrase.ts';

/** A part of a report as data: each form of the report draws it in its own way. */
export type Block =
  | { kind: 'heading'; level: 2 | 3; title: Phrase }
  | { kind: 'paragraph'; sentence: Phrase }
  | { kind: 'bullets'; items: readonly Phrase[] }
  | { kind: 'quote'; sentence: Phrase }
  | ({ kind: 'table' } & Table)
  /** Folded until somebody opens it. */
  | { kind: 'details'; summary: Phrase; content: readonly Block[] }
  /** What a page has room for, and a comment has not. */
  | { kind: 'page_only'; content: readonly Block[] }
  /** Foreign lines, as they were printed. */
  | { kind: 'log'; lines: readonly string[] }
  | { kind: 'canary_chart'; chart: CanaryChart }
  | { kind: 'interval_chart'; rows: readonly IntervalRow[] }
  /** Side by side where there is room. */
  | { kind: 'figures'; figures: readonly Figure[] };

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

export function table(columns: readonly Column[], rows: readonly (readonly Phrase[])[]): Block {
  return { kind: 'table', columns, rows };
}

export function details(summary: Phrase, content: readonly Block[]): Block {
  return { kind: 'details', summary, content };
}

export function log(lines: readonly string[]): Block {
  return { kind: 'log', lines };
}

/** Nothing when there is none. */
export function figures(all: readonly Figure[]): Block[] {
  return all.length === 0 ? [] : [{ kind: 'figures', figures: all }];
}
