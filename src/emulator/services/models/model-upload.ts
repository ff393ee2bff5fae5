import type { EmulatorClock } from '../../clock.ts';
import { generateEtag, generateId } from '../../store/ids.ts';
import { canonicalName, locationOf, parseModelName } from '../../store/names.ts';
import type { Operation } from '../../store/operations.ts';
import type { Store } from '../../store/store.ts';
import { toTimestamp } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { JsonObject } from '../../wire/json.ts';
import { approximateMessages } from '../messages.ts';
import { snapshotArtifacts } from './model-artifacts.ts';
import type { ModelInput, ModelRecord, ModelVersion } from '../../store/resources.ts';
import {
  checkEnvironment,
  checkLabels,
  checkModelId,
  invalidField,
  refuseReservedNames,
  requireDisplayName,
} from '../validation.ts';
import { checkAliases, defaultAlias, moveAliases } from './version-aliases.ts';

export interface UploadModelRequest {
  parent: string;
  parentModel?: string;
  modelId?: string;
  model?: ModelInput & JsonObject;
}

const aiplatform = 'google.cloud.aiplatform.v1';

/** Adds a model, or with `parentModel` a version to one. */
export class ModelUploader {
  readonly #store: Store;
  readonly #clock: EmulatorClock;

  constructor(store: Store, clock: EmulatorClock) {
    this.#store = store;
    this.#clock = clock;
  }

  upload(request: UploadModelRequest): Operation {
    const location = locationOf(request.parent);
    const input = request.model ?? {};
    const displayName = requireDisplayName(input.displayName, 'model.display_name');
    checkLabels(input.labels, 'model.labels');
    checkAliases(input.versionAliases ?? []);
    checkContainer(input);
    const parent = request.parentModel ? this.#parentModel(request.parentModel) : undefined;
    const record = parent ?? this.#newRecord(location.name, request.modelId, input, displayName);
    const versionId = String(record.nextVersion);
    const version = this.#version(versionId, location.project, input, parent !== undefined);
    const isFirst = record.versions.length === 0;
    const aliases = [
      ...new Set([...(isFirst ? [defaultAlias] : []), ...(input.versionAliases ?? [])]),
    ];
    const versions = moveAliases([...record.versions, version], versionId, aliases);
    this.#store.models.put(record.name, {
      ...record,
      versions,
      nextVersion: record.nextVersion + 1,
      updateTime: version.createTime,
      etag: generateEtag(),
    });
    return this.#store.operations.finished(
      {
        parent: record.name,
        responseType: `${aiplatform}.UploadModelResponse`,
        metadataType: `${aiplatform}.UploadModelOperationMetadata`,
      },
      { model: record.name, modelVersionId: versionId },
    );
  }

  #parentModel(given: string): ModelRecord {
    const { name } = parseModelName(given);
    const record = this.#store.models.get(name);
    if (record !== undefined) return record;
    throw new ApiError('NOT_FOUND', approximateMessages.notFound('Model', name));
  }

  #newRecord(
    location: string,
    modelId: string | undefined,
    input: ModelInput,
    displayName: string,
  ): ModelRecord {
    if (modelId) checkModelId(modelId);
    const name = canonicalName(`${location}/models/${modelId || generateId()}`);
    if (this.#store.models.get(name) !== undefined) {
      throw new ApiError('ALREADY_EXISTS', approximateMessages.alreadyExists('Model', name));
    }
    const now = toTimestamp(this.#clock.now());
    return {
      name,
      displayName,
      description: input.description ?? '',
      labels: input.labels ?? {},
      createTime: now,
      updateTime: now,
      etag: generateEtag(),
      versions: [],
      nextVersion: 1,
    };
  }

  #version(
    versionId: string,
    project: string,
    input: ModelInput & JsonObject,
    hasParent: boolean,
  ): ModelVersion {
    const now = toTimestamp(this.#clock.now());
    const artifactUri = input.artifactUri ?? '';
    return {
      versionId,
      aliases: [],
      description: input.versionDescription ?? '',
      // Labels of the first version are the model's; those of later ones their own.
      labels: hasParent ? (input.labels ?? {}) : {},
      createTime: now,
      updateTime: now,
      containerSpec: input.containerSpec ?? {},
      artifactUri,
      artifactCopy: snapshotArtifacts(this.#store.objects, artifactUri, project),
      rest: inputOnly(input),
    };
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

/** Input fields that are kept as they came. */
function inputOnly(input: JsonObject): JsonObject {
  const kept = [
    'predictSchemata',
    'metadataSchemaUri',
    'metadata',
    'explanationSpec',
    'encryptionSpec',
  ];
  return Object.fromEntries(Object.entries(input).filter(([key]) => kept.includes(key)));
}
