import type { EmulatorClock } from '../../clock.ts';
import type { Point } from '../../series/point.ts';
import { ApiError, toApiError } from '../../wire/api-error.ts';
import { anyOf } from '../../wire/encode.ts';
import type { MetricDescriptors } from './metric-descriptors.ts';
import { monitoredResources } from './monitored-resources.ts';
import { canonicalProject, invalidValue, missingField, projectOf } from './monitoring-fields.ts';
import { checkAge, checkOrder, readInterval } from './point-rules.ts';
import { readValue, type TimeSeriesInput } from './series-input.ts';
import { checkLabelKeys, checkMetricType, unionOf, type UserMetric } from './user-metric.ts';
import { seriesName, type UserSeries, type UserSeriesStore } from './user-series.ts';

/** `time_series` of CreateTimeSeriesRequest, in google/monitoring/v3/metric_service.proto. */
const maxSeries = 200;
const maxLabelValue = 1024;

/** Writes points of user-defined metrics. */
export class SeriesWriter {
  readonly #descriptors: MetricDescriptors;
  readonly #series: UserSeriesStore;
  readonly #clock: EmulatorClock;

  constructor(descriptors: MetricDescriptors, series: UserSeriesStore, clock: EmulatorClock) {
    this.#descriptors = descriptors;
    this.#series = series;
    this.#clock = clock;
  }

  /**
   * Writes what can be written. It is asynchronous so that an error does not take back what was.
   * @throws ApiError INVALID_ARGUMENT that tells what could not
   */
  async create(request: { name: string; timeSeries?: TimeSeriesInput[] }): Promise<object> {
    const all = request.timeSeries ?? [];
    if (all.length === 0) throw missingField('time_series');
    if (all.length > maxSeries) {
      throw invalidValue(
        'time_series',
        all.length,
        `The maximum number of TimeSeries objects per Create request is ${maxSeries}.`,
      );
    }
    const seen = new Set<string>();
    const failures: { message: string; index: number }[] = [];
    for (const [index, input] of all.entries()) {
      try {
        this.#write(request.name, input, `timeSeries[${index}]`, seen);
      } catch (thrown) {
        failures.push({ message: toApiError(thrown).message, index });
      }
    }
    if (failures.length > 0) throw notWritten(failures, all.length);
    return {};
  }

  #write(name: string, input: TimeSeriesInput, field: string, seen: Set<string>): void {
    const project = canonicalProject(name);
    const metric = readMetric(input, field);
    const resource = readResource(input, projectOf(name), field);
    const series = { name: seriesName(project, metric, resource), metric, resource };
    if (seen.has(series.name)) {
      throw new ApiError(
        'INVALID_ARGUMENT',
        `Field ${field} had an invalid value: Duplicate TimeSeries encountered. Only one point can be written per TimeSeries per request.`,
      );
    }
    seen.add(series.name);
    const [given, ...more] = input.points ?? [];
    if (given === undefined || more.length > 0) {
      throw invalidValue(
        `${field}.points`,
        input.points?.length ?? 0,
        'Exactly one point is written at a time.',
      );
    }
    const value = readValue(given.value, `${field}.points[0].value`);
    const descriptor = this.#describe(project, input, metric, value.kind);
    const { metricKind, valueType } = descriptor;
    const where = `${field}.points[0].interval`;
    const interval = readInterval(given, descriptor, where);
    checkAge(interval.end, this.#clock.now(), given, where);
    const point: Point = { ...interval, value };
    checkOrder(this.#series.find(series.name), point, descriptor);
    this.#descriptors.save(project, descriptor);
    this.#series.append({ ...series, metricKind, valueType }, point);
  }

  /** The descriptor of the metric, made or widened as the series asks. @throws ApiError when they disagree. */
  #describe(
    project: string,
    input: TimeSeriesInput,
    metric: UserSeries['metric'],
    valueType: UserMetric['valueType'],
  ): UserMetric {
    const { metricKind, unit = '', description = '' } = input;
    const kind =
      metricKind === undefined || metricKind === 'METRIC_KIND_UNSPECIFIED' ? undefined : metricKind;
    const before = this.#descriptors.find(project, metric.type);
    const descriptor = before ?? {
      type: metric.type,
      metricKind: kind ?? 'GAUGE',
      valueType,
      labels: [],
      unit: '',
      description: '',
      displayName: '',
    };
    if (descriptor.metricKind === 'DELTA') {
      throw invalidValue('metric_kind', 'DELTA', 'A new metric must be GAUGE or CUMULATIVE.');
    }
    const declared = input.valueType === 'VALUE_TYPE_UNSPECIFIED' ? undefined : input.valueType;
    requireSame('Metric kind', metric.type, descriptor.metricKind, kind);
    requireSame('Value type', metric.type, descriptor.valueType, valueType);
    requireSame('Value type', metric.type, descriptor.valueType, declared);
    const labels = unionOf(
      descriptor.labels,
      Object.keys(metric.labels).map((key) => ({ key })),
    );
    checkLabelKeys(
      labels.map(({ key }) => key),
      'metric.labels',
    );
    return {
      ...descriptor,
      labels,
      // Neither changes once it is set (google/monitoring/v3/metric.proto).
      unit: descriptor.unit || unit,
      description: descriptor.description || description,
    };
  }
}

function readMetric({ metric }: TimeSeriesInput, field: string): UserSeries['metric'] {
  const { type = '', labels = {} } = metric ?? {};
  checkMetricType(type, `${field}.metric.type`);
  for (const [key, value] of Object.entries(labels)) {
    if ([...value].length <= maxLabelValue) continue;
    throw invalidValue(`${field}.metric.labels.${key}`, value, 'The label value is too long.');
  }
  return { type, labels };
}

/** All labels of the resource must be there; the project is that of the request unless it is said. */
function readResource(
  { resource }: TimeSeriesInput,
  project: string,
  field: string,
): UserSeries['resource'] {
  const { type = '', labels = {} } = resource ?? { type: 'global' };
  const known = monitoredResources.find((candidate) => candidate.type === type);
  if (known?.takesUserMetrics !== true) {
    throw invalidValue(
      `${field}.resource.type`,
      type,
      'User-defined metrics cannot be written against this monitored resource type.',
    );
  }
  const whole: Record<string, string> = { project_id: project, ...labels };
  const missing = known.labels.find((key) => whole[key] === undefined);
  if (missing !== undefined) throw missingField(`${field}.resource.labels.${missing}`);
  const unknown = Object.keys(whole).find((key) => !known.labels.includes(key));
  if (unknown !== undefined) {
    throw invalidValue(`${field}.resource.labels`, unknown, `Unrecognized label of ${type}.`);
  }
  return { type, labels: whole };
}

function requireSame(
  what: string,
  type: string,
  expected: string,
  found: string | undefined,
): void {
  if (found === undefined || found === expected) return;
  throw new ApiError(
    'INVALID_ARGUMENT',
    `${what} for metric ${type} must be ${expected}, but is ${found}.`,
  );
}

function notWritten(
  failures: readonly { message: string; index: number }[],
  count: number,
): ApiError {
  const texts = failures.map(({ message, index }) => `${message}: timeSeries[${index}]`);
  const summary = {
    totalPointCount: count,
    successPointCount: count - failures.length,
    errors: failures.map(({ message }) => ({ status: { code: 3, message }, pointCount: 1 })),
  };
  return new ApiError(
    'INVALID_ARGUMENT',
    `One or more TimeSeries could not be written: ${texts.join('; ')}`,
    undefined,
    [anyOf('google.monitoring.v3.CreateTimeSeriesSummary', summary)],
  );
}
