import type { EmulatorClock } from '../../clock.ts';
import { generateEtag, generateId } from '../../store/ids.ts';
import { parseModelName } from '../../store/names.ts';
import type { ModelInput, ModelRecord, ModelVersion } from '../../store/resources.ts';
import type { Store } from '../../store/store.ts';
import { toTimestamp } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import { approximateMessages } from '../messages.ts';
import { checkModelId } from '../validation.ts';
import { defaultAlias, moveAliases } from './version-aliases.ts';

/** Where a version goes: into a new model, or into one that is there. */
export interface Destination {
  /** Of the model. */
  name: string;
  adds: 'model' | 'version';
}

/** What an upload or a copy answers. */
export interface AddedVersion {
  model: string;
  modelVersionId: string;
}

/** Models and their versions, as uploads and copies add them. */
export class ModelRecords {
  readonly #store: Store;
  readonly #clock: EmulatorClock;

  constructor(store: Store, clock: EmulatorClock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** @throws ApiError NOT_FOUND without the parent, ALREADY_EXISTS with the id, INVALID_ARGUMENT */
  destination(location: string, modelId = '', parentModel = ''): Destination {
    if (parentModel !== '') return { name: this.#parent(parentModel).name, adds: 'version' };
    if (modelId !== '') checkModelId(modelId);
    const name = `${location}/models/${modelId || generateId()}`;
    this.#refuseTaken(name);
    return { name, adds: 'model' };
  }

  /** The model to add a version to. @throws ApiError as `destination` */
  open({ name, adds }: Destination, described: ModelInput): ModelRecord {
    if (adds === 'version') return this.#parent(name);
    this.#refuseTaken(name);
    const now = toTimestamp(this.#clock.now());
    return {
      name,
      displayName: described.displayName ?? '',
      description: described.description ?? '',
      labels: described.labels ?? {},
      createTime: now,
      updateTime: now,
      etag: generateEtag(),
      versions: [],
      nextVersion: 1,
    };
  }

  /** Adds a version under the next number; the first one is the default. */
  add(
    record: ModelRecord,
    content: Omit<ModelVersion, 'versionId' | 'aliases' | 'createTime' | 'updateTime'>,
    aliases: readonly string[],
  ): AddedVersion {
    const now = toTimestamp(this.#clock.now());
    const versionId = String(record.nextVersion);
    const version = { ...content, versionId, aliases: [], createTime: now, updateTime: now };
    const given = new Set([...(record.versions.length === 0 ? [defaultAlias] : []), ...aliases]);
    this.#store.models.put(record.name, {
      ...record,
      versions: moveAliases([...record.versions, version], versionId, [...given]),
      nextVersion: record.nextVersion + 1,
      updateTime: now,
    });
    return { model: record.name, modelVersionId: versionId };
  }

  #parent(given: string): ModelRecord {
    const { name } = parseModelName(given);
    const record = this.#store.models.get(name);
    if (record !== undefined) return record;
    throw new ApiError('NOT_FOUND', approximateMessages.notFound('Model', name));
  }

  #refuseTaken(name: string): void {
    if (this.#store.models.get(name) === undefined) return;
    throw new ApiError('ALREADY_EXISTS', approximateMessages.alreadyExists('Model', name));
  }
}
