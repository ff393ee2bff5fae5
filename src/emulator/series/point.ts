import { type Distribution, emptyDistribution, mergeDistributions } from './distribution.ts';

export type PointValue =
  | { kind: 'INT64'; number: number }
  | { kind: 'DOUBLE'; number: number }
  | { kind: 'DISTRIBUTION'; distribution: Distribution };

export type ValueKind = PointValue['kind'];
export type MetricKind = 'DELTA' | 'GAUGE';

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

/** Sum of values of one kind; distributions are merged. */
export function sumValues(values: readonly PointValue[], kind: ValueKind): PointValue {
  if (kind === 'DISTRIBUTION') {
    const distribution = values.reduce(
      (sum, value) =>
        value.kind === 'DISTRIBUTION' ? mergeDistributions(sum, value.distribution) : sum,
      emptyDistribution,
    );
    return { kind, distribution };
  }
  return { kind, number: numbersOf(values).reduce((sum, number) => sum + number, 0) };
}

export function numbersOf(values: readonly PointValue[]): number[] {
  return values.flatMap((value) => (value.kind === 'DISTRIBUTION' ? [] : [value.number]));
}
