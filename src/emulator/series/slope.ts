import { emptyDistribution, mergeDistributions, subtractDistributions } from './distribution.ts';
import { groupByPeriod, periodEndOf, pointsWithin, type Window } from './period.ts';
import {
  merged,
  numberOf,
  numbersOf,
  type Point,
  type PointValue,
  type Series,
  sumValues,
} from './point.ts';

/**
 * What was added in each period. Periods without data that lie between periods with data are
 * interpolated, as google/monitoring/v3/common.proto says of ALIGN_DELTA and ALIGN_RATE. It does not
 * say how; here a cumulative series rises evenly between two of its points, and a missing period of
 * a delta series lies on the line between its neighbours. Nothing is extrapolated, and distributions
 * are never interpolated.
 */
export function deltasByPeriod(series: Series, window: Window): Point[] {
  const { periodMs, start, end } = window;
  const values = periodDeltas(series, window);
  return [...values]
    .filter(([periodEnd]) => periodEnd > start && periodEnd <= end)
    .toSorted(([a], [b]) => a - b)
    .map(([periodEnd, value]) => ({ start: periodEnd - periodMs, end: periodEnd, value }));
}

function periodDeltas(series: Series, window: Window): Map<number, PointValue> {
  if (series.metricKind === 'DELTA') return deltasOfDeltas(series, window);
  return series.valueType === 'DISTRIBUTION'
    ? distributionDeltas(series, window)
    : cumulativeDeltas(series, window);
}

function deltasOfDeltas({ points, valueType }: Series, window: Window): Map<number, PointValue> {
  const { periodMs, end } = window;
  const filled = new Map<number, PointValue>();
  let before: { periodEnd: number; value: PointValue } | undefined;
  for (const { periodEnd, values } of groupByPeriod(pointsWithin(points, window), periodMs, end)) {
    const value = sumValues(values, valueType);
    if (before !== undefined && valueType !== 'DISTRIBUTION') {
      for (let at = before.periodEnd + periodMs; at < periodEnd; at += periodMs) {
        const share = (at - before.periodEnd) / (periodEnd - before.periodEnd);
        filled.set(at, between(before.value, value, share));
      }
    }
    filled.set(periodEnd, value);
    before = { periodEnd, value };
  }
  return filled;
}

/** The value on the line from `a` to `b`, of the type of `a`. */
export function between(a: PointValue, b: PointValue, share: number): PointValue {
  const [x = 0] = numbersOf([a]);
  const [y = x] = numbersOf([b]);
  return numberOf(a.kind, x + (y - x) * share);
}

interface Increment {
  from: number;
  to: number;
  amount: number;
}

function cumulativeDeltas(series: Series, window: Window): Map<number, PointValue> {
  const amounts = new Map<number, number>();
  for (const increment of incrementsOf(series.points)) spread(increment, window, amounts);
  const deltas = new Map<number, PointValue>();
  let sum = 0;
  for (const [periodEnd, amount] of [...amounts].toSorted(([a], [b]) => a - b)) {
    // Differences of whole totals are whole and lose nothing.
    const isWhole = series.valueType === 'INT64';
    const delta = isWhole ? Math.round(sum + amount) - Math.round(sum) : amount;
    deltas.set(periodEnd, numberOf(series.valueType, delta));
    sum += amount;
  }
  return deltas;
}

/** A new start time is a reset: the series began again at zero there. */
function incrementsOf(points: readonly Point[]): Increment[] {
  return points.map((point, index) => {
    const [value = 0] = numbersOf([point.value]);
    const before = points[index - 1];
    if (before === undefined || before.start !== point.start) {
      return { from: point.start, to: point.end, amount: value };
    }
    const [earlier = 0] = numbersOf([before.value]);
    return { from: before.end, to: point.end, amount: value - earlier };
  });
}

/** Adds an increment to the periods it lies in, in proportion to its time in each. */
function spread({ from, to, amount }: Increment, window: Window, into: Map<number, number>): void {
  const { periodMs } = window;
  const last = periodEndOf(to, window);
  for (
    let periodEnd = periodEndOf(Math.max(from, window.start) + 1, window);
    ;
    periodEnd += periodMs
  ) {
    const inside = Math.min(to, periodEnd) - Math.max(from, periodEnd - periodMs);
    if (inside > 0)
      into.set(periodEnd, (into.get(periodEnd) ?? 0) + (amount * inside) / (to - from));
    if (periodEnd >= last) return;
  }
}

function distributionDeltas({ points }: Series, window: Window): Map<number, PointValue> {
  const sums = new Map<number, PointValue>();
  for (const [index, { start, end, value }] of points.entries()) {
    if (value.kind !== 'DISTRIBUTION') continue;
    const before = points[index - 1];
    const earlierTotal = before?.start === start ? merged([before.value]) : emptyDistribution;
    const added = subtractDistributions(value.distribution, earlierTotal);
    const periodEnd = periodEndOf(end, window);
    const sum = sums.get(periodEnd);
    const inPeriod = merged(sum === undefined ? [] : [sum]);
    sums.set(periodEnd, {
      kind: 'DISTRIBUTION',
      distribution: mergeDistributions(inPeriod, added),
    });
  }
  return sums;
}
