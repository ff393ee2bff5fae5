import type { ModelUpload } from '../../ports/models.ts';
import type { StepContext } from '../../ports/ports.ts';
import { ReleaseError } from '../../errors/error.ts';
import { challengerAlias, type ModelVersion } from '../../vertex/model.ts';
import { isManaged, releaseLabel, toLabelValue } from '../../vertex/labels.ts';
import { atVersion, formatLocation } from '../../vertex/resource-name.ts';
import { resumable } from '../resumable.ts';
import { artifactLabel, commitLabel, containerLabel, isPinned } from './provenance.ts';

const uploadTimeoutMs = 30 * 60_000;

/** How long an upload that a killed run may have begun is looked for before another is begun. */
const lookForMs = 120_000;
const lookEveryMs = 5_000;

/**
 * The release's model version: the one that carries its label, else one with the same candidate that
 * another release added, else a new one.
 * @throws ReleaseError OPERATION_FAILED, DEADLINE_EXCEEDED, CANCELLED; CONFLICT when the release's own
 *   version was made of something else.
 */
export async function addVersion(
  upload: Omit<ModelUpload, 'addsVersion'>,
  context: StepContext,
): Promise<ModelVersion> {
  const { models, host } = context.ports;
  const model = `${formatLocation(upload.location)}/models/${upload.modelId}`;
  const versions = await models.listVersions(model);
  const ours = findOwn(versions, context) ?? (await lookForLostUpload(model, context));
  if (ours !== undefined) {
    refuseOtherCandidate(ours, upload);
    host.say(`found this release's version again: ${upload.modelId}@${ours.versionId}`);
    return ours;
  }
  const same = findSame(versions, upload);
  if (same !== undefined) {
    const of = same.labels[releaseLabel] ?? 'another release';
    host.say(
      `${upload.modelId}@${same.versionId} of ${of} has the same artifacts, commit and container: no version is added`,
    );
    return same;
  }
  const added = await resumable(
    context,
    'register',
    'uploadOperation',
    async () => {
      await context.journal.note('register', { uploadIntended: true });
      return await models.startUpload({ ...upload, addsVersion: versions.length > 0 });
    },
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

/**
 * A run that was killed between the call and the note of its operation may have left an upload under
 * way: nothing names it, but its version will carry the label.
 */
async function lookForLostUpload(
  model: string,
  context: StepContext,
): Promise<ModelVersion | undefined> {
  const { models, clock, host } = context.ports;
  const progress = context.journal.record.steps.register?.progress ?? {};
  const mayBeLost =
    progress['uploadIntended'] === true && progress['uploadOperation'] === undefined;
  if (!mayBeLost) return undefined;
  const until = clock.now() + lookForMs;
  while (clock.now() < until) {
    host.progress('looking for the version that an earlier run may have uploaded');
    await clock.sleep(lookEveryMs, context.signal);
    const ours = findOwn(await models.listVersions(model), context);
    if (ours !== undefined) return ours;
  }
  return undefined;
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

/** A release registers one candidate: what changed since needs a release of its own. */
function refuseOtherCandidate(ours: ModelVersion, upload: Pick<ModelUpload, 'labels'>): void {
  const changed = [
    ['artifacts', artifactLabel] as const,
    ['serving container', containerLabel] as const,
  ].filter(([, label]) => {
    const then = ours.labels[label];
    return then !== undefined && then !== upload.labels[label];
  });
  if (changed.length === 0) return;
  const name = atVersion(ours.model, ours.versionId);
  const what = changed.map(([thing]) => thing).join(' and ');
  throw new ReleaseError('CONFLICT', `${name} of this release was made of another ${what}`, {
    problems: changed.map(([thing, label]) => ({
      where: thing,
      expected: `${ours.labels[label] ?? 'none'}, as the version's label ${label} says`,
      ...(upload.labels[label] === undefined ? {} : { found: upload.labels[label] }),
    })),
    mend: 'Open another release with restart: true, or put back what this one registered.',
  });
}

/** The version that another release made of the same candidate; only where nothing of it can have moved. */
function findSame(
  versions: readonly ModelVersion[],
  { labels, container }: Pick<ModelUpload, 'labels' | 'container'>,
): ModelVersion | undefined {
  if (labels[artifactLabel] === undefined || !isPinned(container)) return undefined;
  const telling = [artifactLabel, commitLabel, containerLabel];
  return versions.find(
    (version) =>
      isManaged(version.labels) &&
      telling.every((label) => version.labels[label] === labels[label]),
  );
}
