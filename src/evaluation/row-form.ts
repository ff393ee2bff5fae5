import type { Problem } from '../errors/problem.ts';
import { isObject, type RowValues, showFound, textLimit, valueOf } from './row-value.ts';

/** How the rows of a file are read; the first one decides. */
export type RowForm =
  | { task: 'binary'; key: 'score' | 'scores'; positiveLabel?: string }
  | { task: 'multiclass' | 'multilabel'; classes: readonly string[] }
  | { task: 'regression' }
  | { task: 'forecasting'; levels: readonly string[] }
  | { task: 'ranking' };

export const classesAllowed = 1_000;
const levelsAllowed = 100;

/** The form that a row shows, or what keeps it from showing one. */
export function formOf(
  values: RowValues,
  { positiveLabel, where }: { positiveLabel?: string; where: string },
): RowForm | Problem {
  const has = (key: string) => valueOf(values, key) !== undefined;
  if (has('group')) return { task: 'ranking' };
  if (has('prediction')) {
    return has('time') ? forecastForm(valueOf(values, 'quantiles'), where) : { task: 'regression' };
  }
  const scores = valueOf(values, 'scores');
  const isExclusive = !has('labels');
  if (!isObject(scores)) {
    if (!isExclusive) return { where: `${where} scores`, expected: 'a probability by label' };
    return binaryForm('score', positiveLabel);
  }
  const classes = Object.keys(scores).toSorted();
  if (isExclusive && classes.length <= 2) return binaryForm('scores', positiveLabel);
  const isNamed = classes.every((name) => name !== '' && name.length <= textLimit);
  if (!isNamed || classes.length === 0 || classes.length > classesAllowed) {
    return {
      where: `${where} scores`,
      expected: `at most ${classesAllowed} classes with names of 1 to ${textLimit} characters`,
      found: `${classes.length} classes`,
    };
  }
  return { task: isExclusive ? 'multiclass' : 'multilabel', classes };
}

function binaryForm(key: 'score' | 'scores', positiveLabel: string | undefined): RowForm {
  return { task: 'binary', key, ...(positiveLabel === undefined ? {} : { positiveLabel }) };
}

function forecastForm(quantiles: unknown, where: string): RowForm | Problem {
  if (quantiles === undefined) return { task: 'forecasting', levels: [] };
  const levels = isObject(quantiles) ? Object.keys(quantiles) : [];
  const isLevel = (text: string) => Number(text) > 0 && Number(text) < 1;
  if (levels.length === 0 || levels.length > levelsAllowed || !levels.every(isLevel)) {
    const found = showFound(quantiles);
    const expected = `at most ${levelsAllowed} predicted values by level between 0 and 1`;
    return { where: `${where} quantiles`, expected, found };
  }
  return { task: 'forecasting', levels: levels.toSorted((a, b) => Number(a) - Number(b)) };
}
