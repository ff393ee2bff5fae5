import {
  isObject,
  isProbability,
  readScalar,
  type Refuse,
  type RowValues,
  showFound,
  valueOf,
} from './row-value.ts';

/** How far probabilities of all classes may be from 1 together: rounding, not another scale. */
export const sumTolerance = 0.01;

export function readClass(values: RowValues, classes: readonly string[], refuse: Refuse): number {
  const text = readScalar(valueOf(values, 'label'));
  const place = text === undefined ? -1 : placeIn(classes, text);
  if (place < 0) refuse('label', `one of the ${classes.length} classes that the scores name`);
  return Math.max(0, place);
}

export function readClasses(
  values: RowValues,
  classes: readonly string[],
  refuse: Refuse,
): number[] {
  const labels = valueOf(values, 'labels');
  const places = Array.isArray(labels)
    ? labels.map((label) => placeIn(classes, readScalar(label) ?? ''))
    : [-1];
  if (places.includes(-1)) {
    refuse('labels', `a list of none or some of the ${classes.length} labels that the scores name`);
  }
  const row = classes.map(() => 0);
  for (const place of places) row[Math.max(0, place)] = 1;
  return row;
}

/** Classes are sorted. */
function placeIn(classes: readonly string[], name: string): number {
  let low = 0;
  let high = classes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((classes[middle] ?? '') < name) low = middle + 1;
    else high = middle;
  }
  return classes[low] === name ? low : -1;
}

export function readScores(
  values: RowValues,
  classes: readonly string[],
  kind: 'sum_to_1' | 'independent',
  refuse: Refuse,
): number[] {
  const scores = valueOf(values, 'scores');
  const given = isObject(scores) ? scores : {};
  const row = classes.map((name) => valueOf(given, name));
  const missing = classes.filter((_, column) => row[column] === undefined);
  const known = classes.length - missing.length;
  if (missing.length > 0 || Object.keys(given).length !== known) {
    const found =
      missing.length > 0
        ? `none for ${showFound(missing[0])}`
        : `one for ${showFound(Object.keys(given).find((name) => placeIn(classes, name) < 0))} too`;
    refuse(
      'scores',
      `a probability for each of the ${classes.length} classes of the first row`,
      undefined,
      found,
    );
    return [];
  }
  if (!row.every(isProbability)) {
    refuse(
      'scores',
      'probabilities in [0, 1]',
      undefined,
      showFound(row.find((score) => !isProbability(score))),
    );
    return [];
  }
  const sum = row.reduce((total, score) => total + score, 0);
  if (kind === 'sum_to_1' && Math.abs(sum - 1) > sumTolerance) {
    const mend =
      'Write probabilities (a softmax) instead of logits or independent scores; where several labels can be true at once, write `labels`.';
    refuse(
      'scores',
      `probabilities that sum to 1, give or take ${sumTolerance}`,
      mend,
      `a sum of ${sum}`,
    );
  }
  return row;
}
