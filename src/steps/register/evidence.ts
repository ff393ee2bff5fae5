import { joinEvidence, type Evidence } from '../../evaluation/pairing.ts';
import { parsePredictions } from '../../evaluation/predictions.ts';
import type { EvaluationSet } from '../../evaluation/evaluation-set.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { Ports, StepContext } from '../../ports/ports.ts';
import { championAlias, type ModelVersion } from '../../vertex/model.ts';
import { formatLocation, type Location } from '../../vertex/resource-name.ts';
import { findChampionRecord } from './champion-record.ts';

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
  /** `gs://…`, an absolute path, or relative to the output of the training job. */
  predictions: string;
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
  const challenger = await readPredictions(challengerUri, ports);
  const champion = await findChampion(request, ports);
  const championUri =
    champion === undefined ? undefined : await championPredictions(champion, request, ports);
  if (champion !== undefined && championUri === undefined) {
    ports.host.warn(
      `the champion, version ${champion.versionId}, left no predictions to compare with`,
    );
  }
  const other = championUri === undefined ? undefined : await readPredictions(championUri, ports);
  return { evidence: joinEvidence(challenger, other), challengerUri, championUri, champion };
}

export async function findChampion(
  { location, model }: Pick<EvidenceRequest, 'location' | 'model'>,
  { models }: Ports,
): Promise<ModelVersion | undefined> {
  return await models.find(`${formatLocation(location)}/models/${model}@${championAlias}`);
}

/** `gs://…` and absolute paths as they are, others below the output of the training job. */
export function locateOutput(
  path: string,
  input: 'predictions' | 'metrics_file',
  { journal }: StepContext,
): string {
  if (path.startsWith('gs://') || path.startsWith('/')) return path;
  const output = journal.record.steps.train?.outputs['output_dir'];
  if (typeof output === 'string') return `${output}/${path}`;
  throw new ReleaseError('INPUT_INVALID', 'this release has no training output to read from', {
    mend: `Run train first, or give register.${input} as gs://BUCKET/OBJECT.`,
  });
}

async function readPredictions(uri: string, { objects, files }: Ports): Promise<EvaluationSet> {
  const text = uri.startsWith('gs://') ? (await objects.read(uri))?.text : await files.read(uri);
  if (text === undefined) {
    throw new ReleaseError('FILE_UNREADABLE', `there are no predictions at ${uri}`, {
      mend: 'The training program must write them; register.predictions says where.',
    });
  }
  return parsePredictions(text, { where: uri });
}

/** Where the release that made the champion says its predictions are, as far as they are still there. */
async function championPredictions(
  champion: ModelVersion,
  { bucket, model }: EvidenceRequest,
  { objects }: Ports,
): Promise<string | undefined> {
  const record = await findChampionRecord(champion, { bucket, model }, objects);
  const uri = record?.steps.register?.progress['predictions'];
  if (typeof uri !== 'string' || !uri.startsWith('gs://')) return undefined;
  return (await objects.generationOf(uri)) === undefined ? undefined : uri;
}
