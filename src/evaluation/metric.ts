import type { Task } from './evaluation-set.ts';

/** How a metric is computed: from ranks, from decisions at a threshold, as a mean, or otherwise. */
type Family = 'ranking' | 'decision' | 'mean' | 'other';

interface MetricTraits {
  task: Task;
  better: 'higher' | 'lower';
  family: Family;
  about: string;
}

/** Vertex AI's names where it has one (its model evaluation schemas), definitions of scikit-learn. */
export const metrics = {
  auRoc: {
    task: 'binary',
    better: 'higher',
    family: 'ranking',
    about: 'area under the ROC curve; ties count half',
  },
  auPrc: {
    task: 'binary',
    better: 'higher',
    family: 'ranking',
    about: 'average precision: the area under the precision-recall curve by steps',
  },
  logLoss: {
    task: 'binary',
    better: 'lower',
    family: 'mean',
    about: 'mean negative log-likelihood in nats; probabilities are kept 2.2e-16 away from 0 and 1',
  },
  brier: {
    task: 'binary',
    better: 'lower',
    family: 'mean',
    about: 'mean squared difference of probability and label',
  },
  accuracy: {
    task: 'binary',
    better: 'higher',
    family: 'decision',
    about: 'share of right decisions',
  },
  precision: {
    task: 'binary',
    better: 'higher',
    family: 'decision',
    about: 'share of positive decisions that are right',
  },
  recall: {
    task: 'binary',
    better: 'higher',
    family: 'decision',
    about: 'share of positive examples that are found',
  },
  f1Score: {
    task: 'binary',
    better: 'higher',
    family: 'decision',
    about: 'harmonic mean of precision and recall',
  },
  specificity: {
    task: 'binary',
    better: 'higher',
    family: 'decision',
    about: 'share of negative examples that are left alone',
  },
  rootMeanSquaredError: {
    task: 'regression',
    better: 'lower',
    family: 'other',
    about: 'root of the mean squared error',
  },
  meanAbsoluteError: {
    task: 'regression',
    better: 'lower',
    family: 'mean',
    about: 'mean absolute error',
  },
  rSquared: {
    task: 'regression',
    better: 'higher',
    family: 'other',
    about: 'share of the variance of the labels that is explained',
  },
} as const satisfies Record<string, MetricTraits>;

export type MetricName = keyof typeof metrics;

export const metricNames = Object.keys(metrics) as [MetricName, ...MetricName[]];

/** A metric's value, absent where it is not defined; the note says why, or what was assumed. */
export interface Measured {
  value?: number;
  note?: string;
}

/** Whether a metric judges decisions: score at or above a threshold. */
export function hasThreshold(metric: MetricName): boolean {
  return metrics[metric].family === 'decision';
}

export function traitsOf(metric: MetricName): MetricTraits {
  return metrics[metric];
}

/** How much worse a change makes a metric; negative when it is better. */
export function regressionOf(metric: MetricName, change: number): number {
  // 0 - change, because -0 would show as such.
  return metrics[metric].better === 'higher' ? 0 - change : change;
}
