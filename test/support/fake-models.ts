import { ReleaseError } from '../../src/errors/error.ts';
import type { Models } from '../../src/ports/models.ts';
import type { ModelVersion } from '../../src/vertex/model.ts';
import { atVersion, parseResourceName } from '../../src/vertex/resource-name.ts';

/** The Model Registry in memory: an alias belongs to one version of a model. */
export interface FakeModels extends Models {
  /** Version id by alias, of one model. */
  aliasesOf(model: string): Record<string, string>;
}

export function modelVersion(
  model: string,
  versionId: string,
  aliases: readonly string[] = [],
): ModelVersion {
  return {
    model,
    versionId,
    aliases,
    displayName: model,
    labels: {},
    artifactUri: `gs://b/${versionId}`,
    etag: 'etag',
  };
}

export function fakeModels(initial: readonly ModelVersion[]): FakeModels {
  let versions = [...initial];
  const find = (name: string) => {
    const { version } = parseResourceName(name);
    return versions.find(
      ({ model, versionId, aliases }) =>
        model === unversioned(name) &&
        (version === undefined || versionId === version || aliases.includes(version)),
    );
  };
  return {
    aliasesOf: (model) =>
      Object.fromEntries(
        versions
          .filter((version) => version.model === model)
          .flatMap(({ aliases, versionId }) => aliases.map((alias) => [alias, versionId]))
          .toSorted(),
      ),
    find: async (name) => find(name),
    listVersions: async (model) =>
      versions.filter((version) => version.model === model).toReversed(),
    async startUpload({ modelId }) {
      throw new ReleaseError('UNIMPLEMENTED', `no upload of ${modelId} here`);
    },
    async awaitUpload(operation) {
      throw new ReleaseError('UNIMPLEMENTED', `no upload ${operation} here`);
    },
    async changeAliases(name, changes) {
      const target = find(name);
      if (target === undefined) throw new ReleaseError('RESOURCE_NOT_FOUND', `no ${name}`);
      const added = changes.filter((change) => !change.startsWith('-'));
      const removed = changes.filter((change) => change.startsWith('-')).map((c) => c.slice(1));
      versions = versions.map((version) => {
        if (version.model !== target.model) return version;
        if (version.versionId !== target.versionId) {
          return { ...version, aliases: version.aliases.filter((alias) => !added.includes(alias)) };
        }
        const kept = version.aliases.filter((alias) => !removed.includes(alias));
        return { ...version, aliases: [...new Set([...kept, ...added])] };
      });
      return find(name) ?? target;
    },
  };
}

/** `models/M` of `models/M@V`. */
function unversioned(name: string): string {
  return atVersion(name, '').slice(0, -1);
}
