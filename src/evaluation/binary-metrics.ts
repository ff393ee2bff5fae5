import { calibrationBins, calibrationError } from './calibration.ts';
import { type Confusion, decisionMetric, isDecisionMetric } from './confusion.ts';
import { decisionsOf } from './decisions.ts';
import { type Estimator, meanOf } from './estimator.ts';
import type { BinarySet } from './evaluation-set.ts';
import type { MetricName } from './metric.ts';
import { sweepMetric, sweepOf } from './score-sweep.ts';

/** Undefined for metrics of other tasks. */
export function binaryEstimator(
  metric: MetricName,
  set: BinarySet,
  threshold: number,
): Estimator | undefined {
  if (isDecisionMetric(metric)) {
    const cells = cellsOf(set, threshold);
    return (weights) => decisionMetric(metric, confusionOf(cells, weights));
  }
  const { labels, scores } = set;
  switch (metric) {
    case 'auRoc':
    case 'auPrc': {
      const sweep = sweepOf(positives(set), scores);
      return (weights) => sweepMetric(metric, sweep, weights);
    }
    case 'logLoss':
      return meanOf(labels.map((label, place) => logLoss(label, scores[place] ?? 0)));
    case 'brier':
      return meanOf(labels.map((label, place) => ((scores[place] ?? 0) - label) ** 2));
    case 'expectedCalibrationError': {
      const bins = calibrationBins(scores, positives(set));
      return (weights) => calibrationError(bins, weights);
    }
    default:
      return undefined;
  }
}

/** 1 for examples of class 1. */
export function positives({ labels }: BinarySet): Uint8Array {
  const positive = new Uint8Array(labels.length);
  for (let i = 0; i < labels.length; i += 1) positive[i] = labels[i] === 1 ? 1 : 0;
  return positive;
}

/** Examples by label and decision, with their weights. */
export function confusionAt(set: BinarySet, threshold: number, weights: Float64Array): Confusion {
  return confusionOf(cellsOf(set, threshold), weights);
}

/** Cells are numbered 2 · label + decision. */
function cellsOf(set: BinarySet, threshold: number): Uint8Array {
  const cells = positives(set);
  const decisions = decisionsOf(set, threshold);
  for (let i = 0; i < cells.length; i += 1) cells[i] = 2 * (cells[i] ?? 0) + (decisions[i] ?? 0);
  return cells;
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
