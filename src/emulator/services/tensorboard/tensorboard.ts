import type { EmulatorClock } from '../../clock.ts';
import type { Store } from '../../store/store.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import type { Service } from '../service.ts';
import { SeriesDataService } from './series-data.ts';
import { SeriesPoints } from './series-points.ts';
import { TensorboardChildren } from './tensorboard-children.ts';
import { TensorboardDeletion } from './tensorboard-deletion.ts';
import { TensorboardTree } from './tensorboard-tree.ts';
import { Tensorboards } from './tensorboards.ts';

/** Vertex AI TensorBoard, as far as time series of experiments need it. */
export class TensorboardService implements Service {
  readonly #parts: readonly { handlers(): HandlerTable }[];

  constructor(store: Store, clock: EmulatorClock) {
    const tree = new TensorboardTree(store, clock);
    const points = new SeriesPoints(store);
    const deletion = new TensorboardDeletion(store, tree, points);
    this.#parts = [
      new Tensorboards(store, tree, points, deletion),
      new TensorboardChildren(tree, deletion),
      new SeriesDataService(tree, points),
    ];
  }

  handlers(): HandlerTable {
    return Object.assign({}, ...this.#parts.map((part) => part.handlers()));
  }
}
