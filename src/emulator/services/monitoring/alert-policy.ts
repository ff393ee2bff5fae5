import type { JsonObject } from '../../wire/json.ts';
import type { Aggregation } from './series-query.ts';

/** Parts of `google.monitoring.v3.AlertPolicy` that are read; the rest is kept as it came. */
export interface AlertPolicy {
  name: string;
  displayName?: string;
  documentation?: {
    content?: string;
    subject?: string;
    links?: { displayName?: string; url?: string }[];
  };
  userLabels?: Record<string, string>;
  conditions?: Condition[];
  combiner?: string;
  enabled?: boolean;
  notificationChannels?: string[];
  alertStrategy?: {
    notificationRateLimit?: object;
    notificationPrompts?: string[];
    notificationChannelStrategy?: { notificationChannelNames?: string[] }[];
  };
  creationRecord?: { mutateTime: string };
  mutationRecord?: { mutateTime: string };
}

export interface Condition {
  name?: string;
  displayName?: string;
  conditionThreshold?: MetricThreshold;
  conditionAbsent?: { filter?: string; aggregations?: Aggregation[]; duration?: string };
  conditionMatchedLog?: { filter?: string };
  conditionMonitoringQueryLanguage?: { query?: string; duration?: string };
  conditionPrometheusQueryLanguage?: {
    query?: string;
    duration?: string;
    evaluationInterval?: string;
  };
  conditionSql?: JsonObject;
}

export interface MetricThreshold {
  filter?: string;
  aggregations?: Aggregation[];
  denominatorFilter?: string;
  denominatorAggregations?: Aggregation[];
  comparison?: string;
  duration?: string;
  evaluationMissingData?: string;
  forecastOptions?: { forecastHorizon?: string };
}
