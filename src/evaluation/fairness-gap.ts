import { type RandomStream, seededStream } from './random-stream.ts';
import { normalQuantile } from '../stats/normal.ts';

/** The examples of one group that a rate is taken over. */
export interface Stratum {
  value: string;
  /** 1 where the example counts, 0 where it does not. */
  outcomes: Uint8Array;
  weights?: Float64Array;
}

/** How far apart the rates of groups lie. */
export interface Gap {
  /** As measured: the difference of the largest and the smallest rate, or their ratio, in [0, 1]. */
  value: number;
  /** The true gap is above `low` and below `high`, each with the confidence. */
  low: number;
  high: number;
  largest: string;
  smallest: string;
  replicates: number;
  seed: number;
}

export type Scale = 'difference' | 'ratio';

const seed = 20_250_101;
const replicatesUsual = 2_000;
const replicatesLeast = 200;
/** Examples drawn at most over all replicates, which bounds the time to some seconds. */
const drawsMost = 100_000_000;

/** Weighted share of the examples that count. @returns undefined when there are none. */
export function rateOf({ outcomes, weights }: Stratum): number | undefined {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < outcomes.length; i += 1) {
    const weight = weights?.[i] ?? 1;
    sum += weight * (outcomes[i] ?? 0);
    total += weight;
  }
  return total > 0 ? sum / total : undefined;
}

/**
 * The gap between the largest and the smallest rate with bounds. The largest of many differences is large
 * by chance alone, so the bound from which a gap is called too wide holds for all pairs of groups together:
 * its quantile is that of the largest studentised error of any pair, by a bootstrap that draws within each
 * group (single-step max-T; P. Westfall and S. Young, Resampling-Based Multiple Testing, 1993). The other
 * bound needs only the one pair that is truly widest. Each group gets one example of each outcome more, as
 * A. Agresti and B. Caffo do (The American Statistician 54, 2000), so that a rate of 0 is not certain.
 * A ratio is treated as a difference of logarithms, its gap as its distance from 1.
 * @param strata at least two, none empty. @param confidence one-sided, in (0.5, 1).
 * @returns undefined for a ratio of rates that are all 0.
 */
export function gapOf(
  strata: readonly Stratum[],
  scale: Scale,
  confidence: number,
): Gap | undefined {
  const rates = strata.map((stratum) => ({ value: stratum.value, rate: rateOf(stratum) ?? 0 }));
  const byRate = rates.toSorted((a, b) => a.rate - b.rate);
  const [smallest, largest] = [byRate[0], byRate.at(-1)];
  if (smallest === undefined || largest === undefined) return undefined;
  if (scale === 'ratio' && largest.rate === 0) return undefined;
  const drawn = drawRates(strata, scale);
  const bounds = boundsOf(drawn, confidence);
  const named = { largest: largest.value, smallest: smallest.value };
  const drawnAs = { replicates: drawn.replicates, seed };
  if (scale === 'difference') {
    const value = largest.rate - smallest.rate;
    return {
      value,
      low: Math.min(value, Math.max(0, bounds.low)),
      high: Math.max(value, Math.min(1, bounds.high)),
      ...named,
      ...drawnAs,
    };
  }
  const value = smallest.rate / largest.rate;
  return {
    value,
    low: Math.min(value, Math.exp(-bounds.high)),
    high: Math.max(value, Math.min(1, Math.exp(-bounds.low))),
    ...named,
    ...drawnAs,
  };
}

interface DrawnRates {
  /** By group: the rate on its scale, its standard error, and what was drawn minus the rate. */
  groups: readonly { rate: number; error: number; deviations: Float64Array }[];
  replicates: number;
}

function drawRates(strata: readonly Stratum[], scale: Scale): DrawnRates {
  const examples = strata.reduce((sum, { outcomes }) => sum + outcomes.length + 2, 0);
  const replicates = Math.max(
    replicatesLeast,
    Math.min(replicatesUsual, Math.floor(drawsMost / examples)),
  );
  const stream = seededStream(seed);
  const onScale = (rate: number) => (scale === 'ratio' ? Math.log(rate) : rate);
  const groups = strata.map((stratum) => {
    const padded = padOf(stratum);
    const rate = onScale(rateOf(padded) ?? 0);
    const deviations = Float64Array.from({ length: replicates }, () => {
      const drawn = drawRate(padded, stream);
      // A draw without any is taken as half an example: the logarithm of 0 is no number.
      return onScale(drawn > 0 || scale === 'difference' ? drawn : floorOf(padded)) - rate;
    });
    return { rate, error: spreadOf(deviations), deviations };
  });
  return { groups, replicates };
}

function padOf({ value, outcomes, weights }: Stratum): Stratum {
  const mean = weights && weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return {
    value,
    outcomes: Uint8Array.from([...outcomes, 0, 1]),
    ...(weights === undefined || mean === undefined
      ? {}
      : { weights: Float64Array.from([...weights, mean, mean]) }),
  };
}

function drawRate({ outcomes, weights }: Stratum, stream: RandomStream): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < outcomes.length; i += 1) {
    const place = stream.nextIndex(outcomes.length);
    const weight = weights?.[place] ?? 1;
    sum += weight * (outcomes[place] ?? 0);
    total += weight;
  }
  return sum / total;
}

function floorOf({ outcomes }: Stratum): number {
  return 0.5 / outcomes.length;
}

function spreadOf(deviations: Float64Array): number {
  const mean = deviations.reduce((sum, value) => sum + value, 0) / deviations.length;
  const squares = deviations.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, deviations.length - 1));
}

/** Bounds of the largest difference between two of the groups. */
function boundsOf(
  { groups, replicates }: DrawnRates,
  confidence: number,
): { low: number; high: number } {
  const largest = new Float64Array(replicates);
  const pairs = groups.flatMap((a, index) =>
    groups.slice(index + 1).map((b) => ({ a, b, error: Math.hypot(a.error, b.error) })),
  );
  for (const { a, b, error } of pairs) {
    for (let draw = 0; draw < replicates; draw += 1) {
      const off = Math.abs((a.deviations[draw] ?? 0) - (b.deviations[draw] ?? 0)) / error;
      if (off > (largest[draw] ?? 0)) largest[draw] = off;
    }
  }
  const together = quantileOf(largest.toSorted(), confidence);
  const alone = normalQuantile(confidence);
  let low = -Infinity;
  let high = -Infinity;
  for (const { a, b, error } of pairs) {
    const apart = Math.abs(a.rate - b.rate);
    low = Math.max(low, apart - together * error);
    high = Math.max(high, apart + alone * error);
  }
  return { low, high };
}

/** Interpolated linearly, as numpy does. */
function quantileOf(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const [low = 0, high = low] = [sorted[below], sorted[below + 1]];
  return low + (position - below) * (high - low);
}
