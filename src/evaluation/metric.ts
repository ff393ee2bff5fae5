import type { Task } from './evaluation-set.ts';

/**
 * How a metric is computed: from the order of scores, from decisions, as a mean over examples, as
 * a mean over queries, or otherwise.
 */
type Family = 'ranking' | 'decision' | 'mean' | 'query' | 'other';

export interface MetricTraits {
  /** Kinds of predictions that it is defined for. */
  tasks: readonly Task[];
  better: 'higher' | 'lower';
  family: Family;
  about: string;
}

const binary = ['binary'] as const;
const exclusive = ['binary', 'multiclass'] as const;
const classes = ['binary', 'multiclass', 'multilabel'] as const;
const several = ['multiclass', 'multilabel'] as const;
const values = ['regression', 'forecasting'] as const;
const forecasts = ['forecasting'] as const;
const lists = ['ranking'] as const;

/** Documents of a query that ndcg and meanReciprocalRank look at, from the top. */
export const cutOff = 10;

/** Vertex AI's names where it has one (its model evaluation schemas), definitions of scikit-learn. */
export const metrics = {
  auRoc: {
    tasks: classes,
    better: 'higher',
    family: 'ranking',
    about:
      'area under the ROC curve, ties count half; of several classes the mean of each against the rest',
  },
  auPrc: {
    tasks: classes,
    better: 'higher',
    family: 'ranking',
    about:
      'average precision: the area under the precision-recall curve by steps; of several classes the mean of each against the rest',
  },
  logLoss: {
    tasks: exclusive,
    better: 'lower',
    family: 'mean',
    about: 'mean negative log-likelihood in nats; probabilities are kept 2.2e-16 away from 0 and 1',
  },
  brier: {
    tasks: exclusive,
    better: 'lower',
    family: 'mean',
    about: 'mean squared difference of probability and label, summed over three or more classes',
  },
  expectedCalibrationError: {
    tasks: exclusive,
    better: 'lower',
    family: 'other',
    about: 'mean distance of the score and the share it came true, in 15 bins of equal width',
  },
  accuracy: {
    tasks: classes,
    better: 'higher',
    family: 'decision',
    about: 'share of right decisions; with several labels, of examples with all of them right',
  },
  precision: {
    tasks: binary,
    better: 'higher',
    family: 'decision',
    about: 'share of positive decisions that are right',
  },
  recall: {
    tasks: binary,
    better: 'higher',
    family: 'decision',
    about: 'share of positive examples that are found',
  },
  f1Score: {
    tasks: binary,
    better: 'higher',
    family: 'decision',
    about: 'harmonic mean of precision and recall',
  },
  specificity: {
    tasks: binary,
    better: 'higher',
    family: 'decision',
    about: 'share of negative examples that are left alone',
  },
  hammingLoss: {
    tasks: ['multilabel'],
    better: 'lower',
    family: 'decision',
    about: 'share of wrong decisions, label by label',
  },
  precisionMicro: {
    tasks: several,
    better: 'higher',
    family: 'decision',
    about: 'precision over the decisions of all classes',
  },
  precisionMacro: {
    tasks: several,
    better: 'higher',
    family: 'decision',
    about: 'mean precision of the classes',
  },
  precisionWeighted: {
    tasks: several,
    better: 'higher',
    family: 'decision',
    about: 'mean precision of the classes by their examples',
  },
  recallMicro: {
    tasks: several,
    better: 'higher',
    family: 'decision',
    about: 'recall over the decisions of all classes',
  },
  recallMacro: {
    tasks: several,
    better: 'higher',
    family: 'decision',
    about: 'mean recall of the classes',
  },
  recallWeighted: {
    tasks: several,
    better: 'higher',
    family: 'decision',
    about: 'mean recall of the classes by their examples',
  },
  f1ScoreMicro: {
    tasks: several,
    better: 'higher',
    family: 'decision',
    about: 'F1 score over the decisions of all classes',
  },
  f1ScoreMacro: {
    tasks: several,
    better: 'higher',
    family: 'decision',
    about: 'mean F1 score of the classes',
  },
  f1ScoreWeighted: {
    tasks: several,
    better: 'higher',
    family: 'decision',
    about: 'mean F1 score of the classes by their examples',
  },
  rootMeanSquaredError: {
    tasks: values,
    better: 'lower',
    family: 'other',
    about: 'root of the mean squared error',
  },
  meanAbsoluteError: {
    tasks: values,
    better: 'lower',
    family: 'mean',
    about: 'mean absolute error',
  },
  meanAbsolutePercentageError: {
    tasks: values,
    better: 'lower',
    family: 'mean',
    about: 'mean error as a share of the label, 0.1 for 10 %; none where a label is 0',
  },
  rootMeanSquaredLogError: {
    tasks: values,
    better: 'lower',
    family: 'other',
    about: 'root of the mean squared difference of ln(1 + value); none below 0',
  },
  rSquared: {
    tasks: values,
    better: 'higher',
    family: 'other',
    about: 'share of the variance of the labels that is explained',
  },
  weightedAbsolutePercentageError: {
    tasks: forecasts,
    better: 'lower',
    family: 'other',
    about: 'sum of the absolute errors by that of the absolute labels',
  },
  rootMeanSquaredPercentageError: {
    tasks: forecasts,
    better: 'lower',
    family: 'other',
    about: 'root of the mean squared error as a share of the label; none where a label is 0',
  },
  meanPinballLoss: {
    tasks: forecasts,
    better: 'lower',
    family: 'mean',
    about: 'mean quantile loss over the quantiles that are predicted',
  },
  ndcg: {
    tasks: lists,
    better: 'higher',
    family: 'query',
    about: `mean normalised discounted cumulative gain of the first ${cutOff} of each query`,
  },
  meanAveragePrecision: {
    tasks: lists,
    better: 'higher',
    family: 'query',
    about: 'mean average precision of the whole list of each query',
  },
  meanReciprocalRank: {
    tasks: lists,
    better: 'higher',
    family: 'query',
    about: `mean reciprocal of the place of the first relevant one, 0 beyond the first ${cutOff}`,
  },
} as const satisfies Record<string, MetricTraits>;

export type MetricName = keyof typeof metrics;

export const metricNames = Object.keys(metrics) as [MetricName, ...MetricName[]];

/** A metric's value, absent where it is not defined; the note says why, or what was assumed. */
export interface Measured {
  value?: number;
  note?: string;
}

/**
 * Whether a metric judges decisions: score at or above a threshold. Of several classes that exclude
 * each other the highest score decides and the threshold does nothing.
 */
export function hasThreshold(metric: MetricName): boolean {
  return metrics[metric].family === 'decision';
}

export function traitsOf(metric: MetricName): MetricTraits {
  return metrics[metric];
}

/** Whether predictions of this kind have the metric. */
export function isDefinedFor(metric: MetricName, task: Task): boolean {
  return traitsOf(metric).tasks.includes(task);
}

export function metricsOf(task: Task): MetricName[] {
  return metricNames.filter((metric) => isDefinedFor(metric, task));
}

/** How much worse a change makes a metric; negative when it is better. */
export function regressionOf(metric: MetricName, change: number): number {
  // 0 - change, because -0 would show as such.
  return metrics[metric].better === 'higher' ? 0 - change : change;
}
