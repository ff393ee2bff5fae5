import type { EmulatorClock } from '../../clock.ts';
import { generateEtag } from '../../store/ids.ts';
import {
  listPage,
  mapField,
  textField,
  timeField,
  type ListFields,
  type ListRequest,
} from '../../store/list-page.ts';
import { idOf, locationOf, parseModelName } from '../../store/names.ts';
import type { Operation } from '../../store/operations.ts';
import type { Store } from '../../store/store.ts';
import { toTimestamp } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import type { JsonObject } from '../../wire/json.ts';
import { approximateMessages } from '../messages.ts';
import { deploymentsOf, findModel, type FoundModel, modelResource } from './model-view.ts';
import { ModelUploader, type UploadModelRequest } from './model-upload.ts';
import type { ModelInput, ModelRecord } from '../../store/resources.ts';
import { checkEtag, checkLabels, readUpdateMask, requireDisplayName } from '../validation.ts';
import { defaultAlias, mergeAliases, selectVersion } from './version-aliases.ts';
import type { Service } from '../service.ts';

const service = 'google.cloud.aiplatform.v1.ModelService';
const modelFields = ['displayName', 'description', 'labels'];
const versionFields = ['versionDescription', 'labels'];

const listFields: ListFields<JsonObject> = {
  model: (model) => textField(idOf(String(model['name']))),
  name: (model) => textField(String(model['name'])),
  display_name: (model) => textField(String(model['displayName'])),
  version_id: (model) => textField(String(model['versionId'])),
  labels: (model) => mapField(model['labels'] as JsonObject),
  create_time: (model) => timeField(String(model['createTime'])),
  update_time: (model) => timeField(String(model['updateTime'])),
};

interface Named {
  name: string;
}

/** The Model Registry. */
export class ModelService implements Service {
  readonly #store: Store;
  readonly #clock: EmulatorClock;
  readonly #uploader: ModelUploader;

  constructor(store: Store, clock: EmulatorClock) {
    this.#store = store;
    this.#clock = clock;
    this.#uploader = new ModelUploader(store, clock);
  }

  handlers(): HandlerTable {
    return {
      [`${service}.UploadModel`]: (request: UploadModelRequest) => this.#uploader.upload(request),
      [`${service}.GetModel`]: ({ name }: Named) => this.#view(findModel(this.#store, name)),
      [`${service}.ListModels`]: (request: ListRequest & { parent: string }) => this.#list(request),
      [`${service}.ListModelVersions`]: (request: ListRequest & Named) =>
        this.#listVersions(request),
      [`${service}.UpdateModel`]: (request: UpdateModelRequest) => this.#update(request),
      [`${service}.MergeVersionAliases`]: (request: MergeRequest) => this.#merge(request),
      [`${service}.DeleteModel`]: ({ name }: Named) => this.#delete(name),
      [`${service}.DeleteModelVersion`]: ({ name }: Named) => this.#deleteVersion(name),
    };
  }

  #view(found: FoundModel): JsonObject {
    return modelResource(this.#store, found);
  }

  /** One entry per model: its default version. */
  #list(request: ListRequest & { parent: string }): object {
    const prefix = `${locationOf(request.parent).name}/models/`;
    const resources = this.#store.models.list(prefix).flatMap((model) => {
      const version = selectVersion(model.versions, defaultAlias);
      return version === undefined ? [] : [this.#view({ model, version })];
    });
    const { items, ...page } = listPage(resources, request, listFields);
    return { models: items, ...page };
  }

  #listVersions(request: ListRequest & Named): object {
    const { model } = findModel(this.#store, parseModelName(request.name).name);
    const resources = model.versions.map((version) => ({
      ...this.#view({ model, version }),
      name: `${model.name}@${version.versionId}`,
    }));
    const { items, ...page } = listPage(resources, request, listFields);
    return { models: items, ...page };
  }

  /** A name with a version updates that version, one without updates the model; never both. */
  #update({ model: input = {}, updateMask }: UpdateModelRequest): JsonObject {
    const { version: selector } = parseModelName(input.name ?? '');
    const { model, version } = findModel(this.#store, input.name ?? '');
    const paths = readUpdateMask(updateMask, [...modelFields, ...versionFields]);
    const isVersionScope = selector !== undefined && selector !== '-';
    const allowed = isVersionScope ? versionFields : modelFields;
    const wrong = paths.filter((path) => !allowed.includes(path));
    if (wrong.length > 0) {
      const scope = isVersionScope ? 'version' : 'model';
      throw new ApiError('FAILED_PRECONDITION', approximateMessages.mixedScopes(wrong, scope));
    }
    checkEtag(input.etag, model.etag);
    if (paths.includes('labels')) checkLabels(input.labels, 'model.labels');
    if (paths.includes('displayName')) requireDisplayName(input.displayName, 'model.display_name');
    const now = toTimestamp(this.#clock.now());
    const labels = paths.includes('labels') ? { labels: input.labels ?? {} } : {};
    if (isVersionScope) {
      const changed = { ...version, ...labels, updateTime: now };
      if (paths.includes('versionDescription'))
        changed.description = input.versionDescription ?? '';
      const versions = model.versions.map((each) => (each === version ? changed : each));
      return this.#save({ ...model, versions }, version.versionId);
    }
    const changed = { ...model, ...labels };
    if (paths.includes('displayName')) changed.displayName = input.displayName ?? '';
    if (paths.includes('description')) changed.description = input.description ?? '';
    return this.#save(changed, version.versionId);
  }

  #merge({ name, versionAliases = [] }: MergeRequest): JsonObject {
    const { model, version } = this.#explicitVersion(name);
    if (versionAliases.length === 0) {
      throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('version_aliases'));
    }
    const versions = mergeAliases(model.versions, version.versionId, versionAliases);
    return this.#save({ ...model, versions }, version.versionId);
  }

  #delete(given: string): Operation {
    const { name } = parseModelName(given);
    const { model } = findModel(this.#store, name);
    if (deploymentsOf(this.#store.endpoints.list(''), model.name).length > 0) {
      throw new ApiError('FAILED_PRECONDITION', approximateMessages.modelDeployed(model.name));
    }
    this.#store.models.delete(model.name);
    for (const table of [this.#store.evaluations, this.#store.evaluationSlices]) {
      for (const { resource } of table.list(`${model.name}/`)) table.delete(resource.name);
    }
    return this.#deleted(model.name);
  }

  #deleteVersion(name: string): Operation {
    const { model, version } = this.#explicitVersion(name);
    const full = `${model.name}@${version.versionId}`;
    const deployments = deploymentsOf(
      this.#store.endpoints.list(''),
      model.name,
      version.versionId,
    );
    if (deployments.length > 0) {
      throw new ApiError('FAILED_PRECONDITION', approximateMessages.versionDeployed(full));
    }
    if (model.versions.length === 1) {
      throw new ApiError('FAILED_PRECONDITION', approximateMessages.onlyVersion());
    }
    if (version.aliases.includes(defaultAlias)) {
      throw new ApiError('FAILED_PRECONDITION', approximateMessages.deletesDefault());
    }
    const versions = model.versions.filter((each) => each !== version);
    this.#store.models.put(model.name, { ...model, versions, etag: generateEtag() });
    return this.#deleted(model.name);
  }

  #explicitVersion(name: string): FoundModel {
    const { version } = parseModelName(name);
    if (version === undefined || !/^\d+$/.test(version)) {
      throw new ApiError('INVALID_ARGUMENT', `The name "${name}" must contain a version ID.`);
    }
    return findModel(this.#store, name);
  }

  #save(model: ModelRecord, versionId: string): JsonObject {
    const updateTime = toTimestamp(this.#clock.now());
    const saved = { ...model, updateTime, etag: generateEtag() };
    this.#store.models.put(model.name, saved);
    return this.#view(findModel(this.#store, `${model.name}@${versionId}`));
  }

  #deleted(modelName: string): Operation {
    return this.#store.operations.finished(
      {
        parent: locationOf(modelName).name,
        responseType: 'google.protobuf.Empty',
        metadataType: 'google.cloud.aiplatform.v1.DeleteOperationMetadata',
      },
      {},
    );
  }
}

interface UpdateModelRequest {
  model?: ModelInput;
  updateMask?: string;
}

interface MergeRequest extends Named {
  versionAliases?: string[];
}
