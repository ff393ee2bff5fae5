import { positives, confusionAt } from './binary-metrics.ts';
import { bootstrap, type Bootstrap, percentile } from './bootstrap.ts';
import { isDecisionMetric, proportionOf } from './confusion.ts';
import { isClassified, rightness } from './decisions.ts';
import { aucVariance, placementsOf } from './delong.ts';
import type { BinarySet, EvaluationSet } from './evaluation-set.ts';
import type { MetricName } from './metric.ts';
import { estimatorOf, weightsOf } from './metrics.ts';
import { normalQuantile } from '../stats/normal.ts';
import { type Units, unitsOf } from './units.ts';

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
  /** Of a bootstrap of more than single examples: what was drawn as a whole, and how many there are. */
  drawn?: Exclude<Units['kind'], 'example'>;
  units?: number;
}

export interface IntervalOptions {
  /** In (0, 1). */
  confidence: number;
  threshold: number;
  /** Of a bootstrap, as in `Resampling`. */
  budget?: number;
}

/**
 * A two-sided confidence interval: DeLong's for auRoc of two classes, Wilson's for proportions, the
 * percentiles of a bootstrap for everything else and wherever examples have weights. Undefined where
 * the examples are too few to tell.
 */
export function intervalOf(
  metric: MetricName,
  set: EvaluationSet,
  options: IntervalOptions,
): Interval | undefined {
  return isClosed(metric, set)
    ? closedInterval(metric, set, options)
    : bootstrapIntervals([metric], set, options).get(metric);
}

/** Those of several metrics, which share the draws of one bootstrap. */
export function intervalsOf(
  metrics: readonly MetricName[],
  set: EvaluationSet,
  options: IntervalOptions,
): ReadonlyMap<MetricName, Interval> {
  const intervals = new Map<MetricName, Interval>();
  for (const metric of metrics.filter((one) => isClosed(one, set))) {
    const interval = closedInterval(metric, set, options);
    if (interval !== undefined) intervals.set(metric, interval);
  }
  const others = metrics.filter((metric) => !isClosed(metric, set));
  return new Map([...intervals, ...bootstrapIntervals(others, set, options)]);
}

/** Whether there is a formula for the interval. */
export function isClosed(metric: MetricName, set: EvaluationSet): boolean {
  if (set.weights !== undefined || !isClassified(set)) return false;
  if (metric === 'accuracy') return true;
  if (set.task !== 'binary') return false;
  return metric === 'auRoc' || (isDecisionMetric(metric) && metric !== 'f1Score');
}

function closedInterval(
  metric: MetricName,
  set: EvaluationSet,
  { confidence, threshold }: IntervalOptions,
): Interval | undefined {
  if (!isClassified(set)) return undefined;
  if (set.task === 'binary' && metric === 'auRoc') return delongInterval(set, confidence);
  const [part, whole] =
    set.task === 'binary' && isDecisionMetric(metric)
      ? proportionOf(metric, confusionAt(set, threshold, weightsOf(set)))
      : [rightness(set, threshold).reduce((sum, one) => sum + one, 0), set.ids.length];
  return whole === 0 ? undefined : wilsonInterval(part, whole, confidence);
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

function delongInterval(set: BinarySet, confidence: number): Interval | undefined {
  const placements = placementsOf(positives(set), set.scores);
  if (placements === undefined) return undefined;
  const reach = normalQuantile((1 + confidence) / 2) * Math.sqrt(aucVariance(placements));
  const low = Math.max(0, placements.auc - reach);
  const high = Math.min(1, placements.auc + reach);
  return { low, high, confidence, sides: 'both', method: 'delong' };
}

function bootstrapIntervals(
  metrics: readonly MetricName[],
  set: EvaluationSet,
  { confidence, threshold, budget }: IntervalOptions,
): Map<MetricName, Interval> {
  const units = unitsOf(set);
  const tail = (1 - confidence) / 2;
  const results = bootstrap(
    {
      weights: weightsOf(set),
      units,
      size: set.scores.length,
      tail,
      ...(budget === undefined ? {} : { budget }),
    },
    metrics.map((metric) => {
      const estimate = estimatorOf(metric, set, threshold);
      return (weights) => estimate(weights).value;
    }),
  );
  return new Map(
    metrics.flatMap((metric, index) => {
      const result = results[index];
      if (result === undefined) return [];
      const low = percentile(result, tail);
      const high = percentile(result, 1 - tail);
      return [[metric, { low, high, confidence, sides: 'both', ...provenance(result, units) }]];
    }),
  );
}

/** How a bootstrap came by its numbers. */
export function provenance(
  { replicates, seed }: Bootstrap,
  units: Units,
): Pick<Interval, 'method' | 'replicates' | 'seed' | 'drawn' | 'units'> {
  const common = { method: 'bootstrap', replicates: replicates.length, seed } as const;
  return units.kind === 'example' ? common : { ...common, drawn: units.kind, units: units.count };
}
