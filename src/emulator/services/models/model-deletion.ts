import { locationOf, parseModelName } from '../../store/names.ts';
import type { Operation, OperationSpec } from '../../store/operations.ts';
import type { ModelRecord } from '../../store/resources.ts';
import type { Store } from '../../store/store.ts';
import { ApiError } from '../../wire/api-error.ts';
import { approximateMessages } from '../messages.ts';
import type { Evaluations } from './evaluations.ts';
import { deploymentsOf, findExplicitVersion, findModel, type FoundModel } from './model-view.ts';
import { defaultAlias } from './version-aliases.ts';

/** Deletes models and versions that nothing needs any more, with their evaluations. */
export class ModelDeleter {
  readonly #store: Store;
  readonly #evaluations: Evaluations;

  constructor(store: Store, evaluations: Evaluations) {
    this.#store = store;
    this.#evaluations = evaluations;
    const { operations } = store;
    operations.defineImmediate('delete-model', ({ name }: { name: string }) => this.#remove(name));
    operations.defineImmediate('delete-version', ({ name }: { name: string }) =>
      this.#removeVersion(name),
    );
  }

  deleteModel(given: string): Operation {
    const { name } = this.#undeployedModel(given);
    return this.#store.operations.start(deletion(name), 'delete-model', { name });
  }

  deleteVersion(given: string): Operation {
    const { model, version } = this.#dispensableVersion(given);
    const name = `${model.name}@${version.versionId}`;
    return this.#store.operations.start(deletion(model.name), 'delete-version', { name });
  }

  #remove(given: string): object {
    const { name } = this.#undeployedModel(given);
    this.#store.models.delete(name);
    this.#evaluations.forget(name);
    return {};
  }

  #removeVersion(name: string): object {
    const { model, version } = this.#dispensableVersion(name);
    const versions = model.versions.filter((each) => each !== version);
    this.#store.models.put(model.name, { ...model, versions });
    this.#evaluations.forget(model.name, version.versionId);
    return {};
  }

  /** @throws ApiError FAILED_PRECONDITION */
  #undeployedModel(given: string): ModelRecord {
    const { model } = findModel(this.#store, parseModelName(given).name);
    if (deploymentsOf(this.#store.endpoints.list(''), model.name).length > 0) {
      throw new ApiError('FAILED_PRECONDITION', approximateMessages.modelDeployed(model.name));
    }
    return model;
  }

  /** @throws ApiError FAILED_PRECONDITION when the version must stay. */
  #dispensableVersion(name: string): FoundModel {
    const found = findExplicitVersion(this.#store, name);
    const { model, version } = found;
    const endpoints = this.#store.endpoints.list('');
    if (deploymentsOf(endpoints, model.name, version.versionId).length > 0) {
      const full = `${model.name}@${version.versionId}`;
      throw new ApiError('FAILED_PRECONDITION', approximateMessages.versionDeployed(full));
    }
    if (model.versions.length === 1) {
      throw new ApiError('FAILED_PRECONDITION', approximateMessages.onlyVersion());
    }
    if (version.aliases.includes(defaultAlias)) {
      throw new ApiError('FAILED_PRECONDITION', approximateMessages.deletesDefault());
    }
    return found;
  }
}

function deletion(modelName: string): OperationSpec {
  return {
    parent: locationOf(modelName).name,
    responseType: 'google.protobuf.Empty',
    metadataType: 'google.cloud.aiplatform.v1.DeleteOperationMetadata',
  };
}
