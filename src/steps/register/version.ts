import type { ModelUpload } from '../../ports/models.ts';
import type { StepContext } from '../../ports/ports.ts';
import { ReleaseError } from '../../errors/error.ts';
import { challengerAlias, type ModelVersion } from '../../vertex/model.ts';
import { releaseLabel, toLabelValue } from '../../vertex/labels.ts';
import { atVersion, formatLocation } from '../../vertex/resource-name.ts';
import { resumable } from '../resumable.ts';

const uploadTimeoutMs = 30 * 60_000;

/**
 * The release's model version: the one that carries its label, else a new one.
 * @throws ReleaseError OPERATION_FAILED, DEADLINE_EXCEEDED, CANCELLED.
 */
export async function addVersion(
  upload: Omit<ModelUpload, 'addsVersion'>,
  context: StepContext,
): Promise<ModelVersion> {
  const { models, host } = context.ports;
  const model = `${formatLocation(upload.location)}/models/${upload.modelId}`;
  const versions = await models.listVersions(model);
  const ours = findOwn(versions, context);
  if (ours !== undefined) {
    host.say(`found this release's version again: ${upload.modelId}@${ours.versionId}`);
    return ours;
  }
  const added = await resumable(
    context,
    'register',
    'uploadOperation',
    () => models.startUpload({ ...upload, addsVersion: versions.length > 0 }),
    (operation) =>
      models.awaitUpload(operation, { timeoutMs: uploadTimeoutMs, signal: context.signal }),
  );
  const version = await models.find(atVersion(added.model, added.versionId));
  if (version === undefined) {
    throw new ReleaseError('CONFLICT', `${model}@${added.versionId} was deleted after its upload`);
  }
  host.say(`added version ${upload.modelId}@${version.versionId}`);
  return version;
}

/** Aliases move last, when everything else stands; read back, as the API moves them silently. */
export async function nameChallenger(version: ModelVersion, context: StepContext): Promise<void> {
  if (version.aliases.includes(challengerAlias)) return;
  const name = atVersion(version.model, version.versionId);
  const changed = await context.ports.models.changeAliases(name, [challengerAlias]);
  if (!changed.aliases.includes(challengerAlias)) {
    throw new ReleaseError('CONFLICT', `${name} did not keep the alias ${challengerAlias}`);
  }
  context.ports.host.say(`alias ${challengerAlias} is version ${version.versionId}`);
}

function findOwn(versions: readonly ModelVersion[], { journal }: StepContext) {
  const value = toLabelValue(journal.record.releaseId);
  return versions.find((version) => version.labels[releaseLabel] === value);
}
