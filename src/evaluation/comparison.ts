import type { EvaluationSet } from './evaluation-set.ts';
import { decisionsOf, isClassified } from './decisions.ts';
import type { Interval } from './interval.ts';
import { hasThreshold, type Measured, type MetricName, regressionOf } from './metric.ts';
import { estimatorOf, weightsOf } from './metrics.ts';
import { testRegression } from './paired-test.ts';
import type { PairedSets } from './pairing.ts';
import { normalQuantile } from '../stats/normal.ts';

/** How much worse the challenger is than the champion on the same examples. Plain data. */
export interface Comparison {
  metric: MetricName;
  examples: number;
  champion: number;
  challenger: number;
  /** Challenger minus champion. */
  change: number;
  /** The change, positive when the challenger is worse. */
  regression: number;
  /** Where the true regression lies: above `low`, and below `high`, each with the confidence. */
  bounds: Interval;
  /** Chance of a regression at least as large as this one between equally good models. */
  pValue: number;
  /**
   * The true regression that would be told from none four times in five (80 % power) on these
   * examples; a smaller one may slip through.
   */
  smallestDetectable: number;
}

export type Compared =
  | { state: 'compared'; comparison: Comparison }
  /** No score differs, or for metrics with a threshold no decision. */
  | {
      state: 'identical';
      challenger: number;
      champion: number;
      examples: number;
      what: 'prediction' | 'decision';
    }
  | { state: 'undefined'; reason: string };

/** Four times in five. */
export const power = 0.8;

/**
 * Compares on paired examples: DeLong's test for auRoc of two classes, McNemar's exact test for accuracy
 * of any classes, a paired bootstrap for everything else and wherever examples have weights: of
 * queries in a ranking, of series or blocks of time in a forecast.
 * @param confidence one-sided, in (0.5, 1).
 */
export function compareMetric(
  metric: MetricName,
  { champion, challenger }: Pick<PairedSets, 'champion' | 'challenger'>,
  { confidence, threshold }: { confidence: number; threshold: number },
): Compared {
  if (metric === 'meanPinballLoss' && levelsOf(champion) !== levelsOf(challenger)) {
    const reason = 'champion and challenger predict other quantiles';
    return { state: 'undefined', reason };
  }
  const before = estimatorOf(metric, champion, threshold)(weightsOf(challenger));
  const after = estimatorOf(metric, challenger, threshold)(weightsOf(challenger));
  if (after.value === undefined) return { state: 'undefined', reason: whyUndefined(metric, after) };
  if (before.value === undefined) {
    return { state: 'undefined', reason: `of the champion: ${whyUndefined(metric, before)}` };
  }
  const examples = challenger.ids.length;
  const values = { champion: before.value, challenger: after.value };
  const what = sameness(metric, champion, challenger, threshold);
  if (what !== 'different') return { state: 'identical', ...values, examples, what };
  const change = after.value - before.value;
  const regression = regressionOf(metric, change);
  const request = { metric, champion, challenger, regression, confidence, threshold };
  const tested = testRegression(request);
  if (tested === undefined) {
    return { state: 'undefined', reason: 'there are too few examples to compare on' };
  }
  const { bounds, pValue, standardError } = tested;
  const smallestDetectable = (normalQuantile(confidence) + normalQuantile(power)) * standardError;
  return {
    state: 'compared',
    comparison: {
      metric,
      examples,
      ...values,
      change,
      regression,
      bounds,
      pValue,
      smallestDetectable,
    },
  };
}

function whyUndefined(metric: MetricName, { note }: Measured): string {
  return note ?? `${metric} is not defined here`;
}

function levelsOf(set: EvaluationSet): string {
  const quantiles = set.task === 'forecasting' ? set.quantiles : undefined;
  return [...(quantiles?.keys() ?? [])].join(' ');
}

function sameness(
  metric: MetricName,
  champion: EvaluationSet,
  challenger: EvaluationSet,
  threshold: number,
): 'prediction' | 'decision' | 'different' {
  if (areEqual(predictionsOf(champion), predictionsOf(challenger))) return 'prediction';
  if (!hasThreshold(metric) || !isClassified(champion) || !isClassified(challenger)) {
    return 'different';
  }
  const before = decisionsOf(champion, threshold);
  return areEqual([before], [decisionsOf(challenger, threshold)]) ? 'decision' : 'different';
}

function predictionsOf(set: EvaluationSet): readonly Float64Array[] {
  const quantiles = set.task === 'forecasting' ? set.quantiles : undefined;
  return [set.scores, ...(quantiles?.values() ?? [])];
}

function areEqual(
  some: readonly ArrayLike<number>[],
  others: readonly ArrayLike<number>[],
): boolean {
  return (
    some.length === others.length &&
    some.every((values, index) => {
      const other = others[index];
      if (values.length !== other?.length) return false;
      for (let i = 0; i < values.length; i += 1) if (values[i] !== other[i]) return false;
      return true;
    })
  );
}
