import { z } from 'zod';
import {
  mostLabels,
  numberParts,
  type PredictionCategories,
  type PredictionSummary,
} from '../../canary/prediction-categories.ts';
import { tableForm } from '../../canary/prediction-log.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { QueryParameter, Row } from '../../ports/warehouse.ts';

/** What of the log is asked for. */
export interface LoggedPredictions {
  /** `PROJECT.DATASET.TABLE` */
  table: string;
  /** Of each prediction; null: the prediction itself. */
  field: string | null;
  deployedModelIds: readonly string[];
  /** ms since the epoch; `end` is exclusive. */
  start: number;
  end: number;
}

export interface PredictionQuery {
  sql: string;
  parameters: Readonly<Record<string, QueryParameter>>;
}

/** Predictions of one deployed model in one period that are of one category, counted from 0. */
export interface PredictionCount {
  deployedModelId: string;
  start: number;
  category: number;
  count: number;
}

/** Asks for a PredictionSummary, in one row. */
export function summaryQuery(logged: LoggedPredictions): PredictionQuery {
  const number = 'SAFE_CAST(value AS FLOAT64)';
  const sql = `${predictedIn(logged)}
SELECT TO_JSON_STRING(STRUCT(
  COUNT(value) AS predictions,
  COUNT(${number}) AS numbers,
  APPROX_QUANTILES(${number}, ${numberParts}) AS quantiles,
  APPROX_TOP_COUNT(value, ${mostLabels + 2}) AS labels
)) AS summary
FROM predicted`;
  return { sql, parameters: parametersOf(logged) };
}

/** Asks for PredictionCounts, one a row; periods are counted from `start`. */
export function countsQuery(
  logged: LoggedPredictions,
  periodMs: number,
  categories: PredictionCategories,
): PredictionQuery {
  const sql = `${predictedIn(logged)}
SELECT
  deployed_model_id,
  CAST(DIV(logged_ms - @from_ms, @period_ms) AS STRING) AS period,
  CAST(${categoryOf(categories)} AS STRING) AS category,
  CAST(COUNT(*) AS STRING) AS predictions
FROM predicted
GROUP BY deployed_model_id, period, category`;
  const known: QueryParameter =
    categories.kind === 'labels'
      ? { type: 'STRING', values: categories.labels }
      : { type: 'FLOAT64', values: categories.edges };
  const period_ms: QueryParameter = { type: 'INT64', value: periodMs };
  return { sql, parameters: { ...parametersOf(logged), period_ms, known } };
}

const summaryText = z
  .object({
    predictions: z.number(),
    numbers: z.number(),
    quantiles: z.array(z.unknown()).nullable(),
    labels: z.array(z.object({ value: z.string().nullable() })).nullable(),
  })
  .transform(({ predictions, numbers, quantiles, labels }): PredictionSummary => ({
    predictions,
    numbers,
    // JSON has no infinities: they come as texts.
    quantiles: (quantiles ?? []).filter((value) => typeof value === 'number'),
    labels: (labels ?? []).flatMap(({ value }) => value ?? []).slice(0, mostLabels + 1),
  }));

/** @throws ReleaseError EVIDENCE_UNREADABLE */
export function readSummary(rows: readonly Row[]): PredictionSummary {
  const read = summaryText.safeParse(JSON.parse(rows[0]?.['summary'] ?? 'null'));
  if (read.success) return read.data;
  throw new ReleaseError('EVIDENCE_UNREADABLE', 'BigQuery summarised predictions in no known form');
}

export function readCounts(
  rows: readonly Row[],
  start: number,
  periodMs: number,
): PredictionCount[] {
  return rows.map((row) => ({
    deployedModelId: row['deployed_model_id'] ?? '',
    start: start + Number(row['period']) * periodMs,
    category: Number(row['category']),
    count: Number(row['predictions']),
  }));
}

/**
 * The first prediction of each request: those of one request may be alike, and the comparison takes
 * what it counts as independent. Of the table, these columns are relied on, as Vertex AI's page on
 * logging online predictions has them: `deployed_model_id` STRING, `logging_time` TIMESTAMP and
 * `response_payload`, repeated STRING, whose elements are predictions as JSON or, of a raw
 * prediction, the whole response; what is no JSON is a text. Numbers that are equal are one value however they are written.
 */
function predictedIn({ table }: LoggedPredictions): string {
  return `WITH responded AS (
  SELECT
    deployed_model_id,
    UNIX_MILLIS(logging_time) AS logged_ms,
    response_payload[SAFE_OFFSET(0)] AS response
  FROM ${quoted(table)}
  WHERE logging_time >= TIMESTAMP_MILLIS(@from_ms) AND logging_time < TIMESTAMP_MILLIS(@to_ms)
    AND deployed_model_id IN UNNEST(@models)
),
found AS (
  SELECT
    deployed_model_id,
    logged_ms,
    COALESCE(
      JSON_VALUE(response, @path),
      JSON_VALUE(response, @path_in_body),
      IF(@path = '$' AND SAFE.PARSE_JSON(response) IS NULL, response, NULL)
    ) AS text
  FROM responded
),
predicted AS (
  SELECT
    deployed_model_id,
    logged_ms,
    IFNULL(CAST(SAFE_CAST(text AS FLOAT64) AS STRING), text) AS value
  FROM found
)`;
}

function categoryOf({ kind }: PredictionCategories): string {
  return kind === 'labels'
    ? 'IFNULL((SELECT MIN(i) FROM UNNEST(@known) AS label WITH OFFSET AS i WHERE label = value), ARRAY_LENGTH(@known))'
    : 'IFNULL(RANGE_BUCKET(SAFE_CAST(value AS FLOAT64), @known), ARRAY_LENGTH(@known) + 1)';
}

function parametersOf({ field, deployedModelIds, start, end }: LoggedPredictions) {
  const path = field === null ? '' : `.${field}`;
  return {
    from_ms: { type: 'INT64', value: start },
    to_ms: { type: 'INT64', value: end },
    models: { type: 'STRING', values: deployedModelIds },
    path: { type: 'STRING', value: `$${path}` },
    path_in_body: { type: 'STRING', value: `$.predictions[0]${path}` },
  } satisfies PredictionQuery['parameters'];
}

/** Identifiers cannot be parameters. */
function quoted(table: string): string {
  if (tableForm.test(table)) return `\`${table}\``;
  throw new ReleaseError('INTERNAL', `a query of ${JSON.stringify(table)} was about to be sent`);
}
