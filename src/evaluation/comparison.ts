import { clopperPearsonHigh, clopperPearsonLow, binomialUpperTail } from './binomial.ts';
import { bootstrap, percentile, spread } from './bootstrap.ts';
import { aucDifferenceVariance, placementsOf } from './delong.ts';
import type { EvaluationSet } from './evaluation-set.ts';
import type { Interval } from './interval.ts';
import { hasThreshold, type MetricName, regressionOf } from './metric.ts';
import { estimatorOf, weightsOf } from './metrics.ts';
import { normalCdf, normalQuantile } from '../stats/normal.ts';
import type { PairedSets } from './pairing.ts';

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
 * Compares on paired examples: DeLong's test for auRoc, McNemar's exact test for accuracy, a paired
 * bootstrap for everything else and wherever examples have weights.
 * @param confidence one-sided, in (0.5, 1).
 */
export function compareMetric(
  metric: MetricName,
  { champion, challenger }: Pick<PairedSets, 'champion' | 'challenger'>,
  { confidence, threshold }: { confidence: number; threshold: number },
): Compared {
  const before = estimatorOf(metric, champion, threshold)(weightsOf(challenger));
  const after = estimatorOf(metric, challenger, threshold)(weightsOf(challenger));
  if (before.value === undefined || after.value === undefined) {
    return {
      state: 'undefined',
      reason: after.note ?? before.note ?? `${metric} is not defined here`,
    };
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

interface TestRequest {
  metric: MetricName;
  champion: EvaluationSet;
  challenger: EvaluationSet;
  regression: number;
  confidence: number;
  threshold: number;
}

interface Tested {
  bounds: Interval;
  pValue: number;
  standardError: number;
}

function testRegression(request: TestRequest): Tested | undefined {
  const isWeighted = request.challenger.weights !== undefined;
  if (request.metric === 'auRoc' && !isWeighted) return delongTest(request);
  if (request.metric === 'accuracy' && !isWeighted) return mcnemarTest(request);
  return bootstrapTest(request);
}

function delongTest({
  champion,
  challenger,
  regression,
  confidence,
}: TestRequest): Tested | undefined {
  const before = placementsOf(champion.labels, champion.scores);
  const after = placementsOf(challenger.labels, challenger.scores);
  if (before === undefined || after === undefined) return undefined;
  const standardError = Math.sqrt(aucDifferenceVariance(before, after));
  const reach = normalQuantile(confidence) * standardError;
  return {
    bounds: oneSided(regression - reach, regression + reach, confidence, 'delong'),
    pValue: standardError > 0 ? normalCdf(-regression / standardError) : regression > 0 ? 0 : 1,
    standardError,
  };
}

/**
 * Of the examples on which the models disagree, half go to each when they are equally good: that test is
 * exact. Bounds on the difference must hold twice: by the exact bounds on that share (Clopper and
 * Pearson), so that they agree with the test, and by Bonett and Price's adjusted interval (Journal of
 * Educational and Behavioral Statistics 37, 2012), which counts the chance in how often they disagree.
 */
function mcnemarTest({
  champion,
  challenger,
  regression,
  confidence,
  threshold,
}: TestRequest): Tested {
  const { lost, won } = discordance(champion, challenger, threshold);
  const n = challenger.labels.length;
  const discordant = lost + won;
  const alpha = 1 - confidence;
  const adjustedLost = (lost + 1) / (n + 2);
  const adjustedWon = (won + 1) / (n + 2);
  const adjusted = adjustedLost - adjustedWon;
  const adjustedShare = adjustedLost + adjustedWon;
  const reach = normalQuantile(confidence) * Math.sqrt((adjustedShare - adjusted ** 2) / (n + 2));
  const exactLow = ((2 * clopperPearsonLow(lost, discordant, alpha) - 1) * discordant) / n;
  const exactHigh = ((2 * clopperPearsonHigh(lost, discordant, alpha) - 1) * discordant) / n;
  const low = Math.min(exactLow, adjusted - reach, regression);
  const high = Math.max(exactHigh, adjusted + reach, regression);
  return {
    bounds: oneSided(low, high, confidence, 'mcnemar'),
    pValue: binomialUpperTail(lost, discordant, 0.5),
    standardError: Math.sqrt(adjustedShare / n),
  };
}

/** Examples that only the champion, or only the challenger, decides rightly. */
export function discordance(
  champion: EvaluationSet,
  challenger: EvaluationSet,
  threshold: number,
): { lost: number; won: number } {
  let lost = 0;
  let won = 0;
  challenger.labels.forEach((label, place) => {
    const wasRight = (champion.scores[place] ?? 0) >= threshold === (label === 1);
    const isRight = (challenger.scores[place] ?? 0) >= threshold === (label === 1);
    if (wasRight && !isRight) lost += 1;
    if (isRight && !wasRight) won += 1;
  });
  return { lost, won };
}

function bootstrapTest(request: TestRequest): Tested | undefined {
  const { metric, champion, challenger, confidence, threshold } = request;
  const before = estimatorOf(metric, champion, threshold);
  const after = estimatorOf(metric, challenger, threshold);
  const result = bootstrap(weightsOf(challenger), 1 - confidence, (weights) => {
    const [from, to] = [before(weights).value, after(weights).value];
    return from === undefined || to === undefined ? undefined : regressionOf(metric, to - from);
  });
  if (result === undefined) return undefined;
  const { replicates, seed } = result;
  const low = percentile(result, 1 - confidence);
  const high = percentile(result, confidence);
  const notWorse = replicates.filter((replicate) => replicate <= 0).length;
  return {
    bounds: {
      ...oneSided(low, high, confidence, 'bootstrap'),
      replicates: replicates.length,
      seed,
    },
    // One is added so that no finite number of draws claims certainty.
    pValue: (notWorse + 1) / (replicates.length + 1),
    standardError: spread(result),
  };
}

function oneSided(
  low: number,
  high: number,
  confidence: number,
  method: Interval['method'],
): Interval {
  return { low, high, confidence, sides: 'each', method };
}

function sameness(
  metric: MetricName,
  champion: EvaluationSet,
  challenger: EvaluationSet,
  threshold: number,
): 'prediction' | 'decision' | 'different' {
  const before = champion.scores;
  const after = challenger.scores;
  if (after.every((score, place) => score === before[place])) return 'prediction';
  const isAlike =
    hasThreshold(metric) &&
    after.every((score, place) => score >= threshold === (before[place] ?? 0) >= threshold);
  return isAlike ? 'decision' : 'different';
}
