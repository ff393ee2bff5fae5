import type { MetricKind, ValueKind } from '../../series/point.ts';
import type { JsonObject } from '../../wire/json.ts';
import { invalidValue, missingField } from './monitoring-fields.ts';

/** A label of a metric. */
export interface LabelDescriptor {
  key: string;
  valueType?: string;
  description?: string;
}

/** A descriptor of a user-defined metric, as stored. */
export interface UserMetric {
  type: string;
  metricKind: MetricKind;
  valueType: ValueKind;
  labels: readonly LabelDescriptor[];
  unit: string;
  description: string;
  displayName: string;
  launchStage?: string;
  metadata?: JsonObject;
}

/** The limits on lengths and numbers are our choice. */
const maxLabels = 30;
const maxTypeLength = 200;
const labelKeyForm = /^[a-zA-Z][a-zA-Z0-9_]{0,99}$/;
export const userMetricType = /^(custom|external|workload)\.googleapis\.com(\/[a-zA-Z0-9_.%-]+)+$/;

/** @throws ApiError INVALID_ARGUMENT */
export function checkMetricType(type: string, field: string): void {
  if (!/^[a-z0-9.-]+\.[a-z]+\/.+$/.test(type) || /[^a-zA-Z0-9_./%-]/.test(type)) {
    throw invalidValue(
      field,
      type,
      'The metric type must be a URL-formatted string with a domain and non-empty path.',
    );
  }
  if (!userMetricType.test(type)) {
    throw invalidValue(
      field,
      type,
      'The metric type of a user-defined metric must begin with "custom.googleapis.com/", "external.googleapis.com/" or "workload.googleapis.com/".',
    );
  }
  if (type.length > maxTypeLength) {
    throw invalidValue(field, type, `The metric type must not exceed ${maxTypeLength} characters.`);
  }
}

/** @throws ApiError INVALID_ARGUMENT */
export function checkLabelKeys(keys: readonly string[], field: string): void {
  const wrong = keys.find((key) => !labelKeyForm.test(key));
  if (wrong !== undefined) throw invalidValue(field, wrong, 'The label key is invalid.');
  if (keys.length > maxLabels) {
    throw invalidValue(field, keys.length, `A metric has at most ${maxLabels} labels.`);
  }
}

/** The labels of `before`, then those that are new. */
export function unionOf(
  before: readonly LabelDescriptor[],
  given: readonly LabelDescriptor[],
): LabelDescriptor[] {
  const fresh = given.filter(({ key }) => !before.some((label) => label.key === key));
  return [...before, ...fresh];
}

/** Reads a descriptor that a request carries. @throws ApiError INVALID_ARGUMENT */
export function readUserMetric(given: JsonObject): UserMetric {
  const { type, metricKind, valueType, labels = [], metadata } = given as Partial<UserMetric>;
  const field = 'metricDescriptor';
  if (!type) throw missingField(`${field}.type`);
  checkMetricType(type, `${field}.type`);
  if (metricKind !== 'GAUGE' && metricKind !== 'CUMULATIVE') {
    throw invalidValue(
      `${field}.metricKind`,
      metricKind ?? 'METRIC_KIND_UNSPECIFIED',
      'The metric kind of a user-defined metric must be GAUGE or CUMULATIVE.',
    );
  }
  if (valueType === undefined || !['BOOL', 'INT64', 'DOUBLE', 'DISTRIBUTION'].includes(valueType)) {
    throw invalidValue(
      `${field}.valueType`,
      valueType ?? 'VALUE_TYPE_UNSPECIFIED',
      'The value type of a user-defined metric must be BOOL, INT64, DOUBLE or DISTRIBUTION.',
    );
  }
  if (metricKind === 'CUMULATIVE' && valueType === 'BOOL') {
    throw invalidValue(`${field}.valueType`, valueType, 'A cumulative metric must have numbers.');
  }
  checkLabelKeys(
    labels.map(({ key }) => key),
    `${field}.labels`,
  );
  const {
    unit = '',
    description = '',
    displayName = '',
    launchStage,
  } = given as Partial<UserMetric>;
  return {
    type,
    metricKind,
    valueType,
    labels,
    unit,
    description,
    displayName,
    ...(launchStage === undefined ? {} : { launchStage }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

/** @throws ApiError INVALID_ARGUMENT for another kind or value type */
export function requireSameShape(before: UserMetric, given: UserMetric): void {
  for (const key of ['metricKind', 'valueType'] as const) {
    if (before[key] === given[key]) continue;
    throw invalidValue(
      `metricDescriptor.${key}`,
      given[key],
      `Metric ${given.type} exists with ${before[key]}; that cannot be changed.`,
    );
  }
}
