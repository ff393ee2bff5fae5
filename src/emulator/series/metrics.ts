import type { MetricKind, ValueKind } from './point.ts';

export interface MetricInfo {
  type: string;
  metricKind: MetricKind;
  valueType: ValueKind;
  unit: string;
  displayName: string;
  description: string;
  labels: readonly string[];
}

export const endpointResourceType = 'aiplatform.googleapis.com/Endpoint';
export const metricPrefix = 'aiplatform.googleapis.com/prediction/online/';

const commonLabels = ['deployed_model_id', 'model_display_name', 'endpoint_display_name', 'spot'];

function metric(
  name: string,
  metricKind: MetricKind,
  valueType: ValueKind,
  displayName: string,
  more: { unit?: string; labels?: readonly string[] } = {},
): MetricInfo {
  return {
    type: metricPrefix + name,
    metricKind,
    valueType,
    unit: more.unit ?? '1',
    displayName,
    description: `${displayName}, per deployed model.`,
    labels: [...commonLabels, ...(more.labels ?? [])],
  };
}

/** The series that the embedded Vertex records. */
export const onlineMetrics: readonly MetricInfo[] = [
  metric('response_count', 'DELTA', 'INT64', 'Response count', { labels: ['response_code'] }),
  metric('error_count', 'DELTA', 'INT64', 'Error count'),
  metric('prediction_count', 'DELTA', 'INT64', 'Prediction count'),
  metric('prediction_latencies', 'DELTA', 'DISTRIBUTION', 'Prediction latencies', {
    unit: 'ms',
    labels: ['latency_type'],
  }),
  metric('replicas', 'GAUGE', 'INT64', 'Replica count'),
  metric('target_replicas', 'GAUGE', 'INT64', 'Replica target'),
];
