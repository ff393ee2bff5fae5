import { ReleaseError } from '../errors/error.ts';
import type { Metrics, MetricsInterval, ResponseCount } from '../ports/metrics.ts';
import { parseResourceName } from '../vertex/resource-name.ts';
import type { Clients } from './clients.ts';
import { type Retrier, withRetries } from './retry.ts';

const alignSum = 'ALIGN_SUM';
const reduceSum = 'REDUCE_SUM';
/** By its own defaults this client retries for ten minutes, deaf to any signal. */
const singleAttempt = { retry: { retryCodes: [] } };

/**
 * Cloud Monitoring behind the port. Counts are aligned by sum: ALIGN_DELTA and ALIGN_RATE fill a
 * period without data by interpolation (google/monitoring/v3/common.proto).
 */
export function googleMetrics(clients: Clients, retrier: Retrier): Metrics {
  return {
    async responses(endpoint, interval) {
      const { projectId, id } = parseResourceName(endpoint);
      const info = {
        method: 'MetricService.ListTimeSeries',
        resource: endpoint,
        class: 'read' as const,
      };
      const [series] = await withRetries(info, retrier, () =>
        clients.metrics().listTimeSeries(
          {
            name: `projects/${projectId}`,
            filter:
              'metric.type="aiplatform.googleapis.com/prediction/online/response_count"' +
              ` AND resource.labels.endpoint_id="${id}"`,
            interval: {
              startTime: toTimestamp(interval.start),
              endTime: toTimestamp(interval.end),
            },
            aggregation: {
              alignmentPeriod: { seconds: interval.periodMs / 1_000 },
              perSeriesAligner: alignSum,
              crossSeriesReducer: reduceSum,
              groupByFields: ['metric.labels.deployed_model_id', 'metric.labels.response_code'],
            },
            view: 'FULL',
          },
          singleAttempt,
        ),
      ).catch((cause: unknown) => {
        throw cause instanceof ReleaseError && isOutage(cause)
          ? new ReleaseError('EVIDENCE_UNREADABLE', cause.message, { cause })
          : cause;
      });
      return series.flatMap((one) => toCounts(one, interval));
    },
  };
}

/** What another look may not meet; a denied permission or a defect of ours it would. */
function isOutage({ code }: ReleaseError): boolean {
  return code === 'API_FAILED' || code === 'HOST_UNREACHABLE' || code === 'DEADLINE_EXCEEDED';
}

interface Series {
  metric?: { labels?: Record<string, string> | null } | null;
  points?:
    | {
        interval?: { endTime?: { seconds?: unknown } | null } | null;
        value?: { int64Value?: unknown; doubleValue?: number | null } | null;
      }[]
    | null;
}

function toCounts(series: Series, { periodMs }: MetricsInterval): ResponseCount[] {
  const labels = series.metric?.labels ?? {};
  return (series.points ?? []).map((point) => ({
    deployedModelId: labels['deployed_model_id'] ?? '',
    responseClass: labels['response_code'] ?? '',
    start: Number(point.interval?.endTime?.seconds) * 1_000 - periodMs,
    count: Number(point.value?.int64Value ?? point.value?.doubleValue ?? 0),
  }));
}

function toTimestamp(ms: number): { seconds: number; nanos: number } {
  return { seconds: Math.floor(ms / 1_000), nanos: (ms % 1_000) * 1e6 };
}
