import type { ClassesSet, EvaluationSet } from './evaluation-set.ts';
import { groupPlaces } from './grouping.ts';

/** Fewer examples, or fewer of a class, say nothing about a slice. */
export const leastExamples = 100;
export const leastOfEachClass = 10;
/** Fewer queries are too few for a mean over queries, as the evaluations of TREC found out. */
export const leastQueries = 50;
/** Values of a slice that are judged; a slice with many more is an id, not a group. */
export const valuesJudged = 100;

export interface Slice {
  /** The value that its examples share. */
  value: string;
  /** Places of its examples in the whole set. */
  places: readonly number[];
  size: 'large_enough' | 'too_small';
  /** Why it is too small; empty when it is not. */
  why: string;
}

/**
 * The groups of examples by their value of a slice, largest first, groups of one size by value. Beyond
 * 100 values only the largest are kept. Undefined when the set has no slice of that name.
 */
export function slicesOf(
  set: EvaluationSet,
  name: string,
): { slices: readonly Slice[]; leftOut: number } | undefined {
  const values = set.slices.get(name);
  if (values === undefined) return undefined;
  const groups = groupPlaces(values);
  const slices = [...groups]
    .toSorted(([a, inA], [b, inB]) => inB.length - inA.length || (a < b ? -1 : 1))
    .slice(0, valuesJudged)
    .map(([value, places]) => {
      const why = tooSmall(set, places);
      return { value, places, size: why === '' ? 'large_enough' : 'too_small', why } as const;
    });
  return { slices, leftOut: groups.size - slices.length };
}

function tooSmall(set: EvaluationSet, places: readonly number[]): string {
  const n = places.length;
  if (set.task === 'ranking') {
    const queries = new Set(places.map((place) => set.groups[place])).size;
    return queries >= leastQueries
      ? ''
      : `too small: ${queries} queries of at least ${leastQueries}`;
  }
  if (n < leastExamples) return `too small: ${n} examples of at least ${leastExamples}`;
  switch (set.task) {
    case 'binary': {
      const positives = places.filter((place) => set.labels[place] === 1).length;
      return lacking(Math.min(positives, n - positives), 'of one class');
    }
    case 'multiclass': {
      const [, second = 0] = labelCounts(set, places).toSorted((a, b) => b - a);
      return lacking(second, 'of its second largest class');
    }
    case 'multilabel': {
      const fewest = labelCounts(set, places).map((count) => Math.min(count, n - count));
      return lacking(Math.max(...fewest), 'with, or without, each label');
    }
    default:
      return '';
  }
}

function lacking(fewest: number, what: string): string {
  if (fewest >= leastOfEachClass) return '';
  return `too small: ${fewest} ${what}, of at least ${leastOfEachClass}`;
}

/** Examples by class. */
function labelCounts(set: ClassesSet, places: readonly number[]): number[] {
  const width = set.classes.length;
  const counts = set.classes.map(() => 0);
  const count = (column: number) => {
    counts[column] = (counts[column] ?? 0) + 1;
  };
  for (const place of places) {
    if (set.task === 'multiclass') count(set.labels[place] ?? 0);
    else {
      for (let column = 0; column < width; column += 1) {
        if (set.labels[place * width + column] === 1) count(column);
      }
    }
  }
  return counts;
}
