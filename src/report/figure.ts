import type { Verdict } from '../release/verdict.ts';
import type { Table } from './column.ts';
import type { Phrase } from './phrase.ts';

/** Numbers as a picture, which a page draws, and as a table, which every form can have. */
export interface Figure {
  title: Phrase;
  /** What the picture shows, for whom does not see it. */
  about: Phrase;
  picture: Picture;
  summary: Phrase;
  table: Table;
  /** What the table leaves out. */
  note?: Phrase | undefined;
  /** What becomes of the table where there are no pictures: those of hundreds of rows are for pages alone. */
  elsewhere: 'folded' | 'left_out';
}

export type Picture = CurvesPicture | DotsPicture | MatrixPicture | BarsPicture | TimelinePicture;

export type Point = readonly [x: number, y: number];

/** Lines in the unit square, of one or both models. */
export interface CurvesPicture {
  kind: 'curves';
  x: Phrase;
  y: Phrase;
  /** The diagonal: of chance, or of scores that are shares. */
  reference: 'diagonal' | 'none';
  series: readonly CurveSeries[];
  stops: readonly Stop[];
}

export interface CurveSeries {
  role: 'champion' | 'challenger';
  label: Phrase;
  points: readonly Point[];
  /** Of points that stand for more or fewer examples: the share of all that each has, in [0, 1]. */
  shares?: readonly number[];
}

/** A place of a picture that can be read out. */
export interface Stop {
  x: number;
  y: number;
  words: Phrase;
}

/** Rows on one scale, each with a point and, where it is known, an interval. */
export interface DotsPicture {
  kind: 'dots';
  rows: readonly DotRow[];
  /** An upright line through all rows. */
  limit?: number | undefined;
  /** Where no change is, through all rows. */
  zero?: 0 | undefined;
  /** A band through all rows: from the lowest point to the highest. */
  gap?: { low: number; high: number } | undefined;
}

export interface DotRow {
  label: Phrase;
  words: Phrase;
  verdict?: Verdict | undefined;
  value: number;
  low?: number | undefined;
  high?: number | undefined;
  champion?: number | undefined;
}

/** How often each class (row) was decided to be each class (column). */
export interface MatrixPicture {
  kind: 'matrix';
  classes: readonly string[];
  counts: readonly (readonly number[])[];
}

/** Counts between bounds on a logarithmic axis of milliseconds; the area of a bar is its count. */
export interface BarsPicture {
  kind: 'bars';
  bars: readonly { from: number; to: number; count: number; words: Phrase }[];
  marks: readonly { at: number; label: string; kind: 'measured' | 'limit' }[];
}

/** What happened in equal parts of a time. */
export interface TimelinePicture {
  kind: 'timeline';
  everyMs: number;
  /** From the start, as all times here. */
  endMs: number;
  /** When the full rate was reached. */
  steadyFromMs: number;
  /** Requests per second that were asked for at the full rate. */
  rate?: number | undefined;
  parts: readonly TimelinePart[];
}

export interface TimelinePart {
  fromMs: number;
  toMs: number;
  /** Of the time of this part. */
  answeredPerSecond: number;
  failedPerSecond: number;
  p50?: number | undefined;
  p99?: number | undefined;
  words: Phrase;
}
