import { deploymentsOf } from '../services/models/model-view.ts';
import type { Endpoint, ModelRecord, ModelVersion } from '../store/resources.ts';
import { cut } from './cut.ts';
import { listingOf, namedOf } from './listing.ts';
import type { Listing, ModelView, VersionView } from './overview.ts';
import type { PageParts } from './page-parts.ts';

const modelLimit = 50;
const versionLimit = 10;
const imageLength = 300;

/** The models that were changed last come first. */
export function viewModels({ store }: PageParts): Listing<ModelView> {
  const endpoints = store.endpoints.list('');
  const newestFirst = store.models
    .list('')
    .toSorted((a, b) => Number(a.updateTime < b.updateTime) - Number(a.updateTime > b.updateTime));
  return listingOf(newestFirst, modelLimit, (model) => ({
    ...namedOf(model, store.projects),
    labels: model.labels,
    versions: listingOf(model.versions.toReversed(), versionLimit, (version) =>
      viewVersion(model, version, endpoints),
    ),
  }));
}

function viewVersion(
  model: ModelRecord,
  { versionId, aliases, labels, containerSpec, createTime }: ModelVersion,
  endpoints: readonly Endpoint[],
): VersionView {
  const deployedTo = deploymentsOf(endpoints, model.name, versionId).map(
    ({ endpoint }) => endpoints.find(({ name }) => name === endpoint)?.displayName ?? endpoint,
  );
  return {
    id: versionId,
    aliases,
    labels,
    image: cut(containerSpec.imageUri ?? '', imageLength),
    createTime,
    deployedTo: [...new Set(deployedTo)],
  };
}
