import type { BinarySet, ClassesSet, EvaluationSet, MulticlassSet } from './evaluation-set.ts';

/** Sets of which accuracy and its like can be told. */
export type ClassifiedSet = BinarySet | ClassesSet;

export function isClassified(set: EvaluationSet): set is ClassifiedSet {
  return set.task === 'binary' || set.task === 'multiclass' || set.task === 'multilabel';
}

/**
 * What the model decides: 0 or 1 by the threshold, label by label where there are several; of classes
 * that exclude each other the place of the highest score, the first one of equals as numpy's argmax.
 */
export function decisionsOf(set: ClassifiedSet, threshold: number): Uint16Array {
  if (set.task === 'multiclass') return highestScores(set);
  // Filled by hand, as below: `from` would first make a list of all numbers.
  const decisions = new Uint16Array(set.scores.length);
  for (let cell = 0; cell < decisions.length; cell += 1) {
    decisions[cell] = (set.scores[cell] ?? 0) >= threshold ? 1 : 0;
  }
  return decisions;
}

/** 1 for every example that is decided rightly, with several labels where all of them are. */
export function rightness(set: ClassifiedSet, threshold: number): Uint8Array {
  const decisions = decisionsOf(set, threshold);
  const width = set.task === 'multilabel' ? set.classes.length : 1;
  const right = new Uint8Array(set.ids.length).fill(1);
  for (let cell = 0; cell < decisions.length; cell += 1) {
    if (decisions[cell] !== set.labels[cell]) right[Math.floor(cell / width)] = 0;
  }
  return right;
}

function highestScores({ ids, scores, classes }: MulticlassSet): Uint16Array {
  const width = classes.length;
  const decisions = new Uint16Array(ids.length);
  for (let place = 0; place < decisions.length; place += 1) {
    let highest = 0;
    for (let column = 1; column < width; column += 1) {
      const score = scores[place * width + column] ?? 0;
      if (score > (scores[place * width + highest] ?? 0)) highest = column;
    }
    decisions[place] = highest;
  }
  return decisions;
}
