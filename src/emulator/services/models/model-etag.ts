import { createHash } from 'node:crypto';
import { checkEtag } from '../validation.ts';
import type { FoundModel } from './model-view.ts';

/** Whether an update is of the model or of one of its versions. */
export type UpdateScope = 'model' | 'version';

/**
 * The etag of a version as it is shown: one part for what belongs to the model, one for what belongs to
 * the version. A change of one version thus leaves the etags of the others as they are, and a client that
 * holds any version may update the model, as the Python SDK does.
 */
export function etagOf(found: FoundModel): string {
  return `${found.model.etag}.${versionPart(found)}`;
}

/** @throws ApiError ABORTED when what the update writes has changed since the etag was read. */
export function checkModelEtag(
  given: string | undefined,
  found: FoundModel,
  scope: UpdateScope,
): void {
  if (given === undefined || given === '') return;
  const [model = '', version = ''] = given.split('.');
  if (scope === 'model') checkEtag(model, found.model.etag);
  else checkEtag(version || given, versionPart(found));
}

function versionPart({ version }: FoundModel): string {
  const { versionId, aliases, description, labels, updateTime } = version;
  const content = JSON.stringify([versionId, aliases, description, labels, updateTime]);
  return createHash('sha256').update(content).digest('base64url').slice(0, 24);
}
