import { seededStream } from './random-stream.ts';

/** Statistics of resampled sets, sorted; seed and number make them repeatable. */
export interface Bootstrap {
  replicates: Float64Array;
  seed: number;
}

export const bootstrapSeed = 20_250_101;
const replicatesUsual = 1_000;
const replicatesMost = 10_000;
const replicatesLeast = 200;
/** Examples drawn at most over all replicates, which bounds the time to some seconds. */
const drawsMost = 100_000_000;

/**
 * Draws examples with replacement and computes the statistic on each draw, given as the number of
 * times each example was drawn times its weight. Paired statistics see one draw for both models.
 * @param tail the smaller tail that will be read off; small tails need more replicates.
 * @returns undefined when over one draw in twenty has no statistic.
 */
export function bootstrap(
  weights: Float64Array,
  tail: number,
  statistic: (weights: Float64Array) => number | undefined,
): Bootstrap | undefined {
  const n = weights.length;
  const wanted = Math.min(replicatesMost, Math.max(replicatesUsual, Math.ceil(20 / tail)));
  const count = Math.max(replicatesLeast, Math.min(wanted, Math.floor(drawsMost / Math.max(1, n))));
  const stream = seededStream(bootstrapSeed);
  const drawn = new Float64Array(n);
  const values: number[] = [];
  for (let i = 0; i < count; i += 1) {
    drawn.fill(0);
    for (let j = 0; j < n; j += 1) {
      const place = stream.nextIndex(n);
      drawn[place] = (drawn[place] ?? 0) + (weights[place] ?? 0);
    }
    const value = statistic(drawn);
    if (value !== undefined && Number.isFinite(value)) values.push(value);
  }
  if (n === 0 || values.length < 0.95 * count) return undefined;
  return { replicates: Float64Array.from(values).toSorted(), seed: bootstrapSeed };
}

/** The value below which a share of the replicates lies, interpolated linearly as numpy does. */
export function percentile({ replicates }: Bootstrap, share: number): number {
  const position = share * (replicates.length - 1);
  const below = Math.floor(position);
  const [low = 0, high = low] = [replicates[below], replicates[below + 1]];
  return low + (position - below) * (high - low);
}

/** Standard deviation of the replicates: the standard error of the statistic. */
export function spread({ replicates }: Bootstrap): number {
  const mean = replicates.reduce((sum, value) => sum + value, 0) / replicates.length;
  const squares = replicates.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, replicates.length - 1));
}
