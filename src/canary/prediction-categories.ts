import { z } from 'zod';

/** What predictions are counted by; whatever is in none of these is counted as the last, "other". */
export const predictionCategories = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('labels'), labels: z.array(z.string()) }),
  /** Ascending; a bin holds its lower edge, not its upper, and the outer two have no end. */
  z.object({ kind: z.literal('numbers'), edges: z.array(z.number()) }),
]);

export type PredictionCategories = z.infer<typeof predictionCategories>;

/** What somebody predicted in the past. */
export interface PredictionSummary {
  /** Those that have a value. */
  predictions: number;
  /** Those of them that are numbers. */
  numbers: number;
  /** Of the numbers, in ascending order: smallest, those between equal parts, largest. */
  quantiles: readonly number[];
  /** The most frequent ones first: one more than categories may have, where there are as many. */
  labels: readonly string[];
}

/** Each makes a difference harder to prove; so do labels that nobody predicts. */
export const mostLabels = 12;
/** Parts that the champion's numbers are divided into. */
export const numberParts = 10;
/** With fewer, what the champion rarely predicts would all be "other". */
const fewestPredictions = 100;

/** What the predictions of the champion are best counted by; undefined while there are too few. */
export function categoriesOf(summary: PredictionSummary): PredictionCategories | undefined {
  const { predictions, numbers, quantiles, labels } = summary;
  if (predictions < fewestPredictions) return undefined;
  if (labels.length > mostLabels && 2 * numbers > predictions) {
    return { kind: 'numbers', edges: [...new Set(quantiles.slice(1, -1))] };
  }
  return { kind: 'labels', labels: labels.slice(0, mostLabels) };
}

/** "Other" included. */
export function categoryCount(categories: PredictionCategories): number {
  return categories.kind === 'labels' ? categories.labels.length + 1 : categories.edges.length + 2;
}

/** In words: `7 labels`, `10 bins of numbers`. */
export function describeCategories(categories: PredictionCategories): string {
  return categories.kind === 'labels'
    ? `${categories.labels.length} labels`
    : `${categories.edges.length + 1} bins of numbers`;
}
