import { type Distribution, emptyDistribution, mergeDistributions } from './distribution.ts';

export type PointValue =
  | { kind: 'BOOL'; isTrue: boolean }
  | { kind: 'INT64'; number: number }
  | { kind: 'DOUBLE'; number: number }
  | { kind: 'STRING'; text: string }
  | { kind: 'DISTRIBUTION'; distribution: Distribution };

export type ValueKind = PointValue['kind'];
export type MetricKind = 'DELTA' | 'GAUGE' | 'CUMULATIVE';

/** Half-open `[start, end)`, ms since the epoch; `start === end` for a gauge. */
export interface Point {
  start: number;
  end: number;
  value: PointValue;
}

/** One series, points in order of time. */
export interface Series {
  metric: { type: string; labels: Readonly<Record<string, string>> };
  resource: { type: string; labels: Readonly<Record<string, string>> };
  metricKind: MetricKind;
  valueType: ValueKind;
  points: readonly Point[];
}

export function int64(number: number): PointValue {
  return { kind: 'INT64', number };
}

export function double(number: number): PointValue {
  return { kind: 'DOUBLE', number };
}

/** A number of the given type; whole where the type asks for it. */
export function numberOf(type: ValueKind, number: number): PointValue {
  return type === 'INT64' ? int64(Math.round(number)) : double(number);
}

/** Sum of values of one kind; distributions are merged. */
export function sumValues(values: readonly PointValue[], kind: ValueKind): PointValue {
  if (kind === 'DISTRIBUTION') return { kind, distribution: merged(values) };
  return numberOf(
    kind,
    numbersOf(values).reduce((sum, number) => sum + number, 0),
  );
}

export function merged(values: readonly PointValue[]): Distribution {
  return values.reduce(
    (sum, value) =>
      value.kind === 'DISTRIBUTION' ? mergeDistributions(sum, value.distribution) : sum,
    emptyDistribution,
  );
}

export function numbersOf(values: readonly PointValue[]): number[] {
  return values.flatMap((value) =>
    value.kind === 'INT64' || value.kind === 'DOUBLE' ? [value.number] : [],
  );
}

export function countTrue(values: readonly PointValue[]): number {
  return values.filter((value) => value.kind === 'BOOL' && value.isTrue).length;
}
