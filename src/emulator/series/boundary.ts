import { periodEndOf, type Window } from './period.ts';
import { double, numbersOf, type Point, type Series } from './point.ts';
import { between } from './slope.ts';
import { meanOf } from './statistics.ts';

const smoothingMs = 600_000;

/** The value on the line between the points next to each end of a period; nothing is extrapolated. */
export function interpolateAtBoundaries({ points }: Series, window: Window): Point[] {
  return boundaries(points, window).flatMap((at): Point[] => {
    const before = points.findLast((point) => point.end <= at);
    const after = points.find((point) => point.end >= at);
    if (before === undefined || after === undefined) return [];
    const share = after === before ? 0 : (at - before.end) / (after.end - before.end);
    return [{ start: at, end: at, value: between(before.value, after.value, share) }];
  });
}

/**
 * `(current - previous) / previous` in percent, both being means of the 10 minutes before an end of a
 * period; negative values are ignored (google/monitoring/v3/common.proto, ALIGN_PERCENT_CHANGE).
 */
export function percentChanges({ points }: Series, window: Window): Point[] {
  return boundaries(points, window).flatMap((at): Point[] => {
    const current = movingMean(points, at);
    const previous = movingMean(points, at - window.periodMs);
    if (current === undefined || previous === undefined) return [];
    return [{ start: at, end: at, value: double(percentChange(previous, current)) }];
  });
}

function percentChange(previous: number, current: number): number {
  if (previous !== 0) return ((current - previous) / previous) * 100;
  return current === 0 ? 0 : Infinity;
}

function movingMean(points: readonly Point[], at: number): number | undefined {
  const recent = points.filter(({ end }) => end > at - smoothingMs && end <= at);
  const numbers = numbersOf(recent.map(({ value }) => value)).filter((number) => number >= 0);
  return numbers.length === 0 ? undefined : meanOf(numbers);
}

/** Ends of periods of the window, from the first that a point can bear on to the window's end. */
function boundaries(points: readonly Point[], window: Window): number[] {
  const first = points[0];
  if (first === undefined) return [];
  const from = periodEndOf(Math.max(first.end, window.start + 1), window);
  const count = Math.max(0, Math.floor((window.end - from) / window.periodMs) + 1);
  return Array.from({ length: count }, (_unused, index) => from + index * window.periodMs);
}
