import type { Store } from '../../store/store.ts';
import { ApiError } from '../../wire/api-error.ts';
import { parseModelName } from '../../store/names.ts';
import type { JsonObject } from '../../wire/json.ts';
import { approximateMessages } from '../messages.ts';
import { exportFormatsOf } from './export-formats.ts';
import { etagOf } from './model-etag.ts';
import type { Endpoint, ModelRecord, ModelVersion } from '../../store/resources.ts';
import { selectVersion } from './version-aliases.ts';

export interface FoundModel {
  model: ModelRecord;
  version: ModelVersion;
}

/** The version that `…/models/ID[@VERSION_OR_ALIAS]` names. @throws ApiError NOT_FOUND */
export function findModel(store: Store, given: string): FoundModel {
  const { name, version: selector } = parseModelName(given);
  const model = store.models.get(name);
  const version = model === undefined ? undefined : selectVersion(model.versions, selector);
  if (model === undefined || version === undefined) {
    const full = selector === undefined ? name : `${name}@${selector}`;
    throw new ApiError('NOT_FOUND', approximateMessages.notFound('Model', full));
  }
  return { model, version };
}

/** The version whose id the name ends in. @throws ApiError INVALID_ARGUMENT without one, NOT_FOUND */
export function findExplicitVersion(store: Store, given: string): FoundModel {
  const { version } = parseModelName(given);
  if (version === undefined || !/^\d+$/.test(version)) {
    throw new ApiError('INVALID_ARGUMENT', `The name "${given}" must contain a version ID.`);
  }
  return findModel(store, given);
}

/** Where a version, or without one the model, is deployed. */
export function deploymentsOf(
  endpoints: readonly Endpoint[],
  model: string,
  versionId?: string,
): { endpoint: string; deployedModelId: string }[] {
  return endpoints.flatMap((endpoint) =>
    endpoint.deployedModels
      .filter((deployed) => deployed.model === model)
      .filter((deployed) => versionId === undefined || deployed.modelVersionId === versionId)
      .map((deployed) => ({ endpoint: endpoint.name, deployedModelId: deployed.id })),
  );
}

/** The Model resource of one version. Labels are those of the model and of the version together. */
export function modelResource(store: Store, { model, version }: FoundModel): JsonObject {
  const labels = { ...model.labels, ...version.labels };
  return {
    modelSourceInfo: { sourceType: 'CUSTOM' },
    ...version.rest,
    name: model.name,
    versionId: version.versionId,
    versionAliases: [...version.aliases],
    versionCreateTime: version.createTime,
    versionUpdateTime: version.updateTime,
    displayName: model.displayName,
    description: model.description,
    versionDescription: version.description,
    containerSpec: version.containerSpec as JsonObject,
    artifactUri: version.artifactUri,
    supportedExportFormats: exportFormatsOf(version),
    supportedDeploymentResourcesTypes: ['DEDICATED_RESOURCES'],
    supportedInputStorageFormats: [
      'jsonl',
      'bigquery',
      'csv',
      'tf-record',
      'tf-record-gzip',
      'file-list',
    ],
    supportedOutputStorageFormats: ['jsonl', 'bigquery'],
    createTime: model.createTime,
    updateTime: model.updateTime,
    deployedModels: deploymentsOf(store.endpoints.list(''), model.name, version.versionId),
    etag: etagOf({ model, version }),
    labels,
  };
}
