import { type Confusion, decisionMetric, isDecisionMetric } from './confusion.ts';
import type { EvaluationSet } from './evaluation-set.ts';
import type { Measured, MetricName } from './metric.ts';
import { byDescendingScore, rankingMetric } from './ranking.ts';

/** Scores from here on count as positive, as scikit-learn's and Vertex's thresholds do. */
export const defaultThreshold = 0.5;

/** A metric of one set under any weights of its examples, so that a bootstrap need not sort again. */
export type Estimator = (weights: Float64Array) => Measured;

/** The metric on the set with its own weights. Both classes or both extremes must be there for some metrics. */
export function measure(
  metric: MetricName,
  set: EvaluationSet,
  threshold = defaultThreshold,
): Measured {
  return estimatorOf(metric, set, threshold)(weightsOf(set));
}

export function weightsOf(set: EvaluationSet): Float64Array {
  return set.weights ?? new Float64Array(set.labels.length).fill(1);
}

/** Definitions are scikit-learn's, including what it takes 0 / 0 for. */
export function estimatorOf(metric: MetricName, set: EvaluationSet, threshold: number): Estimator {
  if (isDecisionMetric(metric)) {
    const cells = cellsOf(set, threshold);
    return (weights) => decisionMetric(metric, confusionOf(cells, weights));
  }
  switch (metric) {
    case 'auRoc':
    case 'auPrc': {
      const order = byDescendingScore(set.scores);
      return (weights) => rankingMetric(metric, set, order, weights);
    }
    case 'logLoss':
      return meanOf(set, logLoss);
    case 'brier':
      return meanOf(set, (label, score) => (score - label) ** 2);
    case 'meanAbsoluteError':
      return meanOf(set, (label, score) => Math.abs(score - label));
    case 'rootMeanSquaredError': {
      const meanSquare = meanOf(set, (label, score) => (score - label) ** 2);
      return (weights) => {
        const { value } = meanSquare(weights);
        return value === undefined ? {} : { value: Math.sqrt(value) };
      };
    }
    case 'rSquared':
      return (weights) => rSquared(set, weights);
  }
}

/** Examples by label and decision, with their weights. */
export function confusionAt(set: EvaluationSet, threshold: number): Confusion {
  return confusionOf(cellsOf(set, threshold), weightsOf(set));
}

/** Cells are numbered 2 · label + decision. */
function cellsOf({ labels, scores }: EvaluationSet, threshold: number): Uint8Array {
  return Uint8Array.from(labels, (label, place) => {
    const isPositive = (scores[place] ?? 0) >= threshold;
    return (label === 1 ? 2 : 0) + (isPositive ? 1 : 0);
  });
}

function confusionOf(cells: Uint8Array, weights: Float64Array): Confusion {
  const sums = [0, 0, 0, 0];
  for (let i = 0; i < cells.length; i += 1) {
    const cell = cells[i] ?? 0;
    sums[cell] = (sums[cell] ?? 0) + (weights[i] ?? 0);
  }
  const [trueNegatives = 0, falsePositives = 0, falseNegatives = 0, truePositives = 0] = sums;
  return { trueNegatives, falsePositives, falseNegatives, truePositives };
}

function logLoss(label: number, score: number): number {
  const probability = Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, score));
  return label === 1 ? -Math.log(probability) : -Math.log1p(-probability);
}

function meanOf(set: EvaluationSet, loss: (label: number, score: number) => number): Estimator {
  const losses = Float64Array.from(set.labels, (label, place) =>
    loss(label, set.scores[place] ?? 0),
  );
  return (weights) => {
    let sum = 0;
    let total = 0;
    for (let i = 0; i < losses.length; i += 1) {
      sum += (losses[i] ?? 0) * (weights[i] ?? 0);
      total += weights[i] ?? 0;
    }
    return total > 0 ? { value: sum / total } : { note: 'there is no example' };
  };
}

function rSquared({ labels, scores }: EvaluationSet, weights: Float64Array): Measured {
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
    const [label = 0, score = 0, weight = 0] = [labels[i], scores[i], weights[i]];
    unexplained += weight * (label - score) ** 2;
    variation += weight * (label - mean) ** 2;
  }
  if (variation > 0) return { value: 1 - unexplained / variation };
  return { note: 'all labels are equal, so there is no variance to explain' };
}
