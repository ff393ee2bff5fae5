import { type AggregateEvidence, comparable } from '../../evaluation/aggregate-gates.ts';
import { parseAggregates } from '../../evaluation/aggregates.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { ModelVersion } from '../../vertex/model.ts';
import { findUnpaired } from './champion-record.ts';
import { type EvidenceRequest, findChampion, locateOutput } from './evidence.ts';

export interface AggregatesRequest extends Pick<EvidenceRequest, 'location' | 'bucket' | 'model'> {
  metricsFile: string;
}

export interface GatheredAggregates {
  evidence: AggregateEvidence;
  champion: ModelVersion | undefined;
}

/**
 * Metrics of the candidate that its own program computed, and the champion's as its release recorded them.
 * @throws ReleaseError FILE_UNREADABLE, EVIDENCE_UNUSABLE.
 */
export async function gatherAggregates(
  { metricsFile, ...request }: AggregatesRequest,
  context: StepContext,
): Promise<GatheredAggregates> {
  const { host, objects, files } = context.ports;
  const uri = locateOutput(metricsFile, 'metrics_file', context);
  const text = uri.startsWith('gs://') ? (await objects.read(uri))?.text : await files.read(uri);
  if (text === undefined) {
    throw new ReleaseError('FILE_UNREADABLE', `there are no metrics at ${uri}`, {
      mend: 'The training program must write them; register.metrics_file says where.',
    });
  }
  const { aggregates: challenger, unknown } = parseAggregates(text, uri);
  if (unknown.length > 0) {
    host.warn(
      `${unknown.length} metrics of ${uri} are not known here and not judged: ${list(unknown)}`,
    );
  }
  const champion = await findChampion(request, context.ports);
  if (champion === undefined) return { evidence: { challenger }, champion };
  const unpaired = await findUnpaired(champion, request, objects);
  return { evidence: { challenger, champion: comparable(challenger, unpaired) }, champion };
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => name.slice(0, 60));
  return names.length > shown.length ? `${shown.join(', ')}, …` : shown.join(', ');
}
