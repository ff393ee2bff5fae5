import type { EmulatorClock } from '../../clock.ts';
import { generateId } from '../../store/ids.ts';
import {
  type ListFields,
  listPage,
  type ListRequest,
  textField,
  timeField,
} from '../../store/list-page.ts';
import { canonicalName } from '../../store/names.ts';
import type { StoredEvaluation } from '../../store/resources.ts';
import type { Store } from '../../store/store.ts';
import type { Table } from '../../store/table.ts';
import { toTimestamp } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import { isJsonObject, type JsonObject } from '../../wire/json.ts';
import { approximateMessages } from '../messages.ts';
import { findModel } from './model-view.ts';

const service = 'google.cloud.aiplatform.v1.ModelService';

const evaluationFields: ListFields<JsonObject> = {
  name: (evaluation) => textField(String(evaluation['name'])),
  display_name: ({ displayName = '' }) => textField(String(displayName)),
  metrics_schema_uri: ({ metricsSchemaUri = '' }) => textField(String(metricsSchemaUri)),
  create_time: ({ createTime }) => timeField(String(createTime)),
};

/** The dimensions of an evaluation are documented as the filter of its slices: `slice.dimension = …`. */
const sliceFields: ListFields<JsonObject> = {
  name: (slice) => textField(String(slice['name'])),
  slice: ({ slice }) => ({ kind: 'map', value: isJsonObject(slice) ? slice : {} }),
  create_time: ({ createTime }) => timeField(String(createTime)),
};

interface Parented extends ListRequest {
  parent: string;
}

/** Evaluations of model versions, their slices, and the annotations that these rest on. */
export class Evaluations {
  readonly #store: Store;
  readonly #clock: EmulatorClock;
  /** Annotations of one import. */
  readonly #annotations: Table<{ name: string; annotations: JsonObject[] }>;

  constructor(store: Store, clock: EmulatorClock) {
    this.#store = store;
    this.#clock = clock;
    this.#annotations = store.openTable('evaluatedAnnotations');
  }

  handlers(): HandlerTable {
    const { evaluations, evaluationSlices } = this.#store;
    return {
      [`${service}.ImportModelEvaluation`]: (request: ImportRequest) => this.#import(request),
      [`${service}.GetModelEvaluation`]: ({ name }: { name: string }) =>
        found(evaluations, 'ModelEvaluation', name).resource,
      [`${service}.ListModelEvaluations`]: (request: Parented) => this.#list(request),
      [`${service}.BatchImportModelEvaluationSlices`]: (request: ImportSlicesRequest) =>
        this.#importSlices(request),
      [`${service}.GetModelEvaluationSlice`]: ({ name }: { name: string }) =>
        found(evaluationSlices, 'ModelEvaluationSlice', name).resource,
      [`${service}.ListModelEvaluationSlices`]: (request: Parented) => this.#listSlices(request),
      [`${service}.BatchImportEvaluatedAnnotations`]: (request: ImportAnnotationsRequest) =>
        this.#importAnnotations(request),
    };
  }

  /** Forgets what belongs to a model, or to one version of it. */
  forget(model: string, versionId?: string): void {
    for (const table of [this.#store.evaluations, this.#store.evaluationSlices]) {
      for (const { resource, versionId: owner } of table.list(`${model}/`)) {
        if (versionId !== undefined && owner !== versionId) continue;
        table.delete(resource.name);
        for (const { name } of this.#annotations.list(`${resource.name}/`)) {
          this.#annotations.delete(name);
        }
      }
    }
  }

  #import({ parent, modelEvaluation }: ImportRequest): JsonObject {
    const { model, version } = findModel(this.#store, parent);
    if (modelEvaluation === undefined) {
      throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('model_evaluation'));
    }
    const resource = this.#resource(`${model.name}/evaluations`, modelEvaluation);
    this.#store.evaluations.put(resource.name, { resource, versionId: version.versionId });
    return resource;
  }

  #list(request: Parented): object {
    const { model, version } = findModel(this.#store, request.parent);
    const evaluations = this.#store.evaluations
      .list(`${model.name}/evaluations/`)
      .filter((stored) => stored.versionId === version.versionId)
      .map(({ resource }) => resource as JsonObject);
    const { items, ...page } = listPage(evaluations, request, evaluationFields);
    return { modelEvaluations: items, ...page };
  }

  #importSlices({ parent, modelEvaluationSlices: slices = [] }: ImportSlicesRequest): object {
    const { evaluations, evaluationSlices } = this.#store;
    const evaluation = found(evaluations, 'ModelEvaluation', parent);
    const { resource: whole, versionId } = evaluation;
    if (slices.length === 0) {
      throw new ApiError(
        'INVALID_ARGUMENT',
        approximateMessages.required('model_evaluation_slices'),
      );
    }
    const imported = slices.map((slice) => this.#resource(`${whole.name}/slices`, slice));
    for (const resource of imported) evaluationSlices.put(resource.name, { resource, versionId });
    const known = Array.isArray(whole['sliceDimensions']) ? whole['sliceDimensions'] : [];
    const sliceDimensions = [...new Set([...known, ...imported.flatMap(dimensionsOf)])];
    evaluations.put(whole.name, { ...evaluation, resource: { ...whole, sliceDimensions } });
    return { importedModelEvaluationSlices: imported.map(({ name }) => name) };
  }

  #listSlices(request: Parented): object {
    const evaluation = found(this.#store.evaluations, 'ModelEvaluation', request.parent);
    const slices = this.#store.evaluationSlices
      .list(`${evaluation.resource.name}/slices/`)
      .map(({ resource }) => resource as JsonObject);
    const { items, ...page } = listPage(slices, request, sliceFields);
    return { modelEvaluationSlices: items, ...page };
  }

  #importAnnotations({ parent, evaluatedAnnotations = [] }: ImportAnnotationsRequest): object {
    const slice = found(this.#store.evaluationSlices, 'ModelEvaluationSlice', parent).resource;
    if (evaluatedAnnotations.length === 0) {
      throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('evaluated_annotations'));
    }
    const name = `${slice.name}/annotations/${generateId()}`;
    this.#annotations.put(name, { name, annotations: evaluatedAnnotations });
    return { importedEvaluatedAnnotationsCount: evaluatedAnnotations.length };
  }

  #resource(collection: string, input: JsonObject): JsonObject & { name: string } {
    const createTime = toTimestamp(this.#clock.now());
    return { ...input, name: `${collection}/${generateId()}`, createTime };
  }
}

/** @throws ApiError NOT_FOUND */
function found(table: Table<StoredEvaluation>, what: string, given: string): StoredEvaluation {
  const name = withoutModelVersion(given);
  const stored = table.get(name);
  if (stored !== undefined) return stored;
  throw new ApiError('NOT_FOUND', approximateMessages.notFound(what, name));
}

/** Names of evaluations carry the model without its version. */
function withoutModelVersion(name: string): string {
  return canonicalName(name).replace(/(\/models\/[^/@]+)@[^/]+/, '$1');
}

function dimensionsOf({ slice }: JsonObject): string[] {
  const dimension = isJsonObject(slice) ? slice['dimension'] : undefined;
  return typeof dimension === 'string' && dimension !== '' ? [dimension] : [];
}

interface ImportRequest {
  parent: string;
  modelEvaluation?: JsonObject;
}

interface ImportSlicesRequest {
  parent: string;
  modelEvaluationSlices?: JsonObject[];
}

interface ImportAnnotationsRequest {
  parent: string;
  evaluatedAnnotations?: JsonObject[];
}
