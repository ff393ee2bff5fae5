import type { AlertCondition, Alerting, AlertPolicy } from '../ports/alerting.ts';
import { parseResourceName } from '../vertex/resource-name.ts';
import type { AuthorisedFetch, HttpCall } from './authorised-fetch.ts';
import { type Origin, urlOf } from './origin.ts';

interface ApiPolicy {
  name?: string;
  userLabels?: Record<string, string>;
}

interface PolicyPage {
  alertPolicies?: ApiPolicy[];
  nextPageToken?: string;
}

const online = 'aiplatform.googleapis.com/prediction/online';
const period = '300s';

/** Cloud Monitoring's AlertPolicyService, by its JSON routes. */
export function googleAlerting(http: AuthorisedFetch, monitoring: Origin): Alerting {
  const call = (path: string, rest: Omit<HttpCall, 'url' | 'resource'>): HttpCall => ({
    url: urlOf(monitoring, `/v3/${path}`),
    resource: path.replace(/\?.*/, ''),
    ...rest,
  });
  return {
    async find(projectId, labels) {
      const found: ApiPolicy[] = [];
      let pageToken = '';
      do {
        const query = new URLSearchParams({ pageSize: '1000', pageToken });
        const response = await http.send(
          call(`projects/${projectId}/alertPolicies?${query}`, {
            method: 'AlertPolicyService.ListAlertPolicies',
            class: 'read',
          }),
        );
        const { alertPolicies = [], nextPageToken = '' } = (await response.json()) as PolicyPage;
        found.push(...alertPolicies);
        pageToken = nextPageToken;
      } while (pageToken !== '');
      return found
        .map(({ name = '', userLabels = {} }) => ({ name, labels: userLabels }))
        .filter((policy) =>
          Object.entries(labels).every(([key, value]) => policy.labels[key] === value),
        )
        .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    },

    async create(projectId, policy) {
      const response = await http.send(
        call(`projects/${projectId}/alertPolicies`, {
          method: 'AlertPolicyService.CreateAlertPolicy',
          class: 'once',
          verb: 'POST',
          body: JSON.stringify(toApi(policy)),
        }),
      );
      return ((await response.json()) as ApiPolicy).name ?? '';
    },

    async replace(name, policy) {
      const response = await http.send(
        call(name, {
          method: 'AlertPolicyService.UpdateAlertPolicy',
          class: 'repeatable',
          verb: 'PATCH',
          body: JSON.stringify({ name, ...toApi(policy) }),
        }),
      );
      await response.body?.cancel();
    },

    async delete(name) {
      const response = await http.find(
        call(name, {
          method: 'AlertPolicyService.DeleteAlertPolicy',
          class: 'repeatable',
          verb: 'DELETE',
        }),
      );
      await response?.body?.cancel();
    },
  };
}

/** As google/monitoring/v3/alert.proto has it. */
function toApi(policy: AlertPolicy) {
  return {
    displayName: policy.displayName,
    documentation: { content: policy.documentation, mimeType: 'text/markdown' },
    userLabels: policy.labels,
    combiner: 'OR',
    enabled: true,
    notificationChannels: policy.channels,
    conditions: policy.conditions.map((condition) => ({
      displayName: titleOf(condition),
      conditionThreshold: { ...thresholdOf(policy, condition), ...lasting },
    })),
  };
}

const lasting = {
  comparison: 'COMPARISON_GT',
  duration: period,
  trigger: { count: 1 },
  // Without requests there is nothing wrong with the answers.
  evaluationMissingData: 'EVALUATION_MISSING_DATA_INACTIVE',
} as const;

function titleOf(condition: AlertCondition): string {
  return condition.kind === 'error_rate'
    ? `Error rate above ${condition.above}`
    : `p95 of the latency above ${condition.aboveMs} ms`;
}

function thresholdOf({ endpoint, deployedModelId }: AlertPolicy, condition: AlertCondition) {
  const ofModel = [
    'resource.type = "aiplatform.googleapis.com/Endpoint"',
    `resource.labels.endpoint_id = "${parseResourceName(endpoint).id}"`,
    `metric.labels.deployed_model_id = "${deployedModelId}"`,
  ];
  const filterOf = (metric: string, ...more: readonly string[]) =>
    [`metric.type = "${online}/${metric}"`, ...ofModel, ...more].join(' AND ');
  const summed = (perSeriesAligner: string, crossSeriesReducer: string) => [
    { alignmentPeriod: period, perSeriesAligner, crossSeriesReducer },
  ];
  if (condition.kind === 'error_rate') {
    return {
      filter: filterOf('response_count', 'metric.labels.response_code = "5xx"'),
      aggregations: summed('ALIGN_SUM', 'REDUCE_SUM'),
      denominatorFilter: filterOf('response_count'),
      denominatorAggregations: summed('ALIGN_SUM', 'REDUCE_SUM'),
      thresholdValue: condition.above,
    };
  }
  return {
    filter: filterOf('prediction_latencies', 'metric.labels.latency_type = "total"'),
    aggregations: summed('ALIGN_SUM', 'REDUCE_PERCENTILE_95'),
    thresholdValue: condition.aboveMs,
  };
}
