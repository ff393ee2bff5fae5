import { scanParquet } from '../../data/parquet.ts';
import type { PredictionRows } from '../../evaluation/prediction-rows.ts';
import { gatherColumns } from './prediction-columns.ts';

/**
 * Adds the rows of a Parquet file, whose columns are named as the keys of JSON Lines. What is nested there is
 * a struct, a map or a list here, or flat as in CSV: `scores.CLASS`, `slices.NAME`, `quantiles.LEVEL`,
 * and `labels.CLASS` with 0 or 1.
 * @throws ReleaseError FILE_UNREADABLE as `scanParquet`.
 */
export async function addParquetRows(
  bytes: AsyncIterable<Uint8Array>,
  rows: PredictionRows,
): Promise<void> {
  await scanParquet(bytes, (row, number) => {
    rows.add(gatherColumns(Object.entries(row)), number);
  });
}
