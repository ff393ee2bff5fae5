import type { EmulatorClock } from '../../clock.ts';
import { generateId } from '../../store/ids.ts';
import { type ListRequest, cutPage } from '../../store/list-page.ts';
import { canonicalName, idOf } from '../../store/names.ts';
import type { Store } from '../../store/store.ts';
import type { Table } from '../../store/table.ts';
import { toTimestamp } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import type { JsonObject } from '../../wire/json.ts';
import { approximateMessages } from '../messages.ts';
import { findModel } from './model-view.ts';
import type { StoredEvaluation } from '../../store/resources.ts';
import type { Service } from '../service.ts';

const service = 'google.cloud.aiplatform.v1.ModelService';

interface Parented extends ListRequest {
  parent: string;
}

/** Evaluations of model versions, and their slices. */
export class EvaluationService implements Service {
  readonly #store: Store;
  readonly #clock: EmulatorClock;

  constructor(store: Store, clock: EmulatorClock) {
    this.#store = store;
    this.#clock = clock;
  }

  handlers(): HandlerTable {
    return {
      [`${service}.ImportModelEvaluation`]: (
        request: Parented & { modelEvaluation?: JsonObject },
      ) => this.#import(request),
      [`${service}.GetModelEvaluation`]: ({ name }: { name: string }) =>
        this.#get(this.#store.evaluations, 'ModelEvaluation', name),
      [`${service}.ListModelEvaluations`]: (request: Parented) => this.#list(request),
      [`${service}.BatchImportModelEvaluationSlices`]: (
        request: Parented & { modelEvaluationSlices?: JsonObject[] },
      ) => this.#importSlices(request),
      [`${service}.GetModelEvaluationSlice`]: ({ name }: { name: string }) =>
        this.#get(this.#store.evaluationSlices, 'ModelEvaluationSlice', name),
      [`${service}.ListModelEvaluationSlices`]: (request: Parented) => this.#listSlices(request),
    };
  }

  #import(request: Parented & { modelEvaluation?: JsonObject }): JsonObject {
    const { model, version } = findModel(this.#store, request.parent);
    if (request.modelEvaluation === undefined) {
      throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('model_evaluation'));
    }
    const resource = this.#resource(`${model.name}/evaluations`, request.modelEvaluation);
    const stored = { resource, versionId: version.versionId };
    this.#store.evaluations.put(resource.name, stored);
    return resource;
  }

  #list(request: Parented): object {
    const { model, version } = findModel(this.#store, request.parent);
    const evaluations = this.#store.evaluations
      .list(`${model.name}/evaluations/`)
      .filter((stored) => stored.versionId === version.versionId);
    const { items, ...page } = cutPage(evaluations, request, ({ resource }) => resource);
    return { modelEvaluations: items, ...page };
  }

  #importSlices(request: Parented & { modelEvaluationSlices?: JsonObject[] }): object {
    const parent = withoutModelVersion(request.parent);
    const evaluation = this.#store.evaluations.get(parent);
    if (evaluation === undefined) {
      throw new ApiError('NOT_FOUND', approximateMessages.notFound('ModelEvaluation', parent));
    }
    const names = (request.modelEvaluationSlices ?? []).map((slice) => {
      const resource = this.#resource(`${parent}/slices`, slice);
      const stored = { resource, versionId: evaluation.versionId };
      this.#store.evaluationSlices.put(resource.name, stored);
      return resource.name;
    });
    return { importedModelEvaluationSlices: names };
  }

  #listSlices(request: Parented): object {
    const slices = this.#store.evaluationSlices.list(
      `${withoutModelVersion(request.parent)}/slices/`,
    );
    const { items, ...page } = cutPage(slices, request, ({ resource }) => resource);
    return { modelEvaluationSlices: items, ...page };
  }

  #get(table: Table<StoredEvaluation>, what: string, given: string): JsonObject {
    const stored = table.get(withoutModelVersion(given));
    if (stored !== undefined) return stored.resource;
    throw new ApiError('NOT_FOUND', approximateMessages.notFound(what, idOf(given)));
  }

  #resource(collection: string, input: JsonObject): JsonObject & { name: string } {
    const createTime = toTimestamp(this.#clock.now());
    return { ...input, name: `${collection}/${generateId()}`, createTime };
  }
}

/** Names of evaluations carry the model without its version. */
function withoutModelVersion(name: string): string {
  return canonicalName(name).replace(/(\/models\/[^/@]+)@[^/]+/, '$1');
}
