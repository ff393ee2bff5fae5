import { z } from 'zod';
import { tableForm } from '../../canary/prediction-log.ts';
import { ReleaseError } from '../../errors/error.ts';
import { isoTime } from '../../ports/clock.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { QueryParameter, Row } from '../../ports/warehouse.ts';
import { type LoggedPair, type LoggedRequest, pairOfPayloads } from './logged-request.ts';
import type { ShadowInputs, ShadowSample } from './shadow-source.ts';

export interface ShadowQuery {
  /** `PROJECT.DATASET.TABLE` */
  table: string;
  /** ms since the epoch; `end` is exclusive. */
  start: number;
  end: number;
  rows: number;
  bytes: number;
  seed: number;
}

/** Draws rows of the request-response log. @throws ReleaseError EVIDENCE_UNREADABLE. */
export async function readShadowTable(
  table: string,
  inputs: ShadowInputs & { projectId: string },
  { ports: { warehouse, clock } }: StepContext,
): Promise<ShadowSample> {
  const { projectId, shadowRows: rows, shadowBytes: bytes, shadowSeed: seed } = inputs;
  const end = clock.now();
  const start = end - inputs.shadowWindow;
  const query = shadowQuery({ table, start, end, rows, bytes, seed });
  const drawn = (await warehouse.query({ projectId, ...query })).map(readRow);
  const unusable = new Map<string, number>();
  const requests = drawn.flatMap(({ pair, ...told }): LoggedRequest[] => {
    if (pair.kind === 'pair') return [{ ...told, ...pair, latencyMs: undefined }];
    unusable.set(pair.why, (unusable.get(pair.why) ?? 0) + 1);
    return [];
  });
  return {
    requests,
    bytes: drawn.reduce((sum, row) => sum + row.bytes, 0),
    unusable,
    endpointIds: [...new Set(drawn.flatMap((row) => row.endpointId ?? []))],
    source: { table, from: isoTime(start), to: isoTime(end) },
  };
}

/**
 * Rows whose lots are lowest, as many as fit: a hash of seed and request decides, so that the same rows come
 * however often it is asked. Of the table, these columns are relied on, as Vertex AI's page on logging online
 * predictions has them: `endpoint` and `deployed_model_id` STRING, `logging_time` TIMESTAMP, `request_id`
 * NUMERIC, `request_payload` and `response_payload`, repeated STRING.
 */
export function shadowQuery({ table, start, end, rows, bytes, seed }: ShadowQuery) {
  const sql = `WITH logged AS (
  SELECT
    CAST(endpoint AS STRING) AS endpoint,
    deployed_model_id,
    CAST(request_id AS STRING) AS request_id,
    UNIX_MILLIS(logging_time) AS logged_ms,
    request_payload,
    response_payload,
    (SELECT IFNULL(SUM(BYTE_LENGTH(part)), 0) FROM UNNEST(ARRAY_CONCAT(request_payload, response_payload)) AS part) AS bytes
  FROM ${quoted(table)}
  WHERE logging_time >= TIMESTAMP_MILLIS(@from_ms) AND logging_time < TIMESTAMP_MILLIS(@to_ms)
),
drawn AS (
  SELECT *, FARM_FINGERPRINT(FORMAT('%d/%d/%s', @seed, logged_ms, IFNULL(request_id, ''))) AS lot
  FROM logged
  WHERE bytes <= @most_bytes
  ORDER BY lot
  LIMIT @most_rows
),
held AS (
  SELECT *, SUM(bytes) OVER (ORDER BY lot ROWS UNBOUNDED PRECEDING) AS held_bytes
  FROM drawn
)
SELECT
  endpoint,
  deployed_model_id,
  request_id,
  CAST(bytes AS STRING) AS bytes,
  TO_JSON_STRING(request_payload) AS request,
  TO_JSON_STRING(response_payload) AS response
FROM held
WHERE held_bytes <= @most_bytes
ORDER BY logged_ms, lot`;
  const parameters: Readonly<Record<string, QueryParameter>> = {
    from_ms: { type: 'INT64', value: start },
    to_ms: { type: 'INT64', value: end },
    seed: { type: 'INT64', value: seed },
    most_rows: { type: 'INT64', value: rows },
    most_bytes: { type: 'INT64', value: bytes },
  };
  return { sql, parameters };
}

interface TableRow {
  id: string;
  endpointId: string | undefined;
  deployedModelId: string | undefined;
  bytes: number;
  pair: LoggedPair;
}

function readRow(row: Row, index: number): TableRow {
  const endpoint = row['endpoint'] ?? undefined;
  return {
    id: row['request_id'] == null ? `row ${index + 1}` : `request ${row['request_id']}`,
    endpointId: endpoint?.split('/').at(-1),
    deployedModelId: row['deployed_model_id'] ?? undefined,
    bytes: Number(row['bytes'] ?? 0),
    pair: pairOfPayloads(textsOf(row['request']), textsOf(row['response'])),
  };
}

const payloads = z.array(
  z
    .string()
    .nullable()
    .transform((text) => text ?? ''),
);

function textsOf(json: string | null | undefined): string[] {
  const read = payloads.safeParse(JSON.parse(json ?? '[]'));
  if (read.success) return read.data;
  throw new ReleaseError('EVIDENCE_UNREADABLE', 'the log has payloads of no known form');
}

/** Identifiers cannot be parameters. */
function quoted(table: string): string {
  if (tableForm.test(table)) return `\`${table}\``;
  throw new ReleaseError('INTERNAL', `a query of ${JSON.stringify(table)} was about to be sent`);
}
