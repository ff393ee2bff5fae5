import { type MetricInfo, onlineMetrics, endpointResourceType } from '../../series/metrics.ts';
import type { MetricKind } from '../../series/point.ts';
import { matchesFilter, unknownField } from '../../store/filter.ts';
import { parseFilter } from '../../store/filter-parser.ts';
import type { Table } from '../../store/table.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { JsonObject } from '../../wire/json.ts';
import { canonicalProject, invalidValue, projectOf } from './monitoring-fields.ts';
import { pageOf } from './resource-list.ts';
import {
  readUserMetric,
  requireSameShape,
  unionOf,
  type UserMetric,
  userMetricType,
} from './user-metric.ts';

/** What descriptors of built-in metrics say about their points. */
export interface MetricMetadata {
  samplePeriodMs: number;
  ingestDelayMs: number;
}

interface ListRequest {
  name: string;
  filter?: string;
  pageSize?: number;
  pageToken?: string;
  activeOnly?: boolean;
}

/** Gauges are sampled at this period, whatever is said of the others. */
const gaugePeriodMs = 10_000;
/** `page_size` of ListMetricDescriptors, in google/monitoring/v3/metric_service.proto. */
const maxPageSize = 10_000;

/** Descriptors of the built-in metrics, and those that users made. */
export class MetricDescriptors {
  readonly #table: Table<UserMetric>;
  readonly #metadata: MetricMetadata;
  /** Whether a metric has had points lately. */
  readonly #isActive: (project: string, type: string) => boolean;

  constructor(
    table: Table<UserMetric>,
    metadata: MetricMetadata,
    isActive: (project: string, type: string) => boolean,
  ) {
    this.#table = table;
    this.#metadata = metadata;
    this.#isActive = isActive;
  }

  /** A user-defined metric of a project, `projects/NUMBER`. */
  find(project: string, type: string): UserMetric | undefined {
    return this.#table.get(rowName(project, type));
  }

  save(project: string, metric: UserMetric): void {
    this.#table.put(rowName(project, metric.type), metric);
  }

  unitOf(project: string, type: string): string {
    const builtIn = onlineMetrics.find((metric) => metric.type === type);
    return builtIn?.unit ?? this.find(project, type)?.unit ?? '';
  }

  list(request: ListRequest): JsonObject {
    const project = canonicalProject(request.name);
    const filter = parseFilter(request.filter ?? '');
    const all: (MetricInfo | UserMetric)[] = [
      ...onlineMetrics,
      ...this.#table.list(`${project}/metricDescriptors/`),
    ];
    const matching = all.filter(
      ({ type }) =>
        matchesFilter(filter, (path) => {
          if (path.join('.') !== 'metric.type') throw unknownField(path);
          return { kind: 'text', value: type };
        }) &&
        (request.activeOnly !== true || this.#isActive(project, type)),
    );
    const { items, ...page } = pageOf(matching, request, maxPageSize);
    return { metricDescriptors: items.map((item) => this.#resource(item, request.name)), ...page };
  }

  get(name: string): JsonObject {
    return this.#resource(this.#existing(name), name);
  }

  /** Labels are never removed; kind and value type stay as they were. */
  create({ name, metricDescriptor }: { name: string; metricDescriptor?: JsonObject }): JsonObject {
    const metric = readUserMetric(metricDescriptor ?? {});
    const project = canonicalProject(name);
    const before = this.find(project, metric.type);
    if (before !== undefined) requireSameShape(before, metric);
    const whole = { ...metric, labels: unionOf(before?.labels ?? [], metric.labels) };
    this.save(project, whole);
    return this.#resource(whole, name);
  }

  /** @returns the project and type of what was deleted. */
  delete(name: string): { project: string; type: string } {
    const { type } = this.#existing(name);
    if (!userMetricType.test(type)) {
      throw invalidValue('name', name, 'Only user-defined metrics can be deleted.');
    }
    const project = canonicalProject(name);
    this.#table.delete(rowName(project, type));
    return { project, type };
  }

  #existing(name: string): MetricInfo | UserMetric {
    const type = name.split('/').slice(3).join('/');
    const builtIn = onlineMetrics.find((metric) => metric.type === type);
    const found = builtIn ?? this.find(canonicalProject(name), type);
    if (found !== undefined) return found;
    throw new ApiError('NOT_FOUND', `Could not find descriptor for metric '${type}'.`);
  }

  #resource(metric: MetricInfo | UserMetric, name: string): JsonObject {
    const labels = metric.labels.map((label) =>
      typeof label === 'string' ? { key: label } : { ...label },
    );
    return {
      ...metric,
      labels,
      name: `projects/${projectOf(name)}/metricDescriptors/${metric.type}`,
      ...('metadata' in metric || userMetricType.test(metric.type) ? {} : this.#ofGoogle(metric)),
    };
  }

  #ofGoogle({ metricKind }: { metricKind: MetricKind }): JsonObject {
    const { samplePeriodMs, ingestDelayMs } = this.#metadata;
    const periodMs =
      metricKind === 'GAUGE' ? Math.max(samplePeriodMs, gaugePeriodMs) : samplePeriodMs;
    const launchStage = 'BETA';
    return {
      launchStage,
      metadata: {
        launchStage,
        samplePeriod: `${periodMs / 1000}s`,
        ingestDelay: `${ingestDelayMs / 1000}s`,
      },
      monitoredResourceTypes: [endpointResourceType],
    };
  }
}

function rowName(project: string, type: string): string {
  return `${project}/metricDescriptors/${type}`;
}
