import { pick } from '../../store/fields.ts';
import { locationOf } from '../../store/names.ts';
import type { Operation } from '../../store/operations.ts';
import type { ModelInput } from '../../store/resources.ts';
import type { Store } from '../../store/store.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { JsonObject } from '../../wire/json.ts';
import { approximateMessages } from '../messages.ts';
import {
  checkEnvironment,
  checkLabels,
  invalidField,
  refuseReservedNames,
  requireDisplayName,
} from '../validation.ts';
import { snapshotArtifacts } from './model-artifacts.ts';
import type { AddedVersion, Destination, ModelRecords } from './model-records.ts';
import { checkAliases } from './version-aliases.ts';

export interface UploadModelRequest {
  parent: string;
  parentModel?: string;
  modelId?: string;
  model?: ModelInput & JsonObject;
}

interface UploadPlan {
  destination: Destination;
  input: ModelInput & JsonObject;
}

const aiplatform = 'google.cloud.aiplatform.v1';
/** Input fields that are kept as they came. */
const keptFields = [
  'predictSchemata',
  'metadataSchemaUri',
  'metadata',
  'explanationSpec',
  'encryptionSpec',
  'dataStats',
  'baseModelSource',
  'pipelineJob',
  'defaultCheckpointId',
];

/** Adds a model, or with `parentModel` a version to one. */
export class ModelUploader {
  readonly #store: Store;
  readonly #records: ModelRecords;

  constructor(store: Store, records: ModelRecords) {
    this.#store = store;
    this.#records = records;
    store.operations.defineImmediate<UploadPlan>('upload-model', (plan) => this.#add(plan));
  }

  upload({ parent, parentModel, modelId, model: input = {} }: UploadModelRequest): Operation {
    const location = locationOf(parent).name;
    requireDisplayName(input.displayName, 'model.display_name');
    checkLabels(input.labels, 'model.labels');
    checkAliases(input.versionAliases ?? []);
    checkContainer(input);
    const destination = this.#records.destination(location, modelId, parentModel);
    if (!destination.name.startsWith(`${location}/`)) {
      throw invalidField('parent_model', `The Model must be in ${location}.`);
    }
    const spec = {
      parent: destination.name,
      responseType: `${aiplatform}.UploadModelResponse`,
      metadataType: `${aiplatform}.UploadModelOperationMetadata`,
    };
    return this.#store.operations.start(spec, 'upload-model', { destination, input });
  }

  #add({ destination, input }: UploadPlan): AddedVersion {
    const record = this.#records.open(destination, input);
    const { project } = locationOf(destination.name);
    const artifactUri = input.artifactUri ?? '';
    return this.#records.add(
      record,
      {
        description: input.versionDescription ?? '',
        // Labels of the first version are the model's; those of later ones their own.
        labels: destination.adds === 'version' ? (input.labels ?? {}) : {},
        containerSpec: input.containerSpec ?? {},
        artifactUri,
        artifactCopy: snapshotArtifacts(this.#store.objects, artifactUri, project),
        rest: pick(input as JsonObject, keptFields),
      },
      input.versionAliases ?? [],
    );
  }
}

function checkContainer({ containerSpec, artifactUri = '' }: ModelInput): void {
  if (!containerSpec?.imageUri) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      approximateMessages.required('model.container_spec.image_uri'),
    );
  }
  checkEnvironment(containerSpec.env, 'model.container_spec.env');
  refuseReservedNames(containerSpec.env, 'model.container_spec.env');
  for (const route of [containerSpec.predictRoute, containerSpec.healthRoute]) {
    if (route && !route.startsWith('/')) {
      throw invalidField('model.container_spec', `Route "${route}" must begin with "/".`);
    }
  }
  if (artifactUri !== '' && !artifactUri.startsWith('gs://')) {
    throw invalidField('model.artifact_uri', `"${artifactUri}" must begin with gs://.`);
  }
}
