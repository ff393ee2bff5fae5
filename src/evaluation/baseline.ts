import { confusionAt } from './binary-metrics.ts';
import type { BinarySet, EvaluationSet, RegressionSet } from './evaluation-set.ts';
import { type DecisionCosts, expectedCost } from './expected-cost.ts';
import { hasThreshold, type Measured, type MetricName } from './metric.ts';
import { measure, weightsOf } from './metrics.ts';

/** Of what a model that says one value of every example is plain. */
export type PlainSet = BinarySet | RegressionSet;

export function isPlain(set: EvaluationSet): set is PlainSet {
  return set.task === 'binary' || set.task === 'regression';
}

/**
 * The metric of a model that has learned nothing but one value for every example: of two classes the share
 * of positives as its score, and for decisions the larger class; of a regression the mean label.
 */
export function baselineOf(metric: MetricName, set: PlainSet): Measured {
  const mean = meanLabel(set);
  const isDecided = set.task === 'binary' && hasThreshold(metric);
  const constant = isDecided ? Math.round(mean) : mean;
  return measure(metric, alwaysSaying(constant, set), 0.5);
}

/** The cheaper of deciding every example positive, and every one negative. */
export function baselineCost(set: BinarySet, costs: DecisionCosts): number | undefined {
  const [none, all] = [0, 1].map((constant) =>
    expectedCost(confusionAt(alwaysSaying(constant, set), 0.5, weightsOf(set)), costs),
  );
  return none === undefined || all === undefined ? undefined : Math.min(none, all);
}

function meanLabel(set: PlainSet): number {
  const weights = weightsOf(set);
  let sum = 0;
  let total = 0;
  for (let i = 0; i < weights.length; i += 1) {
    sum += (weights[i] ?? 0) * (set.labels[i] ?? 0);
    total += weights[i] ?? 0;
  }
  return sum / total;
}

function alwaysSaying<T extends PlainSet>(constant: number, set: T): T {
  return { ...set, scores: new Float64Array(set.labels.length).fill(constant) };
}
