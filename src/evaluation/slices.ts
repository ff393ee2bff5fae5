import { countPositives, type EvaluationSet, pickExamples } from './evaluation-set.ts';

/** Fewer examples, or fewer of a class, say nothing about a slice. */
export const leastExamples = 100;
export const leastOfEachClass = 10;
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
  const groups = new Map<string, number[]>();
  values.forEach((value, place) => {
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [place]);
    else group.push(place);
  });
  const slices = [...groups]
    .toSorted(([a, inA], [b, inB]) => inB.length - inA.length || (a < b ? -1 : 1))
    .slice(0, valuesJudged)
    .map(([value, places]) => {
      const why = tooSmall(pickExamples(set, places));
      return { value, places, size: why === '' ? 'large_enough' : 'too_small', why } as const;
    });
  return { slices, leftOut: groups.size - slices.length };
}

function tooSmall(part: EvaluationSet): string {
  const n = part.ids.length;
  if (n < leastExamples) return `too small: ${n} examples of at least ${leastExamples}`;
  if (part.task !== 'binary') return '';
  const positives = countPositives(part);
  const fewest = Math.min(positives, n - positives);
  if (fewest >= leastOfEachClass) return '';
  return `too small: ${fewest} of one class, of at least ${leastOfEachClass}`;
}
