import { locationOf } from '../../store/names.ts';
import type { Operation } from '../../store/operations.ts';
import type { Store } from '../../store/store.ts';
import type { SeriesPoints } from './series-points.ts';
import { seriesLevel, type TensorboardLevel } from './tensorboard-level.ts';
import type { TensorboardTree } from './tensorboard-tree.ts';

const kind = 'delete-tensorboard-resource';

/** Deletes a Tensorboard or something in it, with all that is below. */
export class TensorboardDeletion {
  readonly #store: Store;
  readonly #tree: TensorboardTree;

  constructor(store: Store, tree: TensorboardTree, points: SeriesPoints) {
    this.#store = store;
    this.#tree = tree;
    store.operations.defineImmediate(kind, ({ name }: { name: string }) => {
      const series = tree.below(seriesLevel, name).map((each) => each.name);
      for (const each of [name, ...series]) points.delete(each);
      tree.delete(name);
      return {};
    });
  }

  /** @throws ApiError INVALID_ARGUMENT, NOT_FOUND */
  start(level: TensorboardLevel, given: string): Operation {
    const { name } = this.#tree.require(level, given);
    return this.#store.operations.start(
      {
        parent: locationOf(name).name,
        responseType: 'google.protobuf.Empty',
        metadataType: 'google.cloud.aiplatform.v1.DeleteOperationMetadata',
      },
      kind,
      { name },
    );
  }
}
