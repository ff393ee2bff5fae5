import { locationOf } from '../../store/names.ts';
import type { Operation } from '../../store/operations.ts';
import type { Store } from '../../store/store.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { JsonObject } from '../../wire/json.ts';
import { approximateMessages } from '../messages.ts';
import { invalidField } from '../validation.ts';
import type { AddedVersion, Destination, ModelRecords } from './model-records.ts';
import { findModel } from './model-view.ts';

const aiplatform = 'google.cloud.aiplatform.v1';

export interface CopyModelRequest {
  parent: string;
  sourceModel?: string;
  modelId?: string;
  parentModel?: string;
  encryptionSpec?: JsonObject;
}

interface CopyPlan {
  destination: Destination;
  /** With its version id. */
  source: string;
  encryptionSpec: JsonObject | undefined;
}

/** Copies a version into another location or project, or into another model. */
export class ModelCopier {
  readonly #store: Store;
  readonly #records: ModelRecords;

  constructor(store: Store, records: ModelRecords) {
    this.#store = store;
    this.#records = records;
    store.operations.defineImmediate<CopyPlan>('copy-model', (plan) => this.#add(plan));
  }

  copy(request: CopyModelRequest): Operation {
    const { parent, sourceModel, modelId, parentModel, encryptionSpec } = request;
    const location = locationOf(parent).name;
    if (!sourceModel) {
      throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('source_model'));
    }
    if (modelId && parentModel) {
      throw invalidField('destination_model', 'Only one of model_id and parent_model can be set.');
    }
    const { model, version } = findModel(this.#store, sourceModel);
    const destination = this.#records.destination(location, modelId, parentModel);
    if (!destination.name.startsWith(`${location}/`)) {
      throw invalidField('parent_model', `The Model must be in ${location}.`);
    }
    const source = `${model.name}@${version.versionId}`;
    const spec = {
      parent: destination.name,
      responseType: `${aiplatform}.CopyModelResponse`,
      metadataType: `${aiplatform}.CopyModelOperationMetadata`,
    };
    const plan: CopyPlan = { destination, source, encryptionSpec };
    return this.#store.operations.start(spec, 'copy-model', plan);
  }

  /** The copy shares the artifacts, which never change. Aliases stay with the source. */
  #add({ destination, source, encryptionSpec }: CopyPlan): AddedVersion {
    const { model, version } = findModel(this.#store, source);
    const record = this.#records.open(destination, {
      displayName: model.displayName,
      description: model.description,
      labels: { ...model.labels, ...version.labels },
    });
    const { description, containerSpec, artifactUri, artifactCopy } = version;
    const labels = destination.adds === 'version' ? { ...model.labels, ...version.labels } : {};
    const rest: JsonObject = {
      ...version.rest,
      ...(encryptionSpec === undefined ? {} : { encryptionSpec }),
      originalModelInfo: { model: source },
      modelSourceInfo: { sourceType: 'CUSTOM', copy: true },
    };
    const content = { description, labels, containerSpec, artifactUri, artifactCopy, rest };
    return this.#records.add(record, content, []);
  }
}
