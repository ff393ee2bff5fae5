import { type Estimator, meanOf, rootOf, undefinedMetric } from './estimator.ts';
import type { ForecastingSet, RegressionSet } from './evaluation-set.ts';
import type { Measured, MetricName } from './metric.ts';

type ValuesSet = RegressionSet | ForecastingSet;

/** Undefined for metrics of other tasks. */
export function errorEstimator(metric: MetricName, set: ValuesSet): Estimator | undefined {
  const { labels } = set;
  switch (metric) {
    case 'rootMeanSquaredError':
      return rootOf(meanOf(lossesOf(set, (label, score) => (score - label) ** 2)));
    case 'meanAbsoluteError':
      return meanOf(lossesOf(set, (label, score) => Math.abs(score - label)));
    case 'meanAbsolutePercentageError':
      if (labels.includes(0)) return undefinedMetric(zeroLabels(labels));
      return meanOf(lossesOf(set, (label, score) => Math.abs((score - label) / label)));
    case 'rootMeanSquaredPercentageError':
      if (labels.includes(0)) return undefinedMetric(zeroLabels(labels));
      return rootOf(meanOf(lossesOf(set, (label, score) => ((score - label) / label) ** 2)));
    case 'rootMeanSquaredLogError':
      return logError(set);
    case 'weightedAbsolutePercentageError':
      return shareOfLabels(set);
    case 'rSquared':
      return (weights) => rSquared(set, weights);
    case 'meanPinballLoss':
      return set.task === 'forecasting' ? pinballEstimator(set) : undefined;
    default:
      return undefined;
  }
}

/** The loss of a predicted quantile at its level, scikit-learn's mean_pinball_loss before the mean. */
export function pinballLosses(
  labels: Float64Array,
  predicted: Float64Array,
  level: number,
): Float64Array {
  return labels.map((label, place) => {
    const short = label - (predicted[place] ?? 0);
    return short >= 0 ? level * short : (level - 1) * short;
  });
}

function pinballEstimator({ labels, quantiles }: ForecastingSet): Estimator {
  if (quantiles === undefined || quantiles.size === 0) {
    return undefinedMetric('the predictions have no quantiles');
  }
  const losses = new Float64Array(labels.length);
  for (const [level, predicted] of quantiles) {
    pinballLosses(labels, predicted, Number(level)).forEach((loss, place) => {
      losses[place] = (losses[place] ?? 0) + loss / quantiles.size;
    });
  }
  return meanOf(losses);
}

function logError(set: ValuesSet): Estimator {
  const below = (values: Float64Array) => values.filter((value) => value < 0).length;
  const [labels, scores] = [below(set.labels), below(set.scores)];
  if (labels + scores > 0) {
    return undefinedMetric(
      `of values below 0 there is no logarithm: ${labels} labels and ${scores} predictions`,
    );
  }
  return rootOf(
    meanOf(lossesOf(set, (label, score) => (Math.log1p(score) - Math.log1p(label)) ** 2)),
  );
}

function lossesOf(
  { labels, scores }: ValuesSet,
  loss: (label: number, score: number) => number,
): Float64Array {
  return labels.map((label, place) => loss(label, scores[place] ?? 0));
}

function zeroLabels(labels: Float64Array): string {
  const count = labels.filter((label) => label === 0).length;
  return `an error cannot be a share of a label of 0, of which there are ${count}`;
}

function shareOfLabels(set: ValuesSet): Estimator {
  const errors = meanOf(lossesOf(set, (label, score) => Math.abs(score - label)));
  const sizes = meanOf(set.labels.map((label) => Math.abs(label)));
  return (weights) => {
    const error = errors(weights).value;
    const size = sizes(weights).value;
    if (error === undefined || size === undefined) return { note: 'there is no example' };
    return size > 0 ? { value: error / size } : { note: 'all labels are 0' };
  };
}

function rSquared({ labels, scores }: ValuesSet, weights: Float64Array): Measured {
  let total = 0;
  let sum = 0;
  for (let i = 0; i < labels.length; i += 1) {
    total += weights[i] ?? 0;
    sum += (weights[i] ?? 0) * (labels[i] ?? 0);
  }
  const mean = sum / total;
  let unexplained = 0;
  let variation = 0;
  for (let i = 0; i < labels.length; i += 1) {
    const label = labels[i] ?? 0;
    const score = scores[i] ?? 0;
    const weight = weights[i] ?? 0;
    unexplained += weight * (label - score) ** 2;
    variation += weight * (label - mean) ** 2;
  }
  if (variation > 0) return { value: 1 - unexplained / variation };
  return { note: 'all labels are equal, so there is no variance to explain' };
}
