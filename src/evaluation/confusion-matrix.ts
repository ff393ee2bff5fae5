import { confusionAt } from './binary-metrics.ts';
import { round4 } from './curves.ts';
import { decisionsOf } from './decisions.ts';
import type { BinarySet, MulticlassSet } from './evaluation-set.ts';
import { weightsOf } from './metrics.ts';

/** Examples by label (rows) and decision (columns), by their weights. Plain data. */
export interface ConfusionMatrix {
  classes: readonly string[];
  counts: readonly (readonly number[])[];
  /** Of two classes: the score from which the decision is 1. */
  threshold?: number;
}

const rowsMost = 20;
const others = '(others)';

export function binaryConfusion(set: BinarySet, threshold: number): ConfusionMatrix {
  const cells = confusionAt(set, threshold, weightsOf(set));
  const counts = [
    [cells.trueNegatives, cells.falsePositives],
    [cells.falseNegatives, cells.truePositives],
  ];
  return { classes: ['0', '1'], counts: counts.map((row) => row.map(round4)), threshold };
}

/** Beyond 20 classes, the 19 with the most examples and one row and column for all others. */
export function multiclassConfusion(set: MulticlassSet): ConfusionMatrix {
  const weights = weightsOf(set);
  const decisions = decisionsOf(set, 0);
  const shown = classesShown(set, weights);
  const placeOf = set.classes.map((_, column) => {
    const place = shown.indexOf(column);
    return place < 0 ? shown.length : place;
  });
  const names = shown.map((column) => set.classes[column] ?? '');
  const classes = shown.length < set.classes.length ? [...names, others] : names;
  const counts = classes.map(() => classes.map(() => 0));
  weights.forEach((weight, i) => {
    const row = counts[placeOf[set.labels[i] ?? 0] ?? 0];
    const column = placeOf[decisions[i] ?? 0] ?? 0;
    if (row !== undefined) row[column] = (row[column] ?? 0) + weight;
  });
  return { classes, counts: counts.map((row) => row.map(round4)) };
}

/** Places of the classes that have a row of their own, in their order. */
function classesShown({ classes, labels }: MulticlassSet, weights: Float64Array): number[] {
  const places = classes.map((_, column) => column);
  if (classes.length <= rowsMost) return places;
  const sums = new Float64Array(classes.length);
  labels.forEach((label, i) => {
    sums[label] = (sums[label] ?? 0) + (weights[i] ?? 0);
  });
  return places
    .toSorted((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0) || a - b)
    .slice(0, rowsMost - 1)
    .toSorted((a, b) => a - b);
}
