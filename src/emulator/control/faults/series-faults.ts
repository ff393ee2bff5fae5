import type { Distribution } from '../../series/distribution.ts';
import { numberOf, type Point, type PointValue, type Series } from '../../series/point.ts';
import type { Fault } from './fault.ts';
import type { SeriesEffect } from './fault-spec.ts';
import { subjectOfSeries } from './subject.ts';

/** What a reader sees of a series now. A read in which a point was hidden or changed is a hit. */
export function seenThrough(faults: readonly Fault[], series: Series, now: number): Series {
  const subject = subjectOfSeries(series);
  let points = series.points;
  for (const fault of faults) {
    if (!fault.spec.metric(series.metric.type) || !fault.matches(subject)) continue;
    const effect = fault.effect as SeriesEffect;
    let isHit = false;
    points = points.flatMap((point) => {
      const seen = fault.covers(point.end) ? seenPoint(point, effect, now) : point;
      isHit ||= seen !== point;
      return seen ?? [];
    });
    if (isHit) fault.note(now, subject);
  }
  return { ...series, points };
}

function seenPoint(point: Point, effect: SeriesEffect, now: number): Point | undefined {
  switch (effect.kind) {
    case 'metric_delay':
      return now >= point.end + effect.delayMs ? point : undefined;
    case 'metric_gap':
      return undefined;
    case 'metric_correction':
      if (now >= point.end + effect.afterMs) return point;
      return { ...point, value: scaled(point.value, effect.factor) };
  }
}

function scaled(value: PointValue, factor: number): PointValue {
  switch (value.kind) {
    case 'INT64':
      return numberOf('INT64', Math.floor(value.number * factor));
    case 'DOUBLE':
      return numberOf('DOUBLE', value.number * factor);
    case 'DISTRIBUTION':
      return { kind: 'DISTRIBUTION', distribution: thinned(value.distribution, factor) };
    default:
      return value;
  }
}

/** With the factor of the values in each bucket, about the same mean. */
function thinned(distribution: Distribution, factor: number): Distribution {
  const bucketCounts = distribution.bucketCounts.map((count) => Math.floor(count * factor));
  const count = bucketCounts.reduce((sum, each) => sum + each, 0);
  const share = distribution.count === 0 ? 0 : count / distribution.count;
  const { mean, sumOfSquaredDeviation } = distribution;
  return {
    ...distribution,
    count,
    mean: count === 0 ? 0 : mean,
    sumOfSquaredDeviation: sumOfSquaredDeviation * share,
    bucketCounts,
  };
}
