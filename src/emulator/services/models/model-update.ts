import type { EmulatorClock } from '../../clock.ts';
import { generateEtag } from '../../store/ids.ts';
import { parseModelName } from '../../store/names.ts';
import type { ModelInput, ModelRecord } from '../../store/resources.ts';
import type { Store } from '../../store/store.ts';
import { toTimestamp } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { JsonObject } from '../../wire/json.ts';
import { approximateMessages } from '../messages.ts';
import { checkLabels, readUpdateMask, requireDisplayName } from '../validation.ts';
import { checkModelEtag } from './model-etag.ts';
import { findExplicitVersion, findModel, type FoundModel, modelResource } from './model-view.ts';
import { mergeAliases } from './version-aliases.ts';

const modelFields = ['displayName', 'description', 'labels'];
const versionFields = ['versionDescription', 'labels'];

export interface UpdateModelRequest {
  model?: ModelInput;
  updateMask?: string;
}

export interface MergeAliasesRequest {
  name: string;
  versionAliases?: string[];
}

/** Changes of models and of their versions. */
export class ModelUpdater {
  readonly #store: Store;
  readonly #clock: EmulatorClock;

  constructor(store: Store, clock: EmulatorClock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** A name with a version updates that version, one without updates the model; never both. */
  update({ model: input = {}, updateMask }: UpdateModelRequest): JsonObject {
    const { version: selector } = parseModelName(input.name ?? '');
    const found = findModel(this.#store, input.name ?? '');
    const paths = readUpdateMask(updateMask, [...modelFields, ...versionFields]);
    const scope = selector === undefined || selector === '-' ? 'model' : 'version';
    const allowed = scope === 'version' ? versionFields : modelFields;
    const wrong = paths.filter((path) => !allowed.includes(path));
    if (wrong.length > 0) {
      throw new ApiError('FAILED_PRECONDITION', approximateMessages.mixedScopes(wrong, scope));
    }
    checkModelEtag(input.etag, found, scope);
    if (paths.includes('labels')) checkLabels(input.labels, 'model.labels');
    if (paths.includes('displayName')) requireDisplayName(input.displayName, 'model.display_name');
    const given = givenFields(input, paths);
    const changed =
      scope === 'version'
        ? this.#withVersion(found, given)
        : { ...found.model, ...given, etag: generateEtag() };
    return this.#save(changed, found.version.versionId);
  }

  merge({ name, versionAliases = [] }: MergeAliasesRequest): JsonObject {
    const { model, version } = findExplicitVersion(this.#store, name);
    if (versionAliases.length === 0) {
      throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('version_aliases'));
    }
    const versions = mergeAliases(model.versions, version.versionId, versionAliases);
    return this.#save({ ...model, versions }, version.versionId);
  }

  #withVersion({ model, version }: FoundModel, given: GivenFields): ModelRecord {
    const changed = { ...version, ...given, updateTime: toTimestamp(this.#clock.now()) };
    return {
      ...model,
      versions: model.versions.map((each) => (each === version ? changed : each)),
    };
  }

  #save(model: ModelRecord, versionId: string): JsonObject {
    const updateTime = toTimestamp(this.#clock.now());
    this.#store.models.put(model.name, { ...model, updateTime });
    return modelResource(this.#store, findModel(this.#store, `${model.name}@${versionId}`));
  }
}

interface GivenFields {
  displayName?: string;
  description?: string;
  labels?: Record<string, string>;
}

/** Fields under their name in the store, where a version's description is called like a model's. */
function givenFields(input: ModelInput, paths: readonly string[]): GivenFields {
  const given: GivenFields = {};
  if (paths.includes('displayName')) given.displayName = input.displayName ?? '';
  if (paths.includes('description')) given.description = input.description ?? '';
  if (paths.includes('versionDescription')) given.description = input.versionDescription ?? '';
  if (paths.includes('labels')) given.labels = input.labels ?? {};
  return given;
}
