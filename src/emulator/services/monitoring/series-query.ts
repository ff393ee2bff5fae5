import { alignSeries } from '../../series/align.ts';
import { pointsWithin, type Window } from '../../series/period.ts';
import type { Series } from '../../series/point.ts';
import { reduceSeries } from '../../series/reduce.ts';
import {
  comparisonsIn,
  type FilterField,
  matchesFilter,
  unknownField,
} from '../../store/filter.ts';
import { type Filter, parseFilter } from '../../store/filter-parser.ts';
import { offsetOf, tokenOf } from '../../store/list-page.ts';
import { durationMs } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { JsonObject } from '../../wire/json.ts';
import { invalidValue, missingField } from './monitoring-fields.ts';
import { pageOf } from './resource-list.ts';
import { seriesResource } from './series-resource.ts';
import { unitAfter } from './unit.ts';

export interface Aggregation {
  alignmentPeriod?: string;
  perSeriesAligner?: string;
  crossSeriesReducer?: string;
  groupByFields?: string[];
}

export interface ListTimeSeriesRequest {
  name: string;
  filter?: string;
  interval?: { startTime?: string; endTime?: string };
  aggregation?: Aggregation;
  secondaryAggregation?: Aggregation;
  orderBy?: string;
  view?: string;
  pageSize?: number;
  pageToken?: string;
}

/** Where series come from. */
export interface SeriesSource {
  /** Series of one metric type with all their points. */
  series: (metricType: string) => Series[];
  unitOf: (metricType: string) => string;
}

/** `page_size` of ListTimeSeries, in google/monitoring/v3/metric_service.proto. */
const maxPageSize = 100_000;
/** Google's is a minute; here periods may be as short as the finest points. */
const shortestPeriodMs = 1_000;

/** Answers ListTimeSeries. @throws ApiError INVALID_ARGUMENT */
export function listTimeSeries(request: ListTimeSeriesRequest, source: SeriesSource): JsonObject {
  const filter = parseFilter(request.filter ?? '');
  const metricType = metricTypeOf(filter);
  const interval = readInterval(request);
  if (request.orderBy) throw invalidValue('order_by', request.orderBy, 'It must be left blank.');
  const { aggregation, secondaryAggregation } = request;
  if (aggregation === undefined && secondaryAggregation !== undefined) {
    throw invalidValue('secondary_aggregation', '', 'It needs an aggregation before it.');
  }
  const found = source
    .series(metricType)
    .filter((series) => matchesFilter(filter, (path) => fieldOf(series, path)))
    .filter(({ points }) => pointsWithin(points, interval).length > 0);
  const once = aggregate(found, aggregation, interval);
  const twice = aggregate(once, secondaryAggregation, interval);
  const unit = [aggregation, secondaryAggregation].reduce(unitAfter, source.unitOf(metricType));
  return { ...paged(twice, request), unit };
}

function metricTypeOf(filter: Filter | undefined): string {
  const types = comparisonsIn(filter).flatMap(({ path, comparator, value }) =>
    path.join('.') === 'metric.type' && comparator === '=' && value.kind === 'text'
      ? [value.text]
      : [],
  );
  const [only] = types;
  if (only === undefined || types.length > 1) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      `Field filter had an invalid value: The filter must specify a single metric type, by metric.type = "…".`,
    );
  }
  return only;
}

function fieldOf(series: Series, path: readonly string[]): FilterField {
  const [head, part, ...rest] = path;
  const labels = part === 'labels' || part === 'label';
  if (head === 'metric' || head === 'resource') {
    if (part === 'type' && rest.length === 0) return { kind: 'text', value: series[head].type };
    if (labels && rest.length > 0) {
      return { kind: 'text', value: series[head].labels[rest.join('.')] };
    }
  }
  if (head === 'project' && part === undefined) {
    const { resource_container: container, project_id: project } = series.resource.labels;
    return { kind: 'text', value: container ?? project };
  }
  throw unknownField(path);
}

function readInterval({ interval }: ListTimeSeriesRequest): { start: number; end: number } {
  if (interval?.endTime === undefined) throw missingField('interval.endTime');
  const end = Date.parse(interval.endTime);
  const start = interval.startTime === undefined ? end : Date.parse(interval.startTime);
  if (start <= end) return { start, end };
  throw new ApiError(
    'INVALID_ARGUMENT',
    'Field interval had an invalid value: The start time must not be later than the end time.',
  );
}

function aggregate(
  all: readonly Series[],
  aggregation: Aggregation | undefined,
  interval: Omit<Window, 'periodMs'>,
): Series[] {
  const aligner = aggregation?.perSeriesAligner ?? 'ALIGN_NONE';
  const reducer = aggregation?.crossSeriesReducer ?? 'REDUCE_NONE';
  if (aligner === 'ALIGN_NONE') {
    if (reducer !== 'REDUCE_NONE') {
      throw invalidValue(
        'aggregation.perSeriesAligner',
        aligner,
        'a cross-series reducer needs an aligner.',
      );
    }
    return all.map((series) => ({ ...series, points: pointsWithin(series.points, interval) }));
  }
  const periodMs = durationMs(aggregation?.alignmentPeriod ?? '0s');
  if (!(periodMs >= shortestPeriodMs)) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      'Field aggregation.alignmentPeriod had an invalid value: the embedded Vertex takes periods of 1 s and more.',
    );
  }
  const aligned = all
    .map((series) => alignSeries(series, aligner, { ...interval, periodMs }))
    .filter(({ points }) => points.length > 0);
  if (reducer === 'REDUCE_NONE') return aligned;
  return reduceSeries(aligned, reducer, aggregation?.groupByFields ?? []);
}

/** Cuts a page: `pageSize` counts points, or series when only headers are asked for. */
function paged(all: readonly Series[], request: ListTimeSeriesRequest): JsonObject {
  if (request.view === 'HEADERS') {
    const { items, ...page } = pageOf(all, request, maxPageSize);
    return { timeSeries: items.map((series) => seriesResource(series, [])), ...page };
  }
  const size = Math.min(request.pageSize || maxPageSize, maxPageSize);
  const from = request.pageToken ? offsetOf(request.pageToken) : 0;
  const timeSeries: JsonObject[] = [];
  let offset = 0;
  for (const series of all) {
    const newestFirst = series.points.toReversed();
    const page = newestFirst.slice(Math.max(0, from - offset), Math.max(0, from + size - offset));
    offset += newestFirst.length;
    if (page.length > 0) timeSeries.push(seriesResource(series, page));
  }
  return from + size < offset
    ? { timeSeries, nextPageToken: tokenOf(from + size) }
    : { timeSeries };
}
