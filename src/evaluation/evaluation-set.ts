import { createHash } from 'node:crypto';

export type Task = 'binary' | 'regression';

/** Predictions of one model on a holdout, example by example, all arrays in the same order. */
export interface EvaluationSet {
  task: Task;
  ids: readonly string[];
  /** 0 or 1 in a binary task, the true value in a regression. */
  labels: Float64Array;
  /** Probability of class 1 in [0, 1], or the predicted value. */
  scores: Float64Array;
  /** Positive; absent when every example counts the same. */
  weights?: Float64Array;
  /** The value of every example, by name of the slice. */
  slices: ReadonlyMap<string, readonly string[]>;
}

/** The value of a slice for examples that name none. */
export const noSliceValue = '(none)';

/** The examples at these places, in this order. */
export function pickExamples(set: EvaluationSet, places: ArrayLike<number>): EvaluationSet {
  const pick = (values: Float64Array) =>
    Float64Array.from(places, (place) => values[place] ?? Number.NaN);
  return {
    task: set.task,
    ids: Array.from(places, (place) => set.ids[place] ?? ''),
    labels: pick(set.labels),
    scores: pick(set.scores),
    ...(set.weights === undefined ? {} : { weights: pick(set.weights) }),
    slices: new Map(
      [...set.slices].map(([name, values]) => [
        name,
        Array.from(places, (place) => values[place] ?? noSliceValue),
      ]),
    ),
  };
}

/** How many examples have label 1. */
export function countPositives(set: EvaluationSet): number {
  return set.labels.reduce((count, label) => count + (label === 1 ? 1 : 0), 0);
}

/** SHA-256 of ids and labels in the order of the ids: the same holdout whatever the order of its rows. */
export function holdoutDigest(set: EvaluationSet): string {
  const hash = createHash('sha256');
  const lines = set.ids.map((id, place) => `${JSON.stringify(id)} ${set.labels[place]}\n`);
  for (const line of lines.toSorted()) hash.update(line);
  return hash.digest('hex');
}
