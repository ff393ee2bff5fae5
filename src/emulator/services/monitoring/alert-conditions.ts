import { comparisonsIn } from '../../store/filter.ts';
import { parseFilter } from '../../store/filter-parser.ts';
import { durationMs } from '../../store/time.ts';
import { ApiError, toApiError } from '../../wire/api-error.ts';
import { isJsonObject, type JsonObject } from '../../wire/json.ts';
import type { AlertPolicy, Condition, MetricThreshold } from './alert-policy.ts';
import { checkLength, invalidValue, missingField } from './monitoring-fields.ts';
import type { Aggregation } from './series-query.ts';

/** The rules are those of the comments in google/monitoring/v3/alert.proto and common.proto. */
const conditionTypes = [
  'conditionThreshold',
  'conditionAbsent',
  'conditionMatchedLog',
  'conditionMonitoringQueryLanguage',
  'conditionPrometheusQueryLanguage',
  'conditionSql',
] as const;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const longestAlignmentMs = 90_000_000;
const filterLimit = 2048;

/** @throws ApiError INVALID_ARGUMENT for the first rule that a policy's conditions break */
export function checkConditions({ conditions = [], combiner, alertStrategy }: AlertPolicy): void {
  if (conditions.length < 1 || conditions.length > 6) {
    throw invalidValue(
      'alert_policy.conditions',
      conditions.length,
      'A policy can have from one to six conditions.',
    );
  }
  const isAlone = conditions.length === 1;
  for (const [index, condition] of conditions.entries()) {
    checkCondition(condition, `alert_policy.conditions[${index}]`);
    if (condition.conditionMatchedLog !== undefined && !isAlone) {
      throw new ApiError(
        'INVALID_ARGUMENT',
        'Alert policies with a log matching condition can only have a single condition.',
      );
    }
    if (condition.conditionMonitoringQueryLanguage !== undefined && !isAlone) {
      throw invalidValue(
        `alert_policy.conditions[${index}]`,
        'condition_monitoring_query_language',
        'It must be the only condition.',
      );
    }
  }
  const [{ conditionMonitoringQueryLanguage, conditionMatchedLog } = {}] = conditions;
  const isUnset = combiner === undefined || combiner === 'COMBINE_UNSPECIFIED';
  if (isUnset && conditionMonitoringQueryLanguage === undefined) {
    throw invalidValue('alert_policy.combiner', combiner ?? '', 'A combiner must be specified.');
  }
  if (conditionMatchedLog !== undefined && alertStrategy?.notificationRateLimit === undefined) {
    throw missingField('alert_policy.alert_strategy.notification_rate_limit');
  }
}

function checkCondition(condition: Condition, field: string): void {
  const given = conditionTypes.filter((type) => condition[type] !== undefined);
  if (given.length !== 1) {
    throw invalidValue(field, given.join(' '), 'Exactly one condition type must be specified.');
  }
  checkThreshold(condition.conditionThreshold, `${field}.condition_threshold`);
  checkAbsence(condition.conditionAbsent, `${field}.condition_absent`);
  const { conditionMatchedLog, conditionMonitoringQueryLanguage } = condition;
  if (conditionMatchedLog !== undefined) {
    checkParses(conditionMatchedLog.filter, `${field}.condition_matched_log.filter`);
  }
  if (conditionMonitoringQueryLanguage !== undefined) {
    const where = `${field}.condition_monitoring_query_language`;
    requireText(conditionMonitoringQueryLanguage.query, `${where}.query`);
    checkMinutes(conditionMonitoringQueryLanguage.duration, `${where}.duration`, 0);
  }
  checkPrometheus(condition, `${field}.condition_prometheus_query_language`);
  checkSql(condition.conditionSql, `${field}.condition_sql`);
}

function checkThreshold(threshold: MetricThreshold | undefined, field: string): void {
  if (threshold === undefined) return;
  const { comparison = '', duration, evaluationMissingData = '', forecastOptions } = threshold;
  checkMetricFilter(threshold.filter, `${field}.filter`, ['metric.type', 'resource.type']);
  checkAggregations(threshold.aggregations, `${field}.aggregations`);
  if (threshold.denominatorFilter) {
    const where = `${field}.denominator_filter`;
    checkMetricFilter(threshold.denominatorFilter, where, ['metric.type']);
  }
  checkAggregations(threshold.denominatorAggregations, `${field}.denominator_aggregations`);
  if (comparison !== 'COMPARISON_GT' && comparison !== 'COMPARISON_LT') {
    throw invalidValue(
      `${field}.comparison`,
      comparison,
      'Only COMPARISON_LT and COMPARISON_GT are supported.',
    );
  }
  checkMinutes(duration, `${field}.duration`, 0);
  const treatsMissing = !['', 'EVALUATION_MISSING_DATA_UNSPECIFIED'].includes(
    evaluationMissingData,
  );
  if (treatsMissing && durationMs(duration ?? '0s') < minuteMs) {
    throw invalidValue(
      `${field}.evaluation_missing_data`,
      evaluationMissingData,
      'The duration must be at least 60 seconds.',
    );
  }
  if (forecastOptions === undefined) return;
  const horizonMs = durationMs(forecastOptions.forecastHorizon ?? '0s');
  if (horizonMs < hourMs || horizonMs > 60 * hourMs) {
    throw invalidValue(
      `${field}.forecast_options.forecast_horizon`,
      forecastOptions.forecastHorizon ?? '',
      'It can range from 1 hour to 60 hours.',
    );
  }
}

function checkAbsence(absence: Condition['conditionAbsent'], field: string): void {
  if (absence === undefined) return;
  checkMetricFilter(absence.filter, `${field}.filter`, ['metric.type', 'resource.type']);
  checkAggregations(absence.aggregations, `${field}.aggregations`);
  checkMinutes(absence.duration, `${field}.duration`, 2 * minuteMs);
}

function checkPrometheus(
  { conditionPrometheusQueryLanguage: rule }: Condition,
  field: string,
): void {
  if (rule === undefined) return;
  requireText(rule.query, `${field}.query`);
  const { duration = '0s', evaluationInterval = '30s' } = rule;
  if (durationMs(duration) < 0) {
    throw invalidValue(`${field}.duration`, duration, 'It must not be negative.');
  }
  const intervalMs = durationMs(evaluationInterval);
  if (intervalMs <= 0 || intervalMs % 30_000 !== 0) {
    throw invalidValue(
      `${field}.evaluation_interval`,
      evaluationInterval,
      'It must be a positive multiple of 30 seconds.',
    );
  }
}

/** How often each schedule may run. */
const periodicities = { minutes: [5, 1440], hourly: [1, 48], daily: [1, 31] } as const;

function checkSql(sql: JsonObject | undefined, field: string): void {
  if (sql === undefined) return;
  requireText(typeof sql['query'] === 'string' ? sql['query'] : undefined, `${field}.query`);
  for (const [kind, [least, most]] of Object.entries(periodicities)) {
    const schedule = sql[kind];
    if (!isJsonObject(schedule)) continue;
    const periodicity = Number(schedule['periodicity'] ?? 0);
    if (periodicity >= least && periodicity <= most) continue;
    throw invalidValue(
      `${field}.${kind}.periodicity`,
      periodicity,
      `It must be from ${least} to ${most}.`,
    );
  }
}

/** @throws ApiError INVALID_ARGUMENT unless the filter restricts each of the paths */
function checkMetricFilter(
  text: string | undefined,
  field: string,
  restricted: readonly string[],
): void {
  checkParses(text, field);
  checkLength(field, text, filterLimit);
  const named = comparisonsIn(parseFilter(text ?? '')).map(({ path }) => path.join('.'));
  const missing = restricted.find((path) => !named.includes(path));
  if (missing === undefined) return;
  const hint =
    missing === 'resource.type'
      ? '; see "https://cloud.google.com/monitoring/api/resources" for a list of available resource types.'
      : '.';
  throw invalidValue(
    field,
    text,
    `must specify a restriction on "${missing}" in the filter${hint}`,
  );
}

function checkParses(text: string | undefined, field: string): void {
  requireText(text, field);
  try {
    parseFilter(text ?? '');
  } catch (thrown) {
    throw invalidValue(field, text, toApiError(thrown).message);
  }
}

function checkAggregations(aggregations: readonly Aggregation[] = [], field: string): void {
  for (const [
    index,
    { alignmentPeriod, perSeriesAligner, crossSeriesReducer },
  ] of aggregations.entries()) {
    const isUnaligned = (perSeriesAligner ?? 'ALIGN_NONE') === 'ALIGN_NONE';
    const isUnreduced = (crossSeriesReducer ?? 'REDUCE_NONE') === 'REDUCE_NONE';
    if (isUnaligned && !isUnreduced) {
      throw invalidValue(
        `${field}[${index}].per_series_aligner`,
        'ALIGN_NONE',
        'a cross-series reducer needs an aligner.',
      );
    }
    const periodMs = durationMs(alignmentPeriod ?? '0s');
    if (isUnaligned || (periodMs >= minuteMs && periodMs <= longestAlignmentMs)) continue;
    throw invalidValue(
      `${field}[${index}].alignment_period`,
      alignmentPeriod ?? '',
      'It must be from 60 seconds to 25 hours.',
    );
  }
}

function checkMinutes(duration: string | undefined, field: string, leastMs: number): void {
  const ms = durationMs(duration ?? '0s');
  if (ms % minuteMs === 0 && ms >= leastMs) return;
  const least = leastMs > 0 ? ` of at least ${leastMs / 1000} seconds` : '';
  throw invalidValue(field, duration ?? '', `It must be a multiple of a minute${least}.`);
}

function requireText(text: string | undefined, field: string): void {
  if (!text) throw missingField(field);
}
