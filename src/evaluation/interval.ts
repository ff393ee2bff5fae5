import { bootstrap, percentile } from './bootstrap.ts';
import { isDecisionMetric, proportionOf } from './confusion.ts';
import { aucVariance, placementsOf } from './delong.ts';
import type { EvaluationSet } from './evaluation-set.ts';
import type { MetricName } from './metric.ts';
import { confusionAt, estimatorOf, weightsOf } from './metrics.ts';
import { normalQuantile } from '../stats/normal.ts';

/** Where a number lies with some confidence. */
export interface Interval {
  low: number;
  high: number;
  /** In (0, 1). */
  confidence: number;
  /** `both`: the number lies inside with this confidence; `each`: it is above `low` with it, and below `high`. */
  sides: 'both' | 'each';
  method: 'delong' | 'wilson' | 'mcnemar' | 'bootstrap';
  /** Of a bootstrap; with the seed the interval can be computed again. */
  replicates?: number;
  seed?: number;
}

/**
 * A two-sided confidence interval: DeLong's for auRoc, Wilson's for proportions, the percentiles of a
 * bootstrap for everything else and wherever examples have weights. Undefined where the
 * examples are too few to tell.
 */
export function intervalOf(
  metric: MetricName,
  set: EvaluationSet,
  { confidence, threshold }: { confidence: number; threshold: number },
): Interval | undefined {
  const isWeighted = set.weights !== undefined;
  if (metric === 'auRoc' && !isWeighted) return delongInterval(set, confidence);
  if (isDecisionMetric(metric) && metric !== 'f1Score' && !isWeighted) {
    const [part, whole] = proportionOf(metric, confusionAt(set, threshold));
    return whole === 0 ? undefined : wilsonInterval(part, whole, confidence);
  }
  return bootstrapInterval(metric, set, { confidence, threshold });
}

/**
 * Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927).
 * @param trials at least 1.
 */
export function wilsonInterval(successes: number, trials: number, confidence: number): Interval {
  const z = normalQuantile((1 + confidence) / 2);
  const share = successes / trials;
  const scale = 1 + (z * z) / trials;
  const middle = (share + (z * z) / (2 * trials)) / scale;
  const reach =
    (z / scale) * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  return {
    low: successes === 0 ? 0 : Math.max(0, middle - reach),
    high: successes === trials ? 1 : Math.min(1, middle + reach),
    confidence,
    sides: 'both',
    method: 'wilson',
  };
}

function delongInterval(set: EvaluationSet, confidence: number): Interval | undefined {
  const placements = placementsOf(set.labels, set.scores);
  if (placements === undefined) return undefined;
  const reach = normalQuantile((1 + confidence) / 2) * Math.sqrt(aucVariance(placements));
  const low = Math.max(0, placements.auc - reach);
  const high = Math.min(1, placements.auc + reach);
  return { low, high, confidence, sides: 'both', method: 'delong' };
}

function bootstrapInterval(
  metric: MetricName,
  set: EvaluationSet,
  { confidence, threshold }: { confidence: number; threshold: number },
): Interval | undefined {
  const estimate = estimatorOf(metric, set, threshold);
  const tail = (1 - confidence) / 2;
  const result = bootstrap(weightsOf(set), tail, (weights) => estimate(weights).value);
  if (result === undefined) return undefined;
  return {
    low: percentile(result, tail),
    high: percentile(result, 1 - tail),
    confidence,
    sides: 'both',
    method: 'bootstrap',
    replicates: result.replicates.length,
    seed: result.seed,
  };
}
