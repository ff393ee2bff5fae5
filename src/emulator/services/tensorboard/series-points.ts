import type { Store } from '../../store/store.ts';
import type { Table } from '../../store/table.ts';
import { sortableTime } from '../../store/time.ts';
import { ApiError } from '../../wire/api-error.ts';
import { invalidField } from '../validation.ts';
import type { SeriesMetadata, TensorboardNode } from './tensorboard-level.ts';

/** A TimeSeriesDataPoint in JSON form. */
export interface DataPoint {
  /** int64; 0 is absent. */
  step?: string;
  wallTime?: string;
  scalar?: { value?: number | string };
  tensor?: { value?: string; versionNumber?: number };
  blobs?: object;
}

/** Points of time series, one per step. */
export class SeriesPoints {
  readonly #points: Table<DataPoint>;

  constructor(store: Store) {
    this.#points = store.openTable('tensorboardPoints');
  }

  /**
   * Writes points; one of the same step is replaced.
   * @returns what the series then says of its points.
   * @throws ApiError INVALID_ARGUMENT for a value of another type than the series', UNIMPLEMENTED for blobs
   */
  write(series: TensorboardNode, points: readonly DataPoint[]): SeriesMetadata {
    for (const point of points) {
      checkValue(series, point);
      this.#points.put(`${series.name}/points/${point.step ?? '0'}`, point);
    }
    return points.reduce<SeriesMetadata>(extended, series.metadata ?? {});
  }

  /** In order of step. */
  read(series: string): DataPoint[] {
    return this.#points.list(`${series}/points/`).toSorted((a, b) => {
      const difference = stepOf(a) - stepOf(b);
      return difference < 0n ? -1 : difference > 0n ? 1 : 0;
    });
  }

  /** Bytes of everything below, as stored. */
  sizeBelow(ancestor: string): number {
    return this.#points
      .list(`${ancestor}/`)
      .reduce((sum, point) => sum + Buffer.byteLength(JSON.stringify(point)), 0);
  }

  /** Forgets all points of a series. */
  delete(series: string): void {
    for (const { step = '0' } of this.#points.list(`${series}/points/`)) {
      this.#points.delete(`${series}/points/${step}`);
    }
  }
}

/** At most `count` points, evenly spread, the first and the last among them. */
export function sample<Point>(points: readonly Point[], count: number): Point[] {
  if (points.length <= count) return [...points];
  if (count === 1) return points.slice(-1);
  const stride = (points.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, index) => points[Math.round(index * stride)]).filter(
    (point) => point !== undefined,
  );
}

function checkValue({ valueType }: TensorboardNode, { scalar, tensor, blobs }: DataPoint): void {
  if (blobs !== undefined || valueType === 'BLOB_SEQUENCE') {
    throw new ApiError(
      'UNIMPLEMENTED',
      'The embedded Vertex keeps no blobs of Tensorboards: it has no store of their images and graphs.',
    );
  }
  const value = valueType === 'TENSOR' ? tensor : scalar;
  if (value !== undefined) return;
  throw invalidField('time_series_data.values', `The time series takes ${valueType} values only.`);
}

function extended(metadata: SeriesMetadata, point: DataPoint): SeriesMetadata {
  const { maxStep = '0', maxWallTime } = metadata;
  const step = stepOf(point) > BigInt(maxStep) ? String(stepOf(point)) : maxStep;
  const time = later(maxWallTime, point.wallTime);
  return { maxStep: step, ...(time === undefined ? {} : { maxWallTime: time }) };
}

function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return (sortableTime(a) ?? '') < (sortableTime(b) ?? '') ? b : a;
}

function stepOf({ step = '0' }: DataPoint): bigint {
  return BigInt(step);
}
