import { ApiError } from '../../wire/api-error.ts';
import { approximateMessages } from '../messages.ts';
import type { ModelVersion } from '../../store/resources.ts';

export const defaultAlias = 'default';
const aliasForm = /^[a-z][a-zA-Z0-9-]{0,126}[a-z0-9]$/;

/** @throws ApiError INVALID_ARGUMENT */
export function checkAliases(aliases: readonly string[]): void {
  for (const alias of aliases) {
    if (!aliasForm.test(alias)) {
      throw new ApiError('INVALID_ARGUMENT', approximateMessages.aliasForm(alias));
    }
  }
}

/** Gives aliases to one version; other versions lose them. */
export function moveAliases(
  versions: readonly ModelVersion[],
  versionId: string,
  aliases: readonly string[],
): ModelVersion[] {
  return versions.map((version) => {
    const kept = version.aliases.filter((alias) => !aliases.includes(alias));
    if (version.versionId !== versionId) {
      return kept.length === version.aliases.length ? version : { ...version, aliases: kept };
    }
    return { ...version, aliases: [...kept, ...aliases] };
  });
}

/**
 * Applies a merge: plain aliases are added (and taken from other versions), `-alias` removes one.
 * Adding and removing the same alias changes nothing.
 * @throws ApiError INVALID_ARGUMENT, FAILED_PRECONDITION when no version would be the default
 */
export function mergeAliases(
  versions: readonly ModelVersion[],
  versionId: string,
  changes: readonly string[],
): ModelVersion[] {
  const removed = changes
    .filter((change) => change.startsWith('-'))
    .map((change) => change.slice(1));
  const added = changes.filter((change) => !change.startsWith('-'));
  checkAliases([...added, ...removed]);
  const toAdd = [...new Set(added.filter((alias) => !removed.includes(alias)))];
  const toRemove = removed.filter((alias) => !added.includes(alias));
  const target = versions.find((version) => version.versionId === versionId);
  if (toRemove.includes(defaultAlias) && target?.aliases.includes(defaultAlias) === true) {
    throw new ApiError('FAILED_PRECONDITION', approximateMessages.defaultNeeded());
  }
  return moveAliases(versions, versionId, toAdd).map((version) =>
    version.versionId === versionId
      ? { ...version, aliases: version.aliases.filter((alias) => !toRemove.includes(alias)) }
      : version,
  );
}

/** The version that an id, an alias or nothing names. */
export function selectVersion(
  versions: readonly ModelVersion[],
  selector: string | undefined,
): ModelVersion | undefined {
  const wanted = selector === undefined || selector === '-' ? defaultAlias : selector;
  return versions.find(
    (version) => version.versionId === wanted || version.aliases.includes(wanted),
  );
}
