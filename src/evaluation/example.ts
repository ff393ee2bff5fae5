import type { Problem } from '../errors/problem.ts';
import { readClass, readClasses, readScores, sumTolerance } from './class-values.ts';
import type { RowForm } from './row-form.ts';
import {
  type Refuse,
  isFiniteNumber,
  isObject,
  isProbability,
  readName,
  readScalar,
  readTime,
  type RowValues,
  showFound,
  textLimit,
  valueOf,
} from './row-value.ts';

/** One row of predictions. */
export interface Example {
  id: string;
  /** One, with several labels 0 or 1 by class. */
  labels: readonly number[];
  /** One, or by class. */
  scores: readonly number[];
  weight: number;
  slices: RowSlices;
  /** The query of a ranking, or the series of a forecast. */
  group?: string;
  /** Of a forecast, in milliseconds since 1970. */
  time?: number;
  /** Of a forecast, by level. */
  quantiles?: readonly number[];
}

type RowSlices = ReadonlyMap<string, string>;

export const slicesAllowed = 50;
const noSlices: RowSlices = new Map();

/** The example on a row, or everything that is wrong with it. */
export function readExample(
  values: RowValues,
  form: RowForm,
  where: string,
): ({ state: 'usable' } & Example) | { state: 'unusable'; problems: Problem[] } {
  const problems: Problem[] = [];
  const refuse: Refuse = (key, expected, mend, found) => {
    const value = valueOf(values, key);
    const shown = found ?? (value === undefined ? undefined : showFound(value));
    problems.push({
      where: `${where} ${key}`,
      expected,
      ...(shown === undefined ? {} : { found: shown }),
      ...(mend === undefined ? {} : { mend }),
    });
  };
  const id = readName(valueOf(values, 'id'));
  if (id === undefined) refuse('id', 'a text that names the example');
  const answer = readAnswer(values, form, refuse);
  const weight = valueOf(values, 'weight') ?? 1;
  if (!isFiniteNumber(weight) || weight <= 0) refuse('weight', 'a number above 0');
  const slices = readSlices(valueOf(values, 'slices'));
  if (slices === undefined) {
    refuse('slices', `an object of at most ${slicesAllowed} short texts, numbers or booleans`);
  }
  if (problems.length > 0) return { state: 'unusable', problems };
  return {
    state: 'usable',
    id: id ?? '',
    ...answer,
    weight: Number(weight),
    slices: slices ?? noSlices,
  };
}

type Answer = Omit<Example, 'id' | 'weight' | 'slices'>;

/** Label and prediction; what is refused is 0 here, for the row is not used. */
function readAnswer(values: RowValues, form: RowForm, refuse: Refuse): Answer {
  switch (form.task) {
    case 'binary':
      return {
        labels: [readBinaryLabel(values, form, refuse)],
        scores: [readBinaryScore(values, form, refuse)],
      };
    case 'multiclass':
      return {
        labels: [readClass(values, form.classes, refuse)],
        scores: readScores(values, form.classes, 'sum_to_1', refuse),
      };
    case 'multilabel':
      return {
        labels: readClasses(values, form.classes, refuse),
        scores: readScores(values, form.classes, 'independent', refuse),
      };
    case 'regression':
      return valuesOf(values, refuse);
    case 'forecasting':
      return {
        ...valuesOf(values, refuse),
        ...readForecast(values, form.levels, refuse),
      };
    case 'ranking':
      return {
        labels: [readRelevance(values, refuse)],
        scores: [readNumber(values, 'score', refuse)],
        group: readText(values, 'group', refuse) ?? '',
      };
  }
}

function readBinaryLabel(
  values: RowValues,
  { positiveLabel }: Extract<RowForm, { task: 'binary' }>,
  refuse: Refuse,
): number {
  const text = readScalar(valueOf(values, 'label'));
  if (text !== undefined && positiveLabel !== undefined) return text === positiveLabel ? 1 : 0;
  if (text === '1' || text === 'true') return 1;
  if (text !== '0' && text !== 'false') {
    refuse('label', '0 or 1', 'For other labels, say which one is positive: positive_label.');
  }
  return 0;
}

function readBinaryScore(
  values: RowValues,
  { key, positiveLabel }: Extract<RowForm, { task: 'binary' }>,
  refuse: Refuse,
): number {
  if (key === 'score') {
    const score = valueOf(values, key);
    if (isProbability(score)) return score;
    refuse(key, 'a probability in [0, 1]');
    return 0;
  }
  const scores = valueOf(values, key);
  const entries = isObject(scores) ? Object.entries(scores) : [];
  const names = positiveLabel === undefined ? ['1', 'true'] : [positiveLabel];
  const positive = entries.find(([name]) => names.includes(name))?.[1];
  const isSound = entries.length <= 2 && entries.every(([, score]) => isProbability(score));
  if (isSound && isProbability(positive) && isWhole(entries)) return positive;
  refuse(
    key,
    `probabilities in [0, 1] of two classes, one of them ${positiveLabel ?? '1'}, that sum to 1`,
  );
  return 0;
}

/** One class alone says what the other one's probability is. */
function isWhole(entries: readonly [string, unknown][]): boolean {
  const sum = entries.reduce((total, [, score]) => total + Number(score), 0);
  return entries.length === 1 || Math.abs(sum - 1) <= sumTolerance;
}

function valuesOf(values: RowValues, refuse: Refuse): Pick<Answer, 'labels' | 'scores'> {
  return {
    labels: [readNumber(values, 'label', refuse)],
    scores: [readNumber(values, 'prediction', refuse)],
  };
}

function readForecast(
  values: RowValues,
  levels: readonly string[],
  refuse: Refuse,
): Pick<Answer, 'time' | 'group' | 'quantiles'> {
  const time = readTime(valueOf(values, 'time'));
  if (time === undefined) refuse('time', 'a date or time, as 2026-01-31T00:00:00Z');
  const hasSeries = valueOf(values, 'series') !== undefined;
  const series = hasSeries ? readText(values, 'series', refuse) : undefined;
  return {
    time: time ?? 0,
    ...(series === undefined ? {} : { group: series }),
    ...(levels.length === 0 ? {} : { quantiles: readQuantiles(values, levels, refuse) }),
  };
}

function readQuantiles(values: RowValues, levels: readonly string[], refuse: Refuse): number[] {
  const quantiles = valueOf(values, 'quantiles');
  const given = isObject(quantiles) ? quantiles : {};
  const row = levels.map((level) => valueOf(given, level));
  if (row.every(isFiniteNumber)) return row;
  refuse('quantiles', `a finite number for each level of the first row: ${levels.join(', ')}`);
  return [];
}

function readRelevance(values: RowValues, refuse: Refuse): number {
  const label = valueOf(values, 'label');
  if (isFiniteNumber(label) && label >= 0) return label;
  refuse('label', 'a relevance, 0 or above');
  return 0;
}

function readNumber(values: RowValues, key: string, refuse: Refuse): number {
  const value = valueOf(values, key);
  if (isFiniteNumber(value)) return value;
  refuse(key, 'a finite number');
  return 0;
}

function readText(values: RowValues, key: string, refuse: Refuse): string | undefined {
  const name = readName(valueOf(values, key));
  if (name !== undefined && name.length <= textLimit) return name;
  refuse(key, `a text of 1 to ${textLimit} characters`);
  return undefined;
}

function readSlices(slices: unknown): RowSlices | undefined {
  if (slices === undefined) return noSlices;
  if (!isObject(slices)) return undefined;
  const read = new Map<string, string>();
  for (const name of Object.keys(slices)) {
    const value = valueOf(slices, name);
    if (value === undefined) continue;
    const text = readScalar(value);
    if (text === undefined || text.length > textLimit) return undefined;
    read.set(name, text);
  }
  return read.size > slicesAllowed ? undefined : read;
}
