import { type ClassifiedSet, decisionsOf } from './decisions.ts';
import type { ClassesSet } from './evaluation-set.ts';
import type { Measured } from './metric.ts';

/** Weights of examples by class. */
export interface ClassCounts {
  /** Of the class and decided so. */
  right: Float64Array;
  decided: Float64Array;
  labelled: Float64Array;
}

export type ClassShare = 'precision' | 'recall' | 'f1Score';
export type Averaging = 'Micro' | 'Macro' | 'Weighted';

/** Counts under any weights. */
export function classCounter(
  set: ClassesSet,
  threshold: number,
): (weights: Float64Array) => ClassCounts {
  const { labels } = set;
  const decisions = decisionsOf(set satisfies ClassifiedSet, threshold);
  const width = set.classes.length;
  const isExclusive = set.task === 'multiclass';
  return (weights) => {
    const right = new Float64Array(width);
    const decided = new Float64Array(width);
    const labelled = new Float64Array(width);
    const add = (sums: Float64Array, column: number, weight: number) => {
      sums[column] = (sums[column] ?? 0) + weight;
    };
    for (let place = 0; place < weights.length; place += 1) {
      const weight = weights[place] ?? 0;
      if (isExclusive) {
        const label = labels[place] ?? 0;
        const decision = decisions[place] ?? 0;
        add(labelled, label, weight);
        add(decided, decision, weight);
        if (label === decision) add(right, label, weight);
        continue;
      }
      for (let column = 0; column < width; column += 1) {
        const cell = place * width + column;
        if (labels[cell] === 1) add(labelled, column, weight);
        if (decisions[cell] !== 1) continue;
        add(decided, column, weight);
        if (labels[cell] === 1) add(right, column, weight);
      }
    }
    return { right, decided, labelled };
  };
}

/**
 * Precision, recall or F1 score of all classes as scikit-learn averages them: 0 / 0 is taken as 0, and a
 * class that excludes others is left out of the mean when it is neither a label nor decided.
 */
export function averageShare(
  share: ClassShare,
  averaging: Averaging,
  counts: ClassCounts,
  { task, classes }: Pick<ClassesSet, 'task' | 'classes'>,
): Measured {
  if (averaging === 'Micro') {
    const [part, whole] = partsOf(
      share,
      sum(counts.right),
      sum(counts.decided),
      sum(counts.labelled),
    );
    return whole > 0
      ? { value: part / whole }
      : { value: 0, note: `${share} is 0 / 0 here and taken as 0` };
  }
  let total = 0;
  let weights = 0;
  const empty: string[] = [];
  const absent: string[] = [];
  classes.forEach((name, column) => {
    const [right = 0, decided = 0, labelled = 0] = [
      counts.right[column],
      counts.decided[column],
      counts.labelled[column],
    ];
    if (task === 'multiclass' && decided + labelled === 0) {
      absent.push(name);
      return;
    }
    const [part, whole] = partsOf(share, right, decided, labelled);
    const weight = averaging === 'Macro' ? 1 : labelled;
    if (whole > 0) total += (weight * part) / whole;
    else empty.push(name);
    weights += weight;
  });
  const note = [
    ...(empty.length === 0 ? [] : [`${share} is 0 / 0 and taken as 0 for ${listOf(empty)}`]),
    ...(absent.length === 0 ? [] : [`left out, neither a label nor decided: ${listOf(absent)}`]),
  ].join('; ');
  return { value: weights > 0 ? total / weights : 0, ...(note === '' ? {} : { note }) };
}

/** The two numbers whose ratio it is. */
function partsOf(
  share: ClassShare,
  right: number,
  decided: number,
  labelled: number,
): [number, number] {
  switch (share) {
    case 'precision':
      return [right, decided];
    case 'recall':
      return [right, labelled];
    case 'f1Score':
      return [2 * right, decided + labelled];
  }
}

const namesShown = 5;

/** `"cat", "dog" and 3 more`. */
export function listOf(names: readonly string[]): string {
  const shown = names.slice(0, namesShown).map((name) => JSON.stringify(name));
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
