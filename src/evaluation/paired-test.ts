import { binomialUpperTail, clopperPearsonHigh, clopperPearsonLow } from './binomial.ts';
import { bootstrap, percentile, spread } from './bootstrap.ts';
import { type ClassifiedSet, isClassified, rightness } from './decisions.ts';
import { aucDifferenceVariance, placementsOf } from './delong.ts';
import type { EvaluationSet } from './evaluation-set.ts';
import { type Interval, provenance } from './interval.ts';
import { type MetricName, regressionOf } from './metric.ts';
import { estimatorOf, weightsOf } from './metrics.ts';
import { unitsOf } from './units.ts';
import { normalCdf, normalQuantile } from '../stats/normal.ts';

export interface TestRequest {
  metric: MetricName;
  champion: EvaluationSet;
  challenger: EvaluationSet;
  /** The change, positive when the challenger is worse. */
  regression: number;
  /** One-sided, in (0.5, 1). */
  confidence: number;
  threshold: number;
}

export interface Tested {
  bounds: Interval;
  pValue: number;
  standardError: number;
}

/** Undefined where the examples are too few. */
export function testRegression(request: TestRequest): Tested | undefined {
  const { metric, champion, challenger } = request;
  if (challenger.weights !== undefined) return bootstrapTest(request);
  if (metric === 'auRoc' && challenger.task === 'binary') return delongTest(request);
  if (metric === 'accuracy' && isClassified(champion) && isClassified(challenger)) {
    return mcnemarTest({ ...request, champion, challenger });
  }
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
}: TestRequest & Record<'champion' | 'challenger', ClassifiedSet>): Tested {
  const { lost, won } = discordance(champion, challenger, threshold);
  const n = challenger.ids.length;
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
  champion: ClassifiedSet,
  challenger: ClassifiedSet,
  threshold: number,
): { lost: number; won: number } {
  const before = rightness(champion, threshold);
  const after = rightness(challenger, threshold);
  let lost = 0;
  let won = 0;
  for (let place = 0; place < after.length; place += 1) {
    const change = (after[place] ?? 0) - (before[place] ?? 0);
    if (change < 0) lost += 1;
    if (change > 0) won += 1;
  }
  return { lost, won };
}

function bootstrapTest(request: TestRequest): Tested | undefined {
  const { metric, champion, challenger, confidence, threshold } = request;
  const before = estimatorOf(metric, champion, threshold);
  const after = estimatorOf(metric, challenger, threshold);
  const units = unitsOf(challenger);
  const weights = weightsOf(challenger);
  const size = challenger.scores.length;
  const [result] = bootstrap({ weights, units, size, tail: 1 - confidence }, [
    (drawn) => {
      const [from, to] = [before(drawn).value, after(drawn).value];
      return from === undefined || to === undefined ? undefined : regressionOf(metric, to - from);
    },
  ]);
  if (result === undefined) return undefined;
  const { replicates } = result;
  const low = percentile(result, 1 - confidence);
  const high = percentile(result, confidence);
  const notWorse = replicates.filter((replicate) => replicate <= 0).length;
  return {
    bounds: {
      ...oneSided(low, high, confidence, 'bootstrap'),
      ...provenance(result, units),
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
