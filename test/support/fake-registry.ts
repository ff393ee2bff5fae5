import type { ModelUpload, Models } from '../../src/ports/models.ts';
import type { ModelVersion } from '../../src/vertex/model.ts';
import { formatLocation } from '../../src/vertex/resource-name.ts';
import { fakeModels } from './fake-models.ts';

/** A Model Registry that takes uploads: a version is seen only once its operation was awaited or time passed. */
export interface FakeRegistry extends Models {
  readonly uploads: readonly ModelUpload[];
  /** Aliases by version id, of every version that is seen. */
  aliases(): Promise<Record<string, readonly string[]>>;
}

/** @param looksUntilSeen how often versions are listed before an upload that nobody awaits is seen. */
export function fakeRegistry(model: string, looksUntilSeen = 2): FakeRegistry {
  const uploads: ModelUpload[] = [];
  const seen = new Set<number>();
  let looks = 0;
  let inner = fakeModels([]);
  const publish = async (index: number) => {
    const upload = uploads[index];
    if (upload === undefined || seen.has(index)) return;
    seen.add(index);
    const known = await inner.listVersions(model);
    inner = fakeModels([...known.toReversed(), versionOf(upload, index)]);
  };
  return {
    uploads,
    async aliases() {
      const all = await inner.listVersions(model);
      return Object.fromEntries(all.map(({ versionId, aliases }) => [versionId, aliases]));
    },
    find: (name) => inner.find(name),
    async listVersions(name) {
      looks += 1;
      if (looks > looksUntilSeen) for (const index of uploads.keys()) await publish(index);
      return await inner.listVersions(name);
    },
    async startUpload(upload) {
      looks = 0;
      uploads.push(upload);
      return `${model}/operations/${uploads.length - 1}`;
    },
    async awaitUpload(operation) {
      const index = Number(operation.slice(operation.lastIndexOf('/') + 1));
      await publish(index);
      return { model, versionId: String(index + 1) };
    },
    changeAliases: (version, changes) => inner.changeAliases(version, changes),
  };
}

function versionOf(upload: ModelUpload, index: number): ModelVersion {
  return {
    model: `${formatLocation(upload.location)}/models/${upload.modelId}`,
    versionId: String(index + 1),
    aliases: upload.aliases,
    displayName: upload.displayName,
    labels: upload.labels,
    artifactUri: upload.artifactUri,
    etag: 'etag',
  };
}
