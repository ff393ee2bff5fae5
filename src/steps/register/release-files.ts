import type { StepContext } from '../../ports/ports.ts';
import type { JsonObject } from '../../release/json.ts';
import { formatRecord } from '../../release/record.ts';
import type { Verdict } from '../../release/verdict.ts';
import { renderModelCard } from '../../report/model-card/model-card.ts';
import { atVersion, idOf, versionedIdOf } from '../../vertex/resource-name.ts';
import type { ModelVersion } from '../../vertex/model.ts';
import { attestationOf, type AttestedFile } from './attestation.ts';
import type { Provenance } from './provenance.ts';

/** What is told of a version in files beside the record. */
export interface FileFacts {
  version: ModelVersion;
  provenance: Provenance;
  verdict: Verdict;
  evidence: JsonObject;
  description: string | undefined;
  intendedUse: string | undefined;
  limitations: string | undefined;
  /** Whether an attestation was asked for. */
  attestation: boolean;
}

export interface WrittenFiles {
  modelCard: string;
  attestation?: string;
}

/**
 * Writes the model card and, when asked, the attestation with the files that it speaks of, into the
 * release's folder. The same facts write the same card; the attestation comes last, when all of its
 * subjects lie there.
 */
export async function writeReleaseFiles(
  bucket: string,
  facts: FileFacts,
  context: StepContext,
): Promise<WrittenFiles> {
  const { objects, host } = context.ports;
  const { record } = context.journal;
  const folder = `gs://${bucket}/vertex-release/${record.model}/${record.releaseId}`;
  const card: AttestedFile = { name: 'model-card.md', text: cardOf(facts, context) };
  const modelCard = `${folder}/${card.name}`;
  await objects.write(modelCard, card.text, 'any', 'text/markdown; charset=utf-8');
  host.say(`model card: ${modelCard}`);
  if (!facts.attestation) return { modelCard };
  const { manifest } = facts.provenance.artifacts ?? {};
  const beside: AttestedFile[] = [
    { name: 'record-at-registration.json', text: recordOf(facts, context) },
    ...(manifest === undefined ? [] : [{ name: 'artifacts.json', text: manifest }]),
  ];
  for (const { name, text } of beside) await objects.write(`${folder}/${name}`, text, 'any');
  const attestation = `${folder}/attestation.intoto.json`;
  await objects.write(attestation, statementOf([...beside, card], facts, context), 'any');
  host.say(`attestation, not signed yet: ${attestation}`);
  return { modelCard, attestation };
}

function cardOf(facts: FileFacts, { journal, emulated }: StepContext): string {
  const { version, description, intendedUse, limitations, evidence } = facts;
  const { releaseId, model, commit } = journal.record;
  return renderModelCard({
    model,
    version: versionedIdOf(atVersion(version.model, version.versionId)),
    releaseId,
    commit,
    emulated: emulated || journal.record.emulated,
    ...(description === undefined ? {} : { description }),
    ...(intendedUse === undefined ? {} : { intendedUse }),
    ...(limitations === undefined ? {} : { limitations }),
    evidence,
    provenance: originOf(facts.provenance),
  });
}

function originOf(provenance: Provenance): [string, string][] {
  const { job, trainingImage, servingImage, servingImageDigest, artifacts, data } = provenance;
  const facts: (readonly [string, string | undefined])[] = [
    ['training job', job === undefined ? undefined : idOf(job)],
    ['training image', trainingImage],
    ['serving image', servingImage],
    ['serving image, digest', servingImageDigest],
    ['artifacts', artifacts?.uri],
    ['artifacts, digest', artifacts === undefined ? undefined : `sha256:${artifacts.digest}`],
    ...Object.entries(data).map(([name, digest]) => [`data ${name}`, digest] as const),
  ];
  return facts.flatMap(([what, name]) => (name === undefined ? [] : [[what, name]]));
}

/** The record as it stands while the version is registered: later steps go on writing to the other. */
function recordOf({ verdict, evidence }: FileFacts, { journal }: StepContext): string {
  const { record } = journal;
  const { register } = record.steps;
  if (register === undefined) return formatRecord(record);
  const steps = { ...record.steps, register: { ...register, verdict, evidence } };
  return formatRecord({ ...record, steps });
}

function statementOf(
  files: readonly AttestedFile[],
  { version, provenance, verdict, evidence }: FileFacts,
  { journal, ports, emulated }: StepContext,
): string {
  const { releaseId, model } = journal.record;
  const { name, runUrl } = ports.host;
  return attestationOf(files, {
    releaseId,
    model,
    modelVersion: atVersion(version.model, version.versionId),
    emulated: emulated || journal.record.emulated,
    verdict,
    evidence,
    host: { name, ...(runUrl === undefined ? {} : { runUrl }) },
    provenance,
  });
}
