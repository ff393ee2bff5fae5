import type { BoundListRequest } from '../../store/bound-page.ts';
import { generateId } from '../../store/ids.ts';
import { canonicalName } from '../../store/names.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import { approximateMessages } from '../messages.ts';
import { invalidField } from '../validation.ts';
import type { TensorboardDeletion } from './tensorboard-deletion.ts';
import {
  experimentLevel,
  runLevel,
  seriesLevel,
  type TensorboardInput,
  tensorboardLevel,
  type TensorboardLevel,
  type TensorboardNode,
} from './tensorboard-level.ts';
import type { TensorboardTree } from './tensorboard-tree.ts';

const service = 'google.cloud.aiplatform.v1.TensorboardService';
const maxBatch = 1000;

interface ChildLevel {
  level: TensorboardLevel;
  parent: TensorboardLevel;
  /** Suffix of the method that lists. */
  plural: string;
  /** The id for a new one. @throws ApiError INVALID_ARGUMENT */
  newId: (given: string) => string;
}

const children: readonly ChildLevel[] = [
  {
    level: experimentLevel,
    parent: tensorboardLevel,
    plural: 'TensorboardExperiments',
    newId: (given) => checkId(given, 'tensorboard_experiment_id'),
  },
  {
    level: runLevel,
    parent: experimentLevel,
    plural: 'TensorboardRuns',
    newId: (given) => checkId(given, 'tensorboard_run_id'),
  },
  {
    level: seriesLevel,
    parent: runLevel,
    plural: 'TensorboardTimeSeries',
    newId: (given) => (given === '' ? generateId() : checkSeriesId(given)),
  },
];

/** Experiments, runs and time series of Tensorboards. */
export class TensorboardChildren {
  readonly #tree: TensorboardTree;
  readonly #deletion: TensorboardDeletion;

  constructor(tree: TensorboardTree, deletion: TensorboardDeletion) {
    this.#tree = tree;
    this.#deletion = deletion;
  }

  handlers(): HandlerTable {
    return {
      ...Object.assign({}, ...children.map((child) => this.#handlersOf(child))),
      [`${service}.BatchCreateTensorboardRuns`]: (request: BatchRequest) => ({
        tensorboardRuns: this.#createAll(experimentLevel, runLevel, request),
      }),
      [`${service}.BatchCreateTensorboardTimeSeries`]: (request: BatchRequest) => ({
        tensorboardTimeSeries: this.#createAll(experimentLevel, seriesLevel, request),
      }),
    };
  }

  #handlersOf({ level, parent, plural }: ChildLevel): HandlerTable {
    const tree = this.#tree;
    return {
      [`${service}.Create${level.message}`]: (request: CreateRequest) =>
        this.#create(level, request),
      [`${service}.Get${level.message}`]: ({ name }: { name: string }) => tree.require(level, name),
      [`${service}.Update${level.message}`]: (request: UpdateRequest) =>
        tree.update(level, request[level.field] ?? {}, request.updateMask ?? ''),
      [`${service}.List${plural}`]: (request: BoundListRequest) => {
        const { name } = tree.require(parent, request.parent);
        return tree.list(level, { ...request, parent: name }, (node) => node);
      },
      [`${service}.Delete${level.message}`]: ({ name }: { name: string }) =>
        this.#deletion.start(level, name),
    };
  }

  #create(level: TensorboardLevel, request: CreateRequest): TensorboardNode {
    const child = children.find((each) => each.level === level);
    if (child === undefined) throw new Error(`${level.message} is no child`);
    const parent = this.#tree.require(child.parent, request.parent).name;
    const id = child.newId(request[`${level.field}Id`] ?? '');
    const name = `${parent}/${level.collection}/${id}`;
    return this.#tree.create(level, name, request[level.field] ?? {});
  }

  /** All of them or none: a handler is one transaction. */
  #createAll(
    container: TensorboardLevel,
    level: TensorboardLevel,
    { parent, requests = [] }: BatchRequest,
  ): TensorboardNode[] {
    const { name } = this.#tree.require(container, parent);
    if (requests.length === 0) {
      throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('requests'));
    }
    if (requests.length > maxBatch) throw invalidField('requests', `At most ${maxBatch}.`);
    const strange = requests.find(
      (each) => !`${canonicalName(each.parent)}/`.startsWith(`${name}/`),
    );
    if (strange !== undefined) {
      throw invalidField('requests.parent', `"${strange.parent}" is not in "${name}".`);
    }
    return requests.map((request) => this.#create(level, request));
  }
}

/** 1 to 128 of `[a-z0-9-]`. */
function checkId(id: string, field: string): string {
  if (/^[a-z0-9-]{1,128}$/.test(id)) return id;
  throw invalidField(field, `"${id}" is invalid: it must match [a-z0-9-]{1,128}.`);
}

function checkSeriesId(id: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,127}$/.test(id)) return id;
  const why = `"${id}" is invalid: it must match [a-z0-9][a-z0-9-]{0,127}.`;
  throw invalidField('tensorboard_time_series_id', why);
}

type CreateRequest = { parent: string } & Partial<
  Record<TensorboardLevel['field'], TensorboardInput> &
    Record<`${TensorboardLevel['field']}Id`, string>
>;

type UpdateRequest = { updateMask?: string } & Partial<
  Record<TensorboardLevel['field'], TensorboardInput>
>;

interface BatchRequest {
  parent: string;
  requests?: CreateRequest[];
}
