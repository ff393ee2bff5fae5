import type { protos } from '@google-cloud/monitoring';
import { isUnanswered, ReleaseError } from '../errors/error.ts';
import type {
  EventCount,
  EventQuery,
  LatencyCount,
  MetricDescription,
  Metrics,
  MetricsInterval,
  ResponseCount,
} from '../ports/metrics.ts';
import { onlineMetrics } from '../vertex/online-metrics.ts';
import { parseResourceName } from '../vertex/resource-name.ts';
import { bucketEdges } from './bucket-edges.ts';
import type { Clients } from './clients.ts';
import { joinHistory, joinReplicas } from './replica-series.ts';
import { type Retrier, withRetries } from './retry.ts';

type TimeSeries = protos.google.monitoring.v3.ITimeSeries;

/** By its own defaults this client retries for ten minutes, deaf to any signal. */
const singleAttempt = { retry: { retryCodes: [] } };

interface Query {
  /** Metric type, and what of it, as Cloud Monitoring's filter says it. */
  filter: string;
  interval: Pick<MetricsInterval, 'start' | 'end'>;
  /** Sums of each period by these labels; raw points without. */
  sum?: { periodMs: number; by: readonly string[]; aligner?: 'ALIGN_SUM' | 'ALIGN_DELTA' };
}

/**
 * Cloud Monitoring behind the port. Counts are aligned by sum: ALIGN_DELTA and ALIGN_RATE fill a
 * period without data by interpolation (google/monitoring/v3/common.proto).
 */
export function googleMetrics(clients: Clients, retrier: Retrier): Metrics {
  const list = async (endpoint: string, query: Query): Promise<readonly TimeSeries[]> => {
    const { projectId } = parseResourceName(endpoint);
    const { filter, interval, sum } = query;
    const info = {
      method: 'MetricService.ListTimeSeries',
      resource: endpoint,
      class: 'read' as const,
    };
    const [series] = await withRetries(info, retrier, () =>
      clients.metrics().listTimeSeries(
        {
          name: `projects/${projectId}`,
          filter,
          interval: { startTime: toTimestamp(interval.start), endTime: toTimestamp(interval.end) },
          ...(sum === undefined ? {} : { aggregation: summed(sum) }),
          view: 'FULL',
        },
        singleAttempt,
      ),
    ).catch(asUnreadable);
    return series;
  };

  const listOf = async (endpoint: string, query: Query) => {
    const { id } = parseResourceName(endpoint);
    const filter = `${query.filter} AND resource.labels.endpoint_id="${id}"`;
    return await list(endpoint, { ...query, filter });
  };

  const describe = async (
    endpoint: string,
    metricType: string,
  ): Promise<MetricDescription | undefined> => {
    const { projectId } = parseResourceName(endpoint);
    const info = {
      method: 'MetricService.GetMetricDescriptor',
      resource: metricType,
      class: 'read' as const,
    };
    const name = `projects/${projectId}/metricDescriptors/${metricType}`;
    try {
      const [descriptor] = await withRetries(info, retrier, () =>
        clients.metrics().getMetricDescriptor({ name }, singleAttempt),
      );
      return toDescription(descriptor);
    } catch (error) {
      if (error instanceof ReleaseError && error.code === 'RESOURCE_NOT_FOUND') return undefined;
      return asUnreadable(error);
    }
  };

  /** A metric keeps its kind for as long as it is there. */
  const kinds = new Map<string, string>();
  const kindOf = async (endpoint: string, metricType: string): Promise<string> => {
    const known = kinds.get(metricType) ?? (await describe(endpoint, metricType))?.kind;
    if (known === undefined) {
      throw new ReleaseError('EVIDENCE_UNREADABLE', `there is no metric ${metricType}`);
    }
    kinds.set(metricType, known);
    return known;
  };

  /** Raw points of the servers there were, and of those there should have been. */
  const sampleReplicas = async (
    endpoint: string,
    interval: Pick<MetricsInterval, 'start' | 'end'>,
  ) => {
    const sampled = (type: string) =>
      listOf(endpoint, { filter: `metric.type="${type}"`, interval });
    const now = await sampled(onlineMetrics.replicas);
    return { now, wanted: await sampled(onlineMetrics.targetReplicas) };
  };

  return {
    async responses(endpoint, interval) {
      const series = await listOf(endpoint, {
        filter: `metric.type="${onlineMetrics.responses}"`,
        interval,
        sum: { periodMs: interval.periodMs, by: ['deployed_model_id', 'response_code'] },
      });
      return series.flatMap((one) => toResponses(one, interval));
    },

    async latencies(endpoint, interval) {
      const series = await listOf(endpoint, {
        filter: `metric.type="${onlineMetrics.latencies}" AND metric.labels.latency_type="total"`,
        interval,
        sum: { periodMs: interval.periodMs, by: ['deployed_model_id'] },
      });
      return series.flatMap((one) => toLatencies(one, interval));
    },

    async replicas(endpoint, interval) {
      const { now, wanted } = await sampleReplicas(endpoint, interval);
      return joinReplicas(now, wanted);
    },

    async replicaHistory(endpoint, interval) {
      const { now, wanted } = await sampleReplicas(endpoint, interval);
      return joinHistory(now, wanted);
    },

    async counts(endpoint, query, interval) {
      const kind = await kindOf(endpoint, query.metricType);
      const aligner = kind === 'CUMULATIVE' ? 'ALIGN_DELTA' : 'ALIGN_SUM';
      const sum = { periodMs: interval.periodMs, by: [query.label], aligner } as const;
      const series = await list(endpoint, { filter: query.filter, interval, sum });
      return series.flatMap((one) => toEvents(one, query, interval));
    },

    describe,
  };
}

function summed({ periodMs, by, aligner = 'ALIGN_SUM' }: NonNullable<Query['sum']>) {
  return {
    alignmentPeriod: { seconds: periodMs / 1_000 },
    perSeriesAligner: aligner,
    crossSeriesReducer: 'REDUCE_SUM' as const,
    groupByFields: by.map((label) => `metric.labels.${label}`),
  };
}

function asUnreadable(cause: unknown): never {
  throw cause instanceof ReleaseError && isOutage(cause)
    ? new ReleaseError('EVIDENCE_UNREADABLE', cause.message, { cause })
    : cause;
}

/** What another look may not meet; a denied permission or a defect of ours it would. */
function isOutage(error: ReleaseError): boolean {
  const { code } = error;
  return code === 'API_FAILED' || code === 'QUOTA_EXCEEDED' || isUnanswered(error);
}

function toResponses(series: TimeSeries, { periodMs }: MetricsInterval): ResponseCount[] {
  const labels = series.metric?.labels ?? {};
  return (series.points ?? []).map(({ interval, value }) => ({
    deployedModelId: labels['deployed_model_id'] ?? '',
    responseClass: labels['response_code'] ?? '',
    start: Number(interval?.endTime?.seconds) * 1_000 - periodMs,
    count: Number(value?.int64Value ?? value?.doubleValue ?? 0),
  }));
}

function toLatencies(series: TimeSeries, { periodMs }: MetricsInterval): LatencyCount[] {
  return (series.points ?? []).flatMap(({ interval, value }) => {
    const distribution = value?.distributionValue;
    if (distribution == null) return [];
    const edges = bucketEdges(distribution.bucketOptions ?? {});
    const given = distribution.bucketCounts ?? [];
    return [
      {
        deployedModelId: series.metric?.labels?.['deployed_model_id'] ?? '',
        start: Number(interval?.endTime?.seconds) * 1_000 - periodMs,
        edges,
        // Trailing zeros may be left out (google/api/distribution.proto).
        counts: Array.from({ length: edges.length + 1 }, (_, i) => Number(given[i] ?? 0)),
      },
    ];
  });
}

/** A counter's difference over a period is interpolated at its ends, so it need not be whole. */
function toEvents(
  series: TimeSeries,
  { label }: EventQuery,
  { periodMs }: MetricsInterval,
): EventCount[] {
  return (series.points ?? []).map(({ interval, value }) => ({
    deployedModelId: series.metric?.labels?.[label] ?? '',
    start: Number(interval?.endTime?.seconds) * 1_000 - periodMs,
    count: Math.round(Number(value?.int64Value ?? value?.doubleValue ?? 0)),
  }));
}

function toDescription(descriptor: protos.google.api.IMetricDescriptor): MetricDescription {
  const delay = descriptor.metadata?.ingestDelay?.seconds;
  return {
    ...(delay == null ? {} : { ingestDelayMs: Number(delay) * 1_000 }),
    kind: String(descriptor.metricKind),
    valueType: String(descriptor.valueType),
    labels: (descriptor.labels ?? []).flatMap(({ key }) => (key == null ? [] : [key])),
  };
}

function toTimestamp(ms: number): { seconds: number; nanos: number } {
  return { seconds: Math.floor(ms / 1_000), nanos: (ms % 1_000) * 1e6 };
}
