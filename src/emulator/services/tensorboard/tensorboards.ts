import type { BoundListRequest } from '../../store/bound-page.ts';
import { generateId } from '../../store/ids.ts';
import { canonicalName, locationOf } from '../../store/names.ts';
import type { Operation } from '../../store/operations.ts';
import type { Store } from '../../store/store.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import { approximateMessages } from '../messages.ts';
import type { SeriesPoints } from './series-points.ts';
import {
  runLevel,
  type TensorboardInput,
  tensorboardLevel,
  type TensorboardNode,
} from './tensorboard-level.ts';
import type { TensorboardDeletion } from './tensorboard-deletion.ts';
import type { TensorboardTree } from './tensorboard-tree.ts';

const aiplatform = 'google.cloud.aiplatform.v1';
const service = `${aiplatform}.TensorboardService`;
const creation = 'create-tensorboard';
const update = 'update-tensorboard';

/** Tensorboards themselves. */
export class Tensorboards {
  readonly #store: Store;
  readonly #tree: TensorboardTree;
  readonly #points: SeriesPoints;
  readonly #deletion: TensorboardDeletion;

  constructor(
    store: Store,
    tree: TensorboardTree,
    points: SeriesPoints,
    deletion: TensorboardDeletion,
  ) {
    this.#store = store;
    this.#tree = tree;
    this.#points = points;
    this.#deletion = deletion;
    store.operations.defineImmediate(
      creation,
      ({ name, input }: { name: string; input: TensorboardInput }) =>
        this.#settled(tree.create(tensorboardLevel, name, input)),
    );
    store.operations.defineImmediate(update, ({ tensorboard, updateMask }: UpdateInput) =>
      this.#settled(tree.update(tensorboardLevel, tensorboard, updateMask)),
    );
  }

  handlers(): HandlerTable {
    return {
      [`${service}.CreateTensorboard`]: (request: CreateRequest) => this.#create(request),
      [`${service}.GetTensorboard`]: ({ name }: { name: string }) =>
        this.#view(this.#tree.require(tensorboardLevel, name)),
      [`${service}.ListTensorboards`]: (request: BoundListRequest) =>
        this.#tree.list(tensorboardLevel, request, (node) => this.#view(node)),
      [`${service}.UpdateTensorboard`]: (request: Partial<UpdateInput>) => this.#update(request),
      [`${service}.DeleteTensorboard`]: ({ name }: { name: string }) =>
        this.#deletion.start(tensorboardLevel, name),
      [`${service}.ReadTensorboardSize`]: ({ tensorboard }: { tensorboard: string }) => {
        const { name } = this.#tree.require(tensorboardLevel, tensorboard);
        return { storageSizeByte: String(this.#points.sizeBelow(name)) };
      },
      [`${service}.ReadTensorboardUsage`]: () => {
        throw new ApiError(
          'UNIMPLEMENTED',
          'The embedded Vertex knows no users, by whom Tensorboard usage is counted.',
        );
      },
    };
  }

  #create({ parent, tensorboard }: CreateRequest): Operation {
    if (tensorboard === undefined) {
      throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('tensorboard'));
    }
    const name = `${locationOf(parent).name}/tensorboards/${generateId()}`;
    this.#tree.check(tensorboardLevel, name, tensorboard);
    return this.#start('Create', name, creation, { name, input: tensorboard });
  }

  #update({ tensorboard = {}, updateMask = '' }: Partial<UpdateInput>): Operation {
    const { name } = this.#tree.checkUpdate(tensorboardLevel, tensorboard, updateMask);
    return this.#start('Update', name, update, { tensorboard, updateMask });
  }

  #start(what: 'Create' | 'Update', name: string, kind: string, input: object): Operation {
    return this.#store.operations.start(
      {
        parent: name,
        responseType: `${aiplatform}.Tensorboard`,
        metadataType: `${aiplatform}.${what}TensorboardOperationMetadata`,
      },
      kind,
      input,
    );
  }

  /** A project has at most one default per location: the one that became it last. */
  #settled(node: TensorboardNode): object {
    const siblings = this.#tree.children(tensorboardLevel, locationOf(node.name).name);
    const deposed = siblings.filter(
      ({ name, isDefault }) => isDefault === true && name !== node.name,
    );
    if (node.isDefault === true) {
      for (const other of deposed) this.#tree.put({ ...other, isDefault: false });
    }
    return this.#view(node);
  }

  #view(node: TensorboardNode): object {
    const runCount = this.#tree.below(runLevel, canonicalName(node.name)).length;
    return { ...node, runCount };
  }
}

interface CreateRequest {
  parent: string;
  tensorboard?: TensorboardInput;
}

interface UpdateInput {
  tensorboard: TensorboardInput;
  updateMask: string;
}
