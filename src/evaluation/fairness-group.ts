import { leastOfEachClass } from './slices.ts';

/** Binary decisions with the truth and the group of every example, all in the same order. */
export interface GroupedDecisions {
  /** 0 or 1. */
  labels: ArrayLike<number>;
  /** 0 or 1. */
  decisions: ArrayLike<number>;
  groups: readonly string[];
  /** Positive; absent when every example counts the same. */
  weights?: ArrayLike<number>;
}

/** The examples of one group by their places. */
export interface Group {
  value: string;
  places: readonly number[];
  positives: number;
  state: 'large_enough' | 'too_small';
  /** Why it is too small, or what was merged into it; empty otherwise. */
  why: string;
}

export interface Grouping {
  groups: readonly Group[];
  /** How many groups were merged into one because there were too many; 0 when none. */
  merged: number;
}

/** More groups than this are no longer shown one by one. */
export const groupsShown = 50;
const mergedValue = '(merged groups)';

/**
 * The groups, largest first, groups of one size by value. When there are more than 50, those that are too
 * small are judged together as one, and if that is not enough so are the smallest of the others.
 * @param needsClasses whether a group needs ten examples of each class, as rates by class do.
 */
export function groupsOf(
  { labels, groups }: Pick<GroupedDecisions, 'labels' | 'groups'>,
  { least, needsClasses }: { least: number; needsClasses: boolean },
): Grouping {
  const placesOf = new Map<string, number[]>();
  groups.forEach((value, place) => {
    const places = placesOf.get(value);
    if (places === undefined) placesOf.set(value, [place]);
    else places.push(place);
  });
  const toGroup = (value: string, places: readonly number[]): Group => {
    const positives = places.filter((place) => labels[place] === 1).length;
    const why = whyTooSmall(places.length, positives, { least, needsClasses });
    return { value, places, positives, state: why === '' ? 'large_enough' : 'too_small', why };
  };
  const all = [...placesOf]
    .map(([value, places]) => toGroup(value, places))
    .toSorted((a, b) => b.places.length - a.places.length || (a.value < b.value ? -1 : 1));
  if (all.length <= groupsShown) return { groups: all, merged: 0 };
  const kept = all.filter(({ state }) => state === 'large_enough').slice(0, groupsShown - 1);
  const rest = all.filter((group) => !kept.includes(group));
  const together = toGroup(
    mergedValue,
    rest.flatMap(({ places }) => places),
  );
  const why = [`${rest.length} smaller groups together`, together.why].filter((one) => one !== '');
  return { groups: [...kept, { ...together, why: why.join('; ') }], merged: rest.length };
}

function whyTooSmall(
  n: number,
  positives: number,
  { least, needsClasses }: { least: number; needsClasses: boolean },
): string {
  if (n < least) return `too small: ${n} examples of at least ${least}`;
  const fewest = Math.min(positives, n - positives);
  if (!needsClasses || fewest >= leastOfEachClass) return '';
  const which = positives <= n - positives ? 'positive' : 'negative';
  return `too small: ${fewest} ${which} examples of at least ${leastOfEachClass}`;
}
