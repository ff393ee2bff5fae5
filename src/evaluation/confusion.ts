import type { Measured, MetricName } from './metric.ts';

/** Weights of examples by label and decision. */
export interface Confusion {
  truePositives: number;
  falsePositives: number;
  trueNegatives: number;
  falseNegatives: number;
}

const decisionMetrics = ['accuracy', 'precision', 'recall', 'f1Score', 'specificity'] as const;

/** Ratios of the four cells. */
export type DecisionMetric = (typeof decisionMetrics)[number];

export function isDecisionMetric(metric: MetricName): metric is DecisionMetric {
  return decisionMetrics.some((one) => one === metric);
}

/** 0 / 0 is taken as 0 and said so, as scikit-learn does with a warning. */
export function decisionMetric(metric: DecisionMetric, confusion: Confusion): Measured {
  const [part, whole] = proportionOf(metric, confusion);
  if (whole > 0) return { value: part / whole };
  return { value: 0, note: `${metric} is 0 / 0 here and taken as 0: ${whyEmpty[metric]}` };
}

/** The two numbers whose ratio the metric is. */
export function proportionOf(metric: DecisionMetric, confusion: Confusion): [number, number] {
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = confusion;
  switch (metric) {
    case 'accuracy': {
      const right = truePositives + trueNegatives;
      return [right, right + falsePositives + falseNegatives];
    }
    case 'precision':
      return [truePositives, truePositives + falsePositives];
    case 'recall':
      return [truePositives, truePositives + falseNegatives];
    case 'specificity':
      return [trueNegatives, trueNegatives + falsePositives];
    case 'f1Score':
      return [2 * truePositives, 2 * truePositives + falsePositives + falseNegatives];
  }
}

const whyEmpty: Record<DecisionMetric, string> = {
  accuracy: 'there is no example',
  precision: 'no example is decided positive',
  recall: 'there is no positive example',
  specificity: 'there is no negative example',
  f1Score: 'no example is positive or decided so',
};
