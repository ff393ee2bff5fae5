import type { Aggregates, UnpairedChampion } from '../../evaluation/aggregates.ts';
import { metricNames } from '../../evaluation/metric.ts';
import type { Objects } from '../../ports/objects.ts';
import type { Json, JsonObject } from '../../release/json.ts';
import { parseRecord, type ReleaseRecord } from '../../release/record.ts';
import { releaseLabel } from '../../vertex/labels.ts';
import type { ModelVersion } from '../../vertex/model.ts';

interface Whereabouts {
  bucket: string | undefined;
  model: string;
}

/** The record of the release that made the champion, as far as there is one. */
export async function findChampionRecord(
  champion: ModelVersion,
  { bucket, model }: Whereabouts,
  objects: Objects,
): Promise<ReleaseRecord | undefined> {
  const releaseId = champion.labels[releaseLabel];
  if (releaseId === undefined || bucket === undefined) return undefined;
  const where = `gs://${bucket}/vertex-release/${model}/${releaseId}/record.json`;
  const stored = await objects.read(where);
  return stored === undefined ? undefined : parseRecord(stored.text, where);
}

/** What is left of a champion without predictions: the metrics that its release recorded. */
export async function findUnpaired(
  champion: ModelVersion,
  whereabouts: Whereabouts,
  objects: Objects,
): Promise<UnpairedChampion> {
  const record = await findChampionRecord(champion, whereabouts, objects);
  const evidence = record?.steps.register?.evidence;
  const aggregates = evidence === undefined ? undefined : aggregatesIn(evidence);
  if (aggregates !== undefined) return { state: 'aggregates', aggregates };
  const why = `the champion, version ${champion.versionId}, left neither predictions nor metrics to compare with`;
  return { state: 'unknown', why };
}

function aggregatesIn(evidence: JsonObject): Aggregates | undefined {
  const values = objectOf(evidence['metrics']);
  const metrics = new Map(
    metricNames.flatMap((name) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      return typeof value === 'number' && Number.isFinite(value) ? [[name, value] as const] : [];
    }),
  );
  if (metrics.size === 0) return undefined;
  const { examples, name, digest } = objectOf(evidence['holdout']);
  const holdout = typeof name === 'string' ? name : digest;
  return {
    metrics,
    ...(typeof examples === 'number' ? { examples } : {}),
    ...(typeof holdout === 'string' ? { holdout } : {}),
  };
}

function objectOf(value: Json | undefined): JsonObject {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as JsonObject) : {};
}
