import type { Point } from '../../series/point.ts';
import { ApiError } from '../../wire/api-error.ts';
import { invalidValue, missingField } from './monitoring-fields.ts';
import type { PointInput } from './series-input.ts';
import type { UserMetric } from './user-metric.ts';
import type { UserSeries } from './user-series.ts';

/** `TimeInterval` of google/monitoring/v3/common.proto: how old and how early a point may be. */
const oldestMs = 25 * 3_600_000;
const earliestMs = 5 * 60_000;
/** Our choice: that points may come too often is known from public reports, the number is not. */
const spacingMs = 5_000;

/** The interval of a point, as the kind of its metric asks. @throws ApiError INVALID_ARGUMENT */
export function readInterval(
  { interval }: PointInput,
  { metricKind, type }: UserMetric,
  field: string,
): { start: number; end: number } {
  if (interval?.endTime === undefined) throw missingField(`${field}.end_time`);
  const { startTime = interval.endTime, endTime } = interval;
  const [start, end] = [Date.parse(startTime), Date.parse(endTime)];
  if (metricKind === 'GAUGE' ? start === end : start < end) return { start, end };
  throw invalidValue(
    `${field}.start_time`,
    startTime,
    metricKind === 'GAUGE'
      ? `The start time must be equal to the end time (${endTime}) for the gauge metric '${type}'.`
      : `The start time must be before the end time (${endTime}) for the non-gauge metric '${type}'.`,
  );
}

/** @throws ApiError INVALID_ARGUMENT */
export function checkAge(end: number, now: number, { interval }: PointInput, field: string): void {
  if (end >= now - oldestMs && end <= now + earliestMs) return;
  throw invalidValue(
    `${field}.end_time`,
    interval?.endTime,
    'Data points cannot be written more than 25 hours in the past or more than 5 minutes in the future.',
  );
}

/** A point must be newer than the youngest of its series. @throws ApiError INVALID_ARGUMENT */
export function checkOrder(series: UserSeries | undefined, point: Point, metric: UserMetric): void {
  if (series === undefined) return;
  const { youngest } = series;
  const isReset = metric.metricKind === 'CUMULATIVE' && point.start !== youngest.start;
  if (point.end <= youngest.end || (isReset && point.start <= youngest.end)) {
    const which = point.end <= youngest.end ? 'end' : 'start';
    throw new ApiError(
      'INVALID_ARGUMENT',
      `Points must be written in order. One or more of the points specified had an older ${which} time than the most recent point.`,
    );
  }
  if (point.end - youngest.end < spacingMs) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      `One or more points were written more frequently than the maximum sampling period configured for the metric. {Metric: ${metric.type}, Timestamps: {Youngest Existing: '${spelled(youngest.end)}', New: '${spelled(point.end)}'}}`,
    );
  }
}

/** `2019/06/21-12:29:46.439` */
function spelled(ms: number): string {
  return new Date(ms).toISOString().replaceAll('-', '/').replace('T', '-').replace('Z', '');
}
