export const tasks = [
  'binary',
  'multiclass',
  'multilabel',
  'regression',
  'forecasting',
  'ranking',
] as const;

/** What the model predicts. */
export type Task = (typeof tasks)[number];

/** What the predictions of every task have, example by example, all arrays in the same order. */
interface Examples {
  ids: readonly string[];
  labels: Float64Array;
  scores: Float64Array;
  /** Positive; absent when every example counts the same. */
  weights?: Float64Array;
  /** The value of every example, by name of the slice. */
  slices: ReadonlyMap<string, readonly string[]>;
}

/** Labels are 0 or 1, scores the probability of class 1 in [0, 1]. */
export interface BinarySet extends Examples {
  task: 'binary';
}

/**
 * Labels are places in `classes`. Scores are probabilities in [0, 1], row by row: that of class `c` for
 * example `i` is at `i * classes.length + c`.
 */
export interface MulticlassSet extends Examples {
  task: 'multiclass';
  /** Sorted; at least three. */
  classes: readonly string[];
}

/** Labels, 0 or 1, and scores, probabilities in [0, 1], are row by row as those of several classes. */
export interface MultilabelSet extends Examples {
  task: 'multilabel';
  /** Sorted; at least one. */
  classes: readonly string[];
}

/** Labels are true values, scores predicted ones. */
export interface RegressionSet extends Examples {
  task: 'regression';
}

/** Labels are true values, scores predicted ones. */
export interface ForecastingSet extends Examples {
  task: 'forecasting';
  /** What is predicted for, in milliseconds since 1970. */
  times?: Float64Array;
  series?: readonly string[];
  /** Predicted quantiles, by their level in (0, 1) as text. */
  quantiles?: ReadonlyMap<string, Float64Array>;
}

/** Labels are relevances from 0 up, scores what a list is sorted by, highest first. */
export interface RankingSet extends Examples {
  task: 'ranking';
  /** The query that each example answers. */
  groups: readonly string[];
}

/** Predictions of one model on a holdout. */
export type EvaluationSet =
  BinarySet | MulticlassSet | MultilabelSet | RegressionSet | ForecastingSet | RankingSet;

/** Sets whose scores are by class. */
export type ClassesSet = MulticlassSet | MultilabelSet;

/** The value of a slice for examples that name none. */
export const noSliceValue = '(none)';

/** The examples at these places, in this order. */
export function pickExamples(set: EvaluationSet, places: ArrayLike<number>): EvaluationSet {
  const numbers = (values: Float64Array) => pickRows(values, places, 1);
  const texts = (values: readonly string[]) =>
    Array.from(places, (place) => values[place] ?? noSliceValue);
  const common = {
    ids: Array.from(places, (place) => set.ids[place] ?? ''),
    labels: numbers(set.labels),
    scores: numbers(set.scores),
    ...(set.weights === undefined ? {} : { weights: numbers(set.weights) }),
    slices: new Map([...set.slices].map(([name, values]) => [name, texts(values)])),
  };
  switch (set.task) {
    case 'binary':
      return { task: set.task, ...common };
    case 'regression':
      return { task: set.task, ...common };
    case 'multiclass': {
      const scores = pickRows(set.scores, places, set.classes.length);
      return { task: set.task, ...common, classes: set.classes, scores };
    }
    case 'multilabel': {
      const labels = pickRows(set.labels, places, set.classes.length);
      const scores = pickRows(set.scores, places, set.classes.length);
      return { task: set.task, ...common, classes: set.classes, labels, scores };
    }
    case 'forecasting': {
      const { times, series, quantiles } = set;
      return {
        task: set.task,
        ...common,
        ...(times === undefined ? {} : { times: numbers(times) }),
        ...(series === undefined ? {} : { series: texts(series) }),
        ...(quantiles === undefined
          ? {}
          : { quantiles: new Map([...quantiles].map(([level, of]) => [level, numbers(of)])) }),
      };
    }
    case 'ranking':
      return { task: set.task, ...common, groups: texts(set.groups) };
  }
}

function pickRows(values: Float64Array, places: ArrayLike<number>, width: number): Float64Array {
  const picked = new Float64Array(places.length * width);
  for (let row = 0; row < places.length; row += 1) {
    const from = (places[row] ?? 0) * width;
    for (let column = 0; column < width; column += 1) {
      picked[row * width + column] = values[from + column] ?? Number.NaN;
    }
  }
  return picked;
}

/** How many examples have label 1. */
export function countPositives(set: EvaluationSet): number {
  return set.labels.reduce((count, label) => count + (label === 1 ? 1 : 0), 0);
}
