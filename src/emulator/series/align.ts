import { ApiError } from '../wire/api-error.ts';
import { interpolateAtBoundaries, percentChanges } from './boundary.ts';
import { groupByPeriod, pointsWithin, type Window } from './period.ts';
import {
  type AlignerRule,
  gaugeOrDelta,
  numeric,
  numericOrDistribution,
  type PeriodAligner,
  periodAligners,
} from './period-aligners.ts';
import { double, numbersOf, type Point, type Series } from './point.ts';
import { deltasByPeriod } from './slope.ts';

/** An aligner that looks beyond the points of one period. */
interface SeriesAligner extends AlignerRule {
  align: (series: Series, window: Window) => Point[];
}

const seriesAligners: Readonly<Record<string, SeriesAligner>> = {
  ALIGN_DELTA: {
    kinds: ['CUMULATIVE', 'DELTA'],
    types: numericOrDistribution,
    toKind: 'DELTA',
    align: deltasByPeriod,
  },
  ALIGN_RATE: {
    kinds: ['CUMULATIVE', 'DELTA'],
    types: numeric,
    toKind: 'GAUGE',
    toType: 'DOUBLE',
    align: ratesByPeriod,
  },
  ALIGN_INTERPOLATE: { kinds: ['GAUGE'], types: numeric, align: interpolateAtBoundaries },
  ALIGN_PERCENT_CHANGE: {
    kinds: gaugeOrDelta,
    types: numeric,
    toKind: 'GAUGE',
    toType: 'DOUBLE',
    align: percentChanges,
  },
};

/**
 * One point per period. `series` may have points before `window.start`: aligners that look back use
 * them, others take those of the window only.
 * @throws ApiError for an aligner that does not exist or does not fit the metric.
 */
export function alignSeries(series: Series, aligner: string, window: Window): Series {
  const ofPeriods = ownEntry(periodAligners, aligner);
  const ofSeries = ownEntry(seriesAligners, aligner);
  const rule = ofPeriods ?? ofSeries;
  if (rule === undefined) {
    throw new ApiError('UNIMPLEMENTED', `The embedded Vertex does not emulate ${aligner}.`);
  }
  if (!rule.kinds.includes(series.metricKind) || !rule.types.includes(series.valueType)) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      `Field aggregation.perSeriesAligner had an invalid value of "${aligner}": The aligner cannot be applied to metrics with kind ${series.metricKind} and value type ${series.valueType}.`,
    );
  }
  const metricKind = rule.toKind ?? series.metricKind;
  const valueType = rule.toType ?? series.valueType;
  const points =
    ofPeriods === undefined
      ? (ofSeries?.align(series, window) ?? [])
      : alignPeriods(series, ofPeriods, metricKind === 'GAUGE', window);
  return { ...series, metricKind, valueType, points };
}

function alignPeriods(
  { points, valueType }: Series,
  aligner: PeriodAligner,
  isGauge: boolean,
  window: Window,
): Point[] {
  const { periodMs, end } = window;
  return groupByPeriod(pointsWithin(points, window), periodMs, end).map(
    ({ periodEnd, values }) => ({
      start: isGauge ? periodEnd : periodEnd - periodMs,
      end: periodEnd,
      value: aligner.compute(values, valueType),
    }),
  );
}

function ratesByPeriod(series: Series, window: Window): Point[] {
  // Rates are not whole, so the deltas beneath them must not be rounded.
  const exact = { ...series, valueType: 'DOUBLE' as const, points: series.points.map(asDouble) };
  return deltasByPeriod(exact, window).map(({ end, value }) => {
    const [delta = 0] = numbersOf([value]);
    return { start: end, end, value: double(delta / (window.periodMs / 1000)) };
  });
}

function asDouble(point: Point): Point {
  const [number = 0] = numbersOf([point.value]);
  return { ...point, value: double(number) };
}

function ownEntry<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
