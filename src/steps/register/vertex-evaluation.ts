import { confusionAt } from '../../evaluation/binary-metrics.ts';
import { type Confusion, proportionOf } from '../../evaluation/confusion.ts';
import {
  binaryConfusion,
  type ConfusionMatrix,
  multiclassConfusion,
} from '../../evaluation/confusion-matrix.ts';
import type { BinarySet, EvaluationSet } from '../../evaluation/evaluation-set.ts';
import { weightsOf } from '../../evaluation/metrics.ts';
import type { Json, JsonObject } from '../../release/json.ts';

/*
 * Evaluations in the shapes of Vertex AI's model evaluation schemas: ClassificationEvaluationMetrics,
 * RegressionEvaluationMetrics and ForecastingEvaluationMetrics of its REST reference (Shared.Types).
 */

const schemas = 'gs://google-cloud-aiplatform/schema/modelevaluation';

interface Form {
  schema: string;
  /** Metrics that the schema has; our names are its names. */
  metrics: readonly string[];
}

const classification: Form = {
  schema: 'classification_metrics_1.0.0.yaml',
  metrics: ['auPrc', 'auRoc', 'logLoss'],
};
const regression: Form = {
  schema: 'regression_metrics_1.0.0.yaml',
  metrics: [
    'rootMeanSquaredError',
    'meanAbsoluteError',
    'meanAbsolutePercentageError',
    'rSquared',
    'rootMeanSquaredLogError',
  ],
};
const forecasting: Form = {
  schema: 'forecasting_metrics_1.0.0.yaml',
  metrics: [
    ...regression.metrics,
    'weightedAbsolutePercentageError',
    'rootMeanSquaredPercentageError',
    'symmetricMeanAbsolutePercentageError',
  ],
};

/** By task. Vertex AI has no schema for rankings. */
const forms: ReadonlyMap<string, Form> = new Map([
  ['binary', classification],
  ['multiclass', classification],
  ['multilabel', classification],
  ['regression', regression],
  ['forecasting', forecasting],
]);

export type Metrics = Readonly<Record<string, number>>;

export interface Measurement {
  set: EvaluationSet;
  metrics: Metrics;
  /** Score from which an example counts as positive. */
  threshold: number;
}

/** Whether Vertex AI has a schema for evaluations of the task. */
export function hasSchema(task: string): boolean {
  return forms.has(task);
}

/** `metricsSchemaUri` and `metrics` of a ModelEvaluation or of a slice of one. */
export function evaluationMetrics({ set, metrics, threshold }: Measurement): JsonObject {
  const form = forms.get(set.task) ?? classification;
  const known = Object.entries(metrics).filter(([name]) => form.metrics.includes(name));
  return {
    metricsSchemaUri: `${schemas}/${form.schema}`,
    metrics: {
      ...Object.fromEntries(known),
      ...details(set, threshold),
    },
  };
}

/** Metrics that the schema has no word for: they go into the evaluation's metadata. */
export function otherMetrics(task: string, metrics: Metrics): Metrics {
  const known = forms.get(task)?.metrics ?? [];
  return Object.fromEntries(Object.entries(metrics).filter(([name]) => !known.includes(name)));
}

/** 0, 0.05, …, 0.95, 0.96, …, 0.99, as the reference asks for. */
export const confidenceThresholds: readonly number[] = [
  ...Array.from({ length: 20 }, (_, step) => step / 20),
  0.96,
  0.97,
  0.98,
  0.99,
];

function details(set: EvaluationSet, threshold: number): JsonObject {
  switch (set.task) {
    case 'binary':
      return {
        confidenceMetrics: confidenceMetrics(set),
        confusionMatrix: matrix(binaryConfusion(set, threshold)),
      };
    case 'multiclass':
      return { confusionMatrix: matrix(multiclassConfusion(set)) };
    default:
      return {};
  }
}

function confidenceMetrics(set: BinarySet): JsonObject[] {
  const isWeighted = set.weights !== undefined;
  const weights = weightsOf(set);
  return confidenceThresholds.map((confidenceThreshold) => ({
    confidenceThreshold,
    ...rates(confusionAt(set, confidenceThreshold, weights), isWeighted),
  }));
}

function matrix({ classes, counts }: ConfusionMatrix): JsonObject {
  return {
    annotationSpecs: classes.map((name, place) => ({ id: String(place), displayName: name })),
    rows: counts.map((row) => [...row]),
  };
}

/** Rates that are 0 / 0 are left out. Counts of weighted examples would be no counts. */
function rates(confusion: Confusion, isWeighted: boolean): JsonObject {
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = confusion;
  const negatives = trueNegatives + falsePositives;
  const all: [string, [number, number]][] = [
    ['recall', proportionOf('recall', confusion)],
    ['precision', proportionOf('precision', confusion)],
    ['falsePositiveRate', [falsePositives, negatives]],
    ['f1Score', proportionOf('f1Score', confusion)],
  ];
  const ratios = all.flatMap(([name, [part, whole]]): [string, Json][] =>
    whole > 0 ? [[name, part / whole]] : [],
  );
  const counts = {
    truePositiveCount: truePositives,
    falsePositiveCount: falsePositives,
    falseNegativeCount: falseNegatives,
    trueNegativeCount: trueNegatives,
  };
  // Counts are integers of 64 bits, which JSON has as text.
  const counted = Object.entries(counts).map(([name, count]) => [name, String(count)] as const);
  return { ...Object.fromEntries(ratios), ...(isWeighted ? {} : Object.fromEntries(counted)) };
}
