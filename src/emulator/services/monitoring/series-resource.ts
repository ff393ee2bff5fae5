import { bucketOptionsOf } from '../../series/distribution.ts';
import type { Point, PointValue, Series } from '../../series/point.ts';
import { toTimestamp } from '../../store/time.ts';
import type { JsonObject } from '../../wire/json.ts';

/** `google.monitoring.v3.TimeSeries` in JSON form, with the given points. */
export function seriesResource(series: Series, points: readonly Point[]): JsonObject {
  const { metric, resource, metricKind, valueType } = series;
  return {
    metric: { type: metric.type, labels: { ...metric.labels } },
    resource: { type: resource.type, labels: { ...resource.labels } },
    metricKind,
    valueType,
    points: points.map(({ start, end, value }) => ({
      interval: { startTime: toTimestamp(start), endTime: toTimestamp(end) },
      value: valueResource(value),
    })),
  };
}

function valueResource(value: PointValue): JsonObject {
  switch (value.kind) {
    case 'BOOL':
      return { boolValue: value.isTrue };
    case 'INT64':
      return { int64Value: String(value.number) };
    case 'DOUBLE':
      return { doubleValue: Number.isFinite(value.number) ? value.number : String(value.number) };
    case 'STRING':
      return { stringValue: value.text };
    case 'DISTRIBUTION': {
      const { distribution } = value;
      const { count, mean, sumOfSquaredDeviation, bucketCounts } = distribution;
      return {
        distributionValue: {
          count: String(count),
          mean,
          sumOfSquaredDeviation,
          bucketOptions: { ...bucketOptionsOf(distribution) } as JsonObject,
          bucketCounts: bucketCounts.map(String),
        },
      };
    }
  }
}
