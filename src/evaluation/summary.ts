import { binaryConfusion, type ConfusionMatrix, multiclassConfusion } from './confusion-matrix.ts';
import { type Curves, curvesOf } from './curves.ts';
import { pinballLosses } from './error-metrics.ts';
import { meanOf } from './estimator.ts';
import type { EvaluationSet, ForecastingSet, Task } from './evaluation-set.ts';
import { holdoutDigest } from './holdout-digest.ts';
import { type Interval, intervalsOf, isClosed } from './interval.ts';
import { type MetricName, metricsOf } from './metric.ts';
import { measure, weightsOf } from './metrics.ts';
import type { Evidence } from './pairing.ts';

/** What the predictions say, before any gate. Plain data, fit for the release record. */
export interface EvaluationSummary {
  task: Task;
  /** Of the challenger, those that are defined. */
  metrics: Readonly<Record<string, number>>;
  /** Why a metric is missing, or what was assumed. */
  notes: Readonly<Record<string, string>>;
  /** Two-sided, 95 %, of the challenger's metrics. */
  intervals: Readonly<Record<string, Pick<Interval, 'low' | 'high' | 'confidence' | 'method'>>>;
  /** On the examples that both models have. */
  championMetrics?: Readonly<Record<string, number>>;
  holdout: { examples: number; digest: string };
  curves?: { challenger: Curves; champion?: Curves };
  confusion?: ConfusionMatrix;
  quantiles?: readonly QuantileSummary[];
}

/** A predicted quantile, under Vertex AI's names. */
export interface QuantileSummary {
  quantile: number;
  pinballLoss: number;
  /** Share of the labels at or below the prediction: the quantile itself, if the model is right. */
  observedQuantile: number;
}

const confidence = 0.95;
/** Larger sets are not resampled for intervals that no gate asks for: those are narrow, and it takes long. */
const scoresResampled = 200_000;
const budget = 20_000_000;

/** @param threshold score from which an example counts as positive. */
export function summarise(evidence: Evidence, threshold: number): EvaluationSummary {
  const { challenger, pair } = evidence;
  const curves = curvesOfBoth(evidence);
  const confusion = confusionOf(challenger, threshold);
  const quantiles = challenger.task === 'forecasting' ? quantilesOf(challenger) : [];
  return {
    task: challenger.task,
    ...measureAll(challenger, threshold),
    intervals: allIntervals(challenger, threshold),
    ...(pair === undefined
      ? {}
      : { championMetrics: measureAll(pair.champion, threshold).metrics }),
    holdout: { examples: challenger.ids.length, digest: holdoutDigest(challenger) },
    ...(curves === undefined ? {} : { curves }),
    ...(confusion === undefined ? {} : { confusion }),
    ...(quantiles.length === 0 ? {} : { quantiles }),
  };
}

/** Every metric that is defined for these predictions, with what is to be said about them. */
export function measureAll(
  set: EvaluationSet,
  threshold: number,
): Pick<EvaluationSummary, 'metrics' | 'notes'> {
  const measured = metricsOf(set.task).map(
    (metric) => [metric, measure(metric, set, threshold)] as const,
  );
  const defined = measured.flatMap(([metric, { value }]) =>
    value === undefined ? [] : [[metric, value] as const],
  );
  const noted = measured.flatMap(([metric, { note }]) =>
    note === undefined ? [] : [[metric, note] as const],
  );
  return { metrics: Object.fromEntries(defined), notes: Object.fromEntries(noted) };
}

function allIntervals(set: EvaluationSet, threshold: number): EvaluationSummary['intervals'] {
  const isLarge = set.scores.length > scoresResampled;
  const metrics = metricsOf(set.task).filter((metric) => !isLarge || isClosed(metric, set));
  const intervals = [...intervalsOf(metrics, set, { confidence, threshold, budget })].toSorted(
    ([a], [b]) => metrics.indexOf(a) - metrics.indexOf(b),
  );
  return Object.fromEntries(
    intervals.map(
      ([metric, { low, high, method }]): [MetricName, EvaluationSummary['intervals'][string]] => [
        metric,
        { low, high, confidence, method },
      ],
    ),
  );
}

function curvesOfBoth({ challenger, pair }: Evidence): EvaluationSummary['curves'] {
  if (challenger.task !== 'binary') return undefined;
  const ours = curvesOf(challenger);
  if (ours === undefined) return undefined;
  const theirs = pair?.champion.task === 'binary' ? curvesOf(pair.champion) : undefined;
  return { challenger: ours, ...(theirs === undefined ? {} : { champion: theirs }) };
}

function confusionOf(set: EvaluationSet, threshold: number): ConfusionMatrix | undefined {
  if (set.task === 'binary') return binaryConfusion(set, threshold);
  return set.task === 'multiclass' ? multiclassConfusion(set) : undefined;
}

function quantilesOf(set: ForecastingSet): QuantileSummary[] {
  const weights = weightsOf(set);
  return [...(set.quantiles ?? [])].flatMap(([level, predicted]) => {
    const loss = meanOf(pinballLosses(set.labels, predicted, Number(level)))(weights).value;
    const reached = set.labels.map((label, place) => (label <= (predicted[place] ?? 0) ? 1 : 0));
    const share = meanOf(reached)(weights).value;
    if (loss === undefined || share === undefined || !Number.isFinite(loss)) return [];
    return [{ quantile: Number(level), pinballLoss: loss, observedQuantile: share }];
  });
}
