import type { InputsOf } from '../../contract/step.ts';
import { ReleaseError } from '../../errors/error.ts';
import type { ModelUpload } from '../../ports/models.ts';
import type { StepContext } from '../../ports/ports.ts';
import type { JsonObject } from '../../release/json.ts';
import type { Verdict } from '../../release/verdict.ts';
import { releaseLabels } from '../../vertex/labels.ts';
import type { ModelVersion, ServingContainer } from '../../vertex/model.ts';
import { atVersion } from '../../vertex/resource-name.ts';
import { type Artifacts, readArtifacts } from './artifacts.ts';
import { type Attempt, attempt } from './attempt.ts';
import { checkContainer, checkImage } from './container.ts';
import type { register } from './contract.ts';
import { type Evaluated, type ImportedEvaluation, importEvaluation } from './import-evaluation.ts';
import type { Judged } from './judge.ts';
import {
  describeProvenance,
  type Provenance,
  provenanceLabels,
  provenanceOf,
} from './provenance.ts';
import { recordLineage } from './record-lineage.ts';
import { type WrittenFiles, writeReleaseFiles } from './release-files.ts';
import { addVersion, nameChallenger } from './version.ts';

type RegisterInputs = InputsOf<typeof register>;

export interface Registration {
  version: ModelVersion;
  /** Beside those that name the version. */
  outputs: Readonly<Record<string, string>>;
  evidence: JsonObject;
}

/**
 * What the inputs say of the model, checked before anything is judged or made.
 * @throws ReleaseError INPUT_INVALID with all problems.
 */
export function checkCandidate(inputs: RegisterInputs, context: StepContext): void {
  const isPredicted = inputs.holdout !== undefined && inputs.predictions === undefined;
  if (inputs.mode === 'evaluate' && !isPredicted) return;
  checkContainer(containerOf(inputs), inputs.labels, context);
}

/**
 * Adds the candidate as a version, tells of it where people and programs look, and only then names it
 * challenger. Killed at any point, another run comes to the same end.
 * @throws ReleaseError what the upload throws; RESOURCE_NOT_FOUND without the serving image; CONFLICT
 *   when the artifacts are not those that this release registered, or change meanwhile.
 */
export async function registerCandidate(
  inputs: RegisterInputs,
  judged: Judged,
  context: StepContext,
): Promise<Registration> {
  const { record } = context.journal;
  const container = containerOf(inputs);
  const image = {
    image: container.imageUri,
    digest: await checkImage(container.imageUri, context),
  };
  const artifactUri = artifactUriOf(inputs, context);
  const artifacts = await artifactsAt(artifactUri, context);
  const provenance = provenanceOf(record, image, artifacts);
  const labels = {
    ...inputs.labels,
    ...provenanceLabels(provenance, container),
    ...releaseLabels(record.releaseId),
  };
  checkContainer(container, labels, context);
  const about = inputs.versionDescription ?? `Release ${record.releaseId}, commit ${record.commit}`;
  const upload: Omit<ModelUpload, 'addsVersion'> = {
    location: { projectId: inputs.projectId, region: inputs.region },
    modelId: inputs.model,
    displayName: inputs.model,
    description: describeProvenance(about, provenance),
    artifactUri,
    container,
    labels,
    aliases: [],
  };
  const version = await addVersion(upload, context);
  await refuseChange(artifacts, context);
  const told = await tell(inputs, judged, { version, provenance }, context);
  await nameChallenger(version, context);
  return told;
}

/** Everything that is said of a version in other places than the record. */
async function tell(
  inputs: RegisterInputs,
  { verdict, evidence, evaluated }: Judged,
  { version, provenance }: { version: ModelVersion; provenance: Provenance },
  context: StepContext,
): Promise<Registration> {
  const name = atVersion(version.model, version.versionId);
  const location = { projectId: inputs.projectId, region: inputs.region };
  const { releaseId, model } = context.journal.record;
  const evaluation = await importedEvaluation(inputs, name, evaluated, context);
  const lineage =
    inputs.lineage === 'metadata'
      ? await recordLineage(
          location,
          { model, releaseId, version: name, metrics: evaluated?.metrics ?? {}, provenance },
          context,
        )
      : undefined;
  const whole: JsonObject = toJson({
    ...evidence,
    ...provenanceEvidence(provenance),
    evaluation,
    lineage,
  });
  const files = await writtenFiles(
    inputs,
    { version, provenance, verdict, evidence: whole },
    context,
  );
  return {
    version,
    outputs: {
      ...(provenance.artifacts === undefined
        ? {}
        : { artifact_digest: `sha256:${provenance.artifacts.digest}` }),
      ...(files?.modelCard === undefined ? {} : { model_card: files.modelCard }),
      ...(files?.attestation === undefined ? {} : { attestation: files.attestation }),
    },
    evidence: whole,
  };
}

async function importedEvaluation(
  inputs: RegisterInputs,
  version: string,
  evaluated: Evaluated | undefined,
  context: StepContext,
): Promise<Attempt<ImportedEvaluation>> {
  if (evaluated === undefined) return { state: 'left_out', reason: 'there are no predictions' };
  if (!inputs.importEvaluation) return { state: 'left_out', reason: 'import_evaluation is false' };
  return await importEvaluation(version, evaluated, context);
}

/** An attestation that was asked for must be there; the card is for people, who can wait for it. */
async function writtenFiles(
  { bucket, attestation, versionDescription, intendedUse, limitations }: RegisterInputs,
  facts: { version: ModelVersion; provenance: Provenance; verdict: Verdict; evidence: JsonObject },
  context: StepContext,
): Promise<WrittenFiles | undefined> {
  if (bucket === undefined) return undefined;
  const write = () =>
    writeReleaseFiles(
      bucket,
      { ...facts, description: versionDescription, intendedUse, limitations, attestation },
      context,
    );
  if (attestation) return await write();
  const written = await attempt('writing the model card', context.ports.host, write);
  return written.state === 'done' ? written : undefined;
}

/** The container of the candidate, as Vertex AI will run it. */
export function containerOf(inputs: RegisterInputs): ServingContainer {
  return {
    // The contract requires it unless mode is evaluate, which uploads nothing.
    imageUri: inputs.servingImage ?? '',
    predictRoute: inputs.predictRoute,
    healthRoute: inputs.healthRoute,
    port: inputs.port,
    env: inputs.servingEnv,
  };
}

/** @throws ReleaseError INPUT_INVALID when nothing was trained and nothing is given. */
export function artifactUriOf(inputs: RegisterInputs, { journal }: StepContext): string {
  const uri = inputs.artifactUri ?? journal.record.steps.train?.outputs['model_dir'];
  if (typeof uri === 'string') return uri;
  throw new ReleaseError('INPUT_INVALID', 'this release has no trained model to register', {
    mend: 'Run train first, or give register.artifact_uri.',
  });
}

async function artifactsAt(
  uri: string,
  { ports: { objects, host } }: StepContext,
): Promise<Artifacts | undefined> {
  const artifacts = await readArtifacts(uri, objects);
  if (artifacts === undefined)
    host.warn(`nothing is stored under ${uri}: the version has no artifacts`);
  else host.say(`${artifacts.objects} artifacts, sha256:${artifacts.digest}`);
  return artifacts;
}

/** Vertex AI copied them at some time between the two looks. */
async function refuseChange(
  before: Artifacts | undefined,
  { ports: { objects } }: StepContext,
): Promise<void> {
  if (before === undefined) return;
  const after = await readArtifacts(before.uri, objects);
  if (after?.generations === before.generations) return;
  throw new ReleaseError(
    'CONFLICT',
    `the artifacts under ${before.uri} changed while they were uploaded`,
    {
      mend: 'Something still writes there. Let it end, then open another release with restart: true.',
    },
  );
}

function provenanceEvidence({ artifacts, servingImage, servingImageDigest }: Provenance): object {
  return {
    ...(artifacts === undefined
      ? {}
      : {
          artifacts: {
            uri: artifacts.uri,
            digest: artifacts.digest,
            objects: artifacts.objects,
            bytes: artifacts.bytes,
          },
        }),
    serving: {
      image: servingImage,
      ...(servingImageDigest === undefined ? {} : { digest: servingImageDigest }),
    },
  };
}

/** Plain data already; the round trip drops what is undefined, which JSON has no word for. */
function toJson(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
