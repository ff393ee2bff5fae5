import { seededStream } from './random-stream.ts';
import type { Units } from './units.ts';

/** Statistics of resampled sets, sorted; seed and number make them repeatable. */
export interface Bootstrap {
  replicates: Float64Array;
  seed: number;
}

export const bootstrapSeed = 20_250_101;
const replicatesUsual = 1_000;
const replicatesMost = 10_000;
const replicatesLeast = 200;
/** Scores looked at over all replicates, which bounds the time to some seconds. */
const scoresLookedAt = 100_000_000;
/** Of fewer queries, series or blocks no draw says how much others would differ. */
const unitsNeeded = 10;

export interface Resampling {
  /** Of the examples. */
  weights: Float64Array;
  units: Units;
  /** Scores of the set. */
  size: number;
  /** The smaller tail that will be read off; small tails need more replicates. */
  tail: number;
  /** Scores looked at in all draws, as far as there are the fewest draws that tell anything. */
  budget?: number;
}

/**
 * Draws units of a set with replacement and computes statistics on each draw, given as the number of
 * times each example was drawn times its weight. All statistics, and both models of a pair, see
 * the same draws.
 * @returns by statistic; undefined where over one draw in twenty has none.
 */
export function bootstrap(
  { weights, units, size, tail, budget = scoresLookedAt }: Resampling,
  statistics: readonly ((weights: Float64Array) => number | undefined)[],
): (Bootstrap | undefined)[] {
  const isTooFew = units.of === undefined ? units.count === 0 : units.count < unitsNeeded;
  if (isTooFew || statistics.length === 0) return statistics.map(() => undefined);
  const wanted = Math.min(replicatesMost, Math.max(replicatesUsual, Math.ceil(20 / tail)));
  const affordable = Math.floor(budget / Math.max(1, size));
  const count = Math.max(replicatesLeast, Math.min(wanted, affordable));
  const drawn = new Float64Array(weights.length);
  const draw = drawerOf(weights, units, drawn);
  const values = statistics.map((): number[] => []);
  for (let i = 0; i < count; i += 1) {
    draw();
    statistics.forEach((statistic, index) => {
      const value = statistic(drawn);
      if (value !== undefined && Number.isFinite(value)) values[index]?.push(value);
    });
  }
  return values.map((found) =>
    found.length < 0.95 * count
      ? undefined
      : { replicates: Float64Array.from(found).toSorted(), seed: bootstrapSeed },
  );
}

/** Fills `drawn` with the weights of a new draw. */
function drawerOf(weights: Float64Array, { count, of }: Units, drawn: Float64Array): () => void {
  const stream = seededStream(bootstrapSeed);
  if (of === undefined) {
    return () => {
      drawn.fill(0);
      for (let i = 0; i < count; i += 1) {
        const place = stream.nextIndex(count);
        drawn[place] = (drawn[place] ?? 0) + (weights[place] ?? 0);
      }
    };
  }
  const times = new Uint32Array(count);
  return () => {
    times.fill(0);
    for (let i = 0; i < count; i += 1) {
      const unit = stream.nextIndex(count);
      times[unit] = (times[unit] ?? 0) + 1;
    }
    for (let place = 0; place < drawn.length; place += 1) {
      drawn[place] = (times[of[place] ?? 0] ?? 0) * (weights[place] ?? 0);
    }
  };
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
