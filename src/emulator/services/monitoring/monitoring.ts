import {
  type FilterField,
  comparisonsIn,
  matchesFilter,
  unknownField,
} from '../../store/filter.ts';
import { type Filter, parseFilter } from '../../store/filter-parser.ts';
import { projectNumber } from '../../store/ids.ts';
import { offsetOf, tokenOf } from '../../store/list-page.ts';
import { durationMs, toTimestamp } from '../../store/time.ts';
import { alignSeries } from '../../series/align.ts';
import { latencyBuckets } from '../../series/distribution.ts';
import { type MetricInfo, onlineMetrics } from '../../series/metrics.ts';
import type { Point, PointValue, Series } from '../../series/point.ts';
import type { SeriesRecorder } from '../../series/recorder.ts';
import { reduceSeries } from '../../series/reduce.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import type { JsonObject } from '../../wire/json.ts';
import type { Service } from '../service.ts';

interface Aggregation {
  alignmentPeriod?: string;
  perSeriesAligner?: string;
  crossSeriesReducer?: string;
  groupByFields?: string[];
}

interface ListTimeSeriesRequest {
  name: string;
  filter?: string;
  interval?: { startTime?: string; endTime?: string };
  aggregation?: Aggregation;
  secondaryAggregation?: Aggregation;
  view?: string;
  pageSize?: number;
  pageToken?: string;
}

const maxPageSize = 100_000;
const service = 'google.monitoring.v3.MetricService';

/** The part of Cloud Monitoring that reads the series of online prediction. */
export class MonitoringService implements Service {
  readonly #recorder: SeriesRecorder;

  constructor(recorder: SeriesRecorder) {
    this.#recorder = recorder;
  }

  handlers(): HandlerTable {
    return {
      [`${service}.ListTimeSeries`]: (request: ListTimeSeriesRequest) =>
        this.listTimeSeries(request),
      [`${service}.ListMetricDescriptors`]: (request: { name: string; filter?: string }) =>
        listMetricDescriptors(request),
      [`${service}.GetMetricDescriptor`]: (request: { name: string }) =>
        getMetricDescriptor(request.name),
    };
  }

  listTimeSeries(request: ListTimeSeriesRequest): JsonObject {
    const filter = parseFilter(request.filter ?? '');
    const metricType = metricTypeOf(filter);
    const { start, end } = readInterval(request);
    const project = projectNumber(request.name.split('/')[1] ?? '');
    const found = this.#recorder
      .list(metricType, project)
      .filter((series) => matchesFilter(filter, (path) => lookUp(series, path)))
      .map((series) => ({ ...series, points: series.points.filter(inInterval(start, end)) }))
      .filter(({ points }) => points.length > 0);
    const shaped = aggregate(
      aggregate(found, request.aggregation, end),
      request.secondaryAggregation,
      end,
    );
    return paged(shaped, request);
  }
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

function lookUp(series: Series, path: readonly string[]): FilterField {
  const [head, part, ...rest] = path;
  const labels = part === 'labels' || part === 'label';
  if (head === 'metric' || head === 'resource') {
    if (part === 'type' && rest.length === 0) return { kind: 'text', value: series[head].type };
    if (labels && rest.length > 0) {
      return { kind: 'text', value: series[head].labels[rest.join('.')] };
    }
  }
  if (head === 'project' && part === undefined) {
    return { kind: 'text', value: series.resource.labels['resource_container'] };
  }
  throw unknownField(path);
}

function readInterval({ interval }: ListTimeSeriesRequest): { start: number; end: number } {
  if (interval?.endTime === undefined) {
    throw new ApiError('INVALID_ARGUMENT', 'Field interval.endTime is required.');
  }
  const end = Date.parse(interval.endTime);
  const start = interval.startTime === undefined ? end : Date.parse(interval.startTime);
  if (start > end) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      'Field interval had an invalid value: The start time must not be later than the end time.',
    );
  }
  return { start, end };
}

/** A point belongs to the interval that holds its end, `(start, end]`. */
function inInterval(start: number, end: number): (point: Point) => boolean {
  return (point) => point.end <= end && (point.end > start || point.start === start);
}

function aggregate(all: Series[], aggregation: Aggregation | undefined, end: number): Series[] {
  const aligner = aggregation?.perSeriesAligner ?? 'ALIGN_NONE';
  const reducer = aggregation?.crossSeriesReducer ?? 'REDUCE_NONE';
  if (aligner === 'ALIGN_NONE') {
    if (reducer === 'REDUCE_NONE') return all;
    throw new ApiError(
      'INVALID_ARGUMENT',
      'Field aggregation.perSeriesAligner had an invalid value of "ALIGN_NONE": a cross-series reducer needs an aligner.',
    );
  }
  const periodMs = durationMs(aggregation?.alignmentPeriod ?? '0s');
  if (!(periodMs >= 1000)) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      'Field aggregation.alignmentPeriod had an invalid value: the embedded Vertex takes periods of 1 s and more.',
    );
  }
  const aligned = all.map((series) => alignSeries(series, aligner, periodMs, end));
  if (reducer === 'REDUCE_NONE') return aligned;
  return reduceSeries(aligned, reducer, aggregation?.groupByFields ?? []);
}

/** Cuts a page: `pageSize` counts points, or series when only headers are asked for. */
function paged(all: readonly Series[], request: ListTimeSeriesRequest): JsonObject {
  const size = Math.min(request.pageSize || maxPageSize, maxPageSize);
  const from = request.pageToken ? offsetOf(request.pageToken) : 0;
  if (request.view === 'HEADERS') {
    const timeSeries = all.slice(from, from + size).map((series) => seriesResource(series, []));
    return from + size < all.length
      ? { timeSeries, nextPageToken: tokenOf(from + size) }
      : { timeSeries };
  }
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

function seriesResource(series: Series, points: readonly Point[]): JsonObject {
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
    case 'INT64':
      return { int64Value: String(value.number) };
    case 'DOUBLE':
      return { doubleValue: value.number };
    case 'DISTRIBUTION': {
      const { count, mean, sumOfSquaredDeviation, bucketCounts } = value.distribution;
      return {
        distributionValue: {
          count: String(count),
          mean,
          sumOfSquaredDeviation,
          bucketOptions: { exponentialBuckets: { ...latencyBuckets } },
          bucketCounts: bucketCounts.map(String),
        },
      };
    }
  }
}

function listMetricDescriptors(request: { name: string; filter?: string }): JsonObject {
  const filter = parseFilter(request.filter ?? '');
  const matching = onlineMetrics.filter((metric) =>
    matchesFilter(filter, (path) => {
      if (path.join('.') !== 'metric.type') throw unknownField(path);
      return { kind: 'text', value: metric.type };
    }),
  );
  const project = request.name.split('/')[1] ?? '';
  return { metricDescriptors: matching.map((metric) => descriptorResource(metric, project)) };
}

function getMetricDescriptor(name: string): JsonObject {
  const [, project = '', , ...type] = name.split('/');
  const metric = onlineMetrics.find((candidate) => candidate.type === type.join('/'));
  if (metric === undefined) {
    throw new ApiError('NOT_FOUND', `Could not find descriptor for metric '${type.join('/')}'.`);
  }
  return descriptorResource(metric, project);
}

function descriptorResource(metric: MetricInfo, project: string): JsonObject {
  const { type, metricKind, valueType, unit, displayName, description } = metric;
  return {
    name: `projects/${project}/metricDescriptors/${type}`,
    type,
    metricKind,
    valueType,
    unit,
    displayName,
    description,
    labels: metric.labels.map((key) => ({ key })),
    // A second is readable once it is over.
    metadata: {
      launchStage: 'BETA',
      samplePeriod: metricKind === 'GAUGE' ? '10s' : '1s',
      ingestDelay: '1s',
    },
    launchStage: 'BETA',
    monitoredResourceTypes: ['aiplatform.googleapis.com/Endpoint'],
  };
}
