import type { EmulatorClock } from '../../clock.ts';
import type { ListRequest } from '../../store/list-page.ts';
import { locationOf, parseModelName } from '../../store/names.ts';
import type { Store } from '../../store/store.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import type { JsonObject } from '../../wire/json.ts';
import type { Service } from '../service.ts';
import { Evaluations } from './evaluations.ts';
import { type CopyModelRequest, ModelCopier } from './model-copy.ts';
import { ModelDeleter } from './model-deletion.ts';
import { type ExportModelRequest, ModelExporter } from './model-export.ts';
import { pageOfModels, pageOfVersions } from './model-lists.ts';
import { ModelRecords } from './model-records.ts';
import { type MergeAliasesRequest, ModelUpdater, type UpdateModelRequest } from './model-update.ts';
import { ModelUploader, type UploadModelRequest } from './model-upload.ts';
import { findModel, type FoundModel, modelResource } from './model-view.ts';
import { defaultAlias, selectVersion } from './version-aliases.ts';

const service = 'google.cloud.aiplatform.v1.ModelService';

interface Named {
  name: string;
}

/** The Model Registry. */
export class ModelService implements Service {
  readonly #store: Store;
  readonly #uploader: ModelUploader;
  readonly #copier: ModelCopier;
  readonly #exporter: ModelExporter;
  readonly #updater: ModelUpdater;
  readonly #deleter: ModelDeleter;
  readonly #evaluations: Evaluations;

  constructor(store: Store, clock: EmulatorClock) {
    const records = new ModelRecords(store, clock);
    this.#store = store;
    this.#uploader = new ModelUploader(store, records);
    this.#copier = new ModelCopier(store, records);
    this.#exporter = new ModelExporter(store, clock);
    this.#updater = new ModelUpdater(store, clock);
    this.#evaluations = new Evaluations(store, clock);
    this.#deleter = new ModelDeleter(store, this.#evaluations);
  }

  handlers(): HandlerTable {
    return {
      [`${service}.UploadModel`]: (request: UploadModelRequest) => this.#uploader.upload(request),
      [`${service}.CopyModel`]: (request: CopyModelRequest) => this.#copier.copy(request),
      [`${service}.ExportModel`]: (request: ExportModelRequest) => this.#exporter.export(request),
      [`${service}.GetModel`]: ({ name }: Named) => this.#view(findModel(this.#store, name)),
      [`${service}.ListModels`]: (request: ListRequest & { parent: string }) => this.#list(request),
      [`${service}.ListModelVersions`]: (request: ListRequest & Named) =>
        this.#listVersions(request),
      [`${service}.ListModelVersionCheckpoints`]: ({ name }: Named) => this.#checkpoints(name),
      [`${service}.UpdateModel`]: (request: UpdateModelRequest) => this.#updater.update(request),
      [`${service}.MergeVersionAliases`]: (request: MergeAliasesRequest) =>
        this.#updater.merge(request),
      [`${service}.UpdateExplanationDataset`]: () => refuseExplanationDataset(),
      [`${service}.DeleteModel`]: ({ name }: Named) => this.#deleter.deleteModel(name),
      [`${service}.DeleteModelVersion`]: ({ name }: Named) => this.#deleter.deleteVersion(name),
      ...this.#evaluations.handlers(),
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
    const { items, ...page } = pageOfModels(resources, request);
    return { models: items, ...page };
  }

  #listVersions(request: ListRequest & Named): object {
    const { model } = findModel(this.#store, parseModelName(request.name).name);
    const resources = model.versions.map((version) => ({
      ...this.#view({ model, version }),
      name: `${model.name}@${version.versionId}`,
    }));
    const { items, ...page } = pageOfVersions(resources, request);
    return { models: items, ...page };
  }

  /** Only tuned models have checkpoints, and nothing tunes models here. */
  #checkpoints(name: string): object {
    findModel(this.#store, name);
    return { checkpoints: [] };
  }
}

function refuseExplanationDataset(): never {
  throw new ApiError(
    'UNIMPLEMENTED',
    'The embedded Vertex has no example-based explanations, whose dataset this method updates.',
  );
}
