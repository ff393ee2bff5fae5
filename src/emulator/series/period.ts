import type { Point, PointValue } from './point.ts';

/** What is aligned: periods of `periodMs` that end at `end`, `end - periodMs`, … after `start`. */
export interface Window {
  start: number;
  end: number;
  periodMs: number;
}

/** The end of the period that holds a time; a period holds its end, not its start. */
export function periodEndOf(
  time: number,
  { end, periodMs }: Pick<Window, 'end' | 'periodMs'>,
): number {
  return end - Math.floor((end - time) / periodMs) * periodMs;
}

/**
 * Periods end at `end`, `end - period`, … and hold the points that end in `(periodEnd - period, periodEnd]`.
 * A period without points is absent.
 */
export function groupByPeriod(
  points: readonly Point[],
  periodMs: number,
  end: number,
): { periodEnd: number; values: PointValue[] }[] {
  const groups = new Map<number, PointValue[]>();
  for (const point of points) {
    const periodEnd = periodEndOf(point.end, { end, periodMs });
    const values = groups.get(periodEnd);
    if (values === undefined) groups.set(periodEnd, [point.value]);
    else values.push(point.value);
  }
  return [...groups]
    .toSorted(([a], [b]) => a - b)
    .map(([periodEnd, values]) => ({ periodEnd, values }));
}

/** Points of `(start, end]`; without a length the interval is the one moment `end`. */
export function pointsWithin(
  points: readonly Point[],
  { start, end }: Pick<Window, 'start' | 'end'>,
): Point[] {
  return points.filter(
    (point) => point.end <= end && (point.end > start || (start === end && point.end === end)),
  );
}
