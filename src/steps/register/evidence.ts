import { joinEvidence, type Evidence } from '../../evaluation/pairing.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { Ports, StepContext } from '../../ports/ports.ts';
import { championAlias, type ModelVersion } from '../../vertex/model.ts';
import { formatLocation, type Location } from '../../vertex/resource-name.ts';
import { findChampionRecord } from './champion-record.ts';
import type { HoldoutPredictions } from './holdout-predictions.ts';
import { readPredictions } from './predictions-source.ts';

/** Predictions of both models, and where they were read. */
export interface GatheredEvidence {
  evidence: Evidence;
  challengerUri: string;
  /** Absent when there is no champion, or when its predictions are gone. */
  championUri: string | undefined;
  champion: ModelVersion | undefined;
}

export interface EvidenceRequest {
  location: Location;
  bucket: string | undefined;
  model: string;
  /** `gs://…`, `bq://…`, an absolute path, or relative to the output of the training job. */
  predictions: string;
  /** Where the champion's predictions are made when it left none on this holdout. */
  holdout?: HoldoutPredictions | undefined;
  positiveLabel: string | undefined;
}

/**
 * The candidate's predictions, and the champion's on the same holdout from the record of its release.
 * @throws ReleaseError FILE_UNREADABLE, EVIDENCE_UNUSABLE.
 */
export async function gatherEvidence(
  request: EvidenceRequest,
  context: StepContext,
): Promise<GatheredEvidence> {
  const { ports } = context;
  const challengerUri = locateOutput(request.predictions, 'predictions', context);
  const source = {
    projectId: request.location.projectId,
    ...(request.positiveLabel === undefined ? {} : { positiveLabel: request.positiveLabel }),
  };
  const challenger = await readPredictions({ ...source, uri: challengerUri }, ports);
  const champion = await findChampion(request, ports);
  const left =
    champion === undefined ? undefined : await championPredictions(champion, request, ports);
  // What stands there now is the challenger's: compared with itself it would pass every gate.
  const kept = left === challengerUri ? undefined : left;
  const championUri =
    champion === undefined ? undefined : (kept ?? (await request.holdout?.ofChampion(champion)));
  if (champion !== undefined && championUri === undefined) {
    const what =
      left === undefined
        ? 'left no predictions'
        : `had its predictions at ${left} too: none are left`;
    ports.host.warn(`the champion, version ${champion.versionId}, ${what} to compare with`);
  }
  const other =
    championUri === undefined
      ? undefined
      : await readPredictions({ ...source, uri: championUri }, ports);
  return { evidence: joinEvidence(challenger, other), challengerUri, championUri, champion };
}

export async function findChampion(
  { location, model }: Pick<EvidenceRequest, 'location' | 'model'>,
  { models }: Ports,
): Promise<ModelVersion | undefined> {
  return await models.find(`${formatLocation(location)}/models/${model}@${championAlias}`);
}

/** `gs://…`, `bq://…` and absolute paths as they are, others below the output of the training job. */
export function locateOutput(
  path: string,
  input: 'predictions' | 'metrics_file',
  { journal }: StepContext,
): string {
  if (/^(gs:\/\/|bq:\/\/|\/)/.test(path)) return path;
  const output = journal.record.steps.train?.outputs['output_dir'];
  if (typeof output === 'string') return `${output}/${path}`;
  throw new ReleaseError('INPUT_INVALID', 'this release has no training output to read from', {
    mend: `Run train first, or give register.${input} as gs://BUCKET/OBJECT.`,
  });
}

/** Where the release that made the champion says its predictions are, as far as they are still there. */
async function championPredictions(
  champion: ModelVersion,
  { bucket, model, holdout }: EvidenceRequest,
  { objects }: Ports,
): Promise<string | undefined> {
  const record = await findChampionRecord(champion, { bucket, model }, objects);
  const progress = record?.steps.register?.progress ?? {};
  if (holdout !== undefined && progress['holdout'] !== holdout.identity) return undefined;
  const uri = progress['predictions'];
  if (typeof uri !== 'string') return undefined;
  if (uri.startsWith('bq://')) return uri;
  if (!uri.startsWith('gs://')) return undefined;
  return (await objects.generationOf(uri)) === undefined ? undefined : uri;
}
