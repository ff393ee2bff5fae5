import { binaryEstimator } from './binary-metrics.ts';
import { classEstimator } from './class-metrics.ts';
import { errorEstimator } from './error-metrics.ts';
import { type Estimator, undefinedMetric } from './estimator.ts';
import type { EvaluationSet } from './evaluation-set.ts';
import { isDefinedFor, type Measured, type MetricName } from './metric.ts';
import { queryEstimator } from './query-metrics.ts';

/** Scores from here on count as positive, as scikit-learn's and Vertex's thresholds do. */
export const defaultThreshold = 0.5;

/** The metric on the set with its own weights; absent with a note where the set has none. */
export function measure(
  metric: MetricName,
  set: EvaluationSet,
  threshold = defaultThreshold,
): Measured {
  return estimatorOf(metric, set, threshold)(weightsOf(set));
}

export function weightsOf(set: EvaluationSet): Float64Array {
  return set.weights ?? new Float64Array(set.ids.length).fill(1);
}

/** Definitions are scikit-learn's, including what it takes 0 / 0 for. Values are finite. */
export function estimatorOf(metric: MetricName, set: EvaluationSet, threshold: number): Estimator {
  const estimate =
    (isDefinedFor(metric, set.task) ? estimatorFor(metric, set, threshold) : undefined) ??
    undefinedMetric(`${metric} is not defined for predictions of the kind ${set.task}`);
  return (weights) => {
    const measured = estimate(weights);
    const { value } = measured;
    if (value === undefined || Number.isFinite(value)) return measured;
    return { note: `${metric} of these numbers is too large to be computed` };
  };
}

function estimatorFor(
  metric: MetricName,
  set: EvaluationSet,
  threshold: number,
): Estimator | undefined {
  switch (set.task) {
    case 'binary':
      return binaryEstimator(metric, set, threshold);
    case 'multiclass':
    case 'multilabel':
      return classEstimator(metric, set, threshold);
    case 'regression':
    case 'forecasting':
      return errorEstimator(metric, set);
    case 'ranking':
      return queryEstimator(metric, set);
  }
}
