import { type Compared, type Comparison, power } from './comparison.ts';
import { isKept, type Judgement } from './gate-judgement.ts';
import type { Interval } from './interval.ts';
import { type MetricName, regressionOf } from './metric.ts';
import { normalQuantile } from '../stats/normal.ts';
import { showConfidence, showNumber } from './show-number.ts';

type Better = 'higher' | 'lower';

/**
 * A loss fails when it is larger than the limit beyond reasonable doubt, and passes when it is within
 * the limit beyond reasonable doubt; what lies between is inconclusive.
 * @param among with how many comparisons it shares its error rate: that much less is detectable.
 */
export function judgeRegression(
  limit: number,
  compared: Compared,
  better: Better,
  among = 1,
): Judgement {
  if (compared.state === 'undefined') return notComparable(limit, compared.reason);
  if (compared.state === 'identical') {
    const { reason, ...judged } = identical(limit, compared);
    return { verdict: 'pass', ...judged, margin: limit, reason };
  }
  const { comparison } = compared;
  const { examples, challenger, champion, change, regression, bounds, pValue } = comparison;
  const verdict = bounds.low > limit ? 'fail' : bounds.high <= limit ? 'pass' : 'inconclusive';
  const smallestDetectable = limit + detectableAmong(comparison, among);
  const told = {
    pass: `shown to be within ${limit}`,
    fail: `significantly more than ${limit}`,
    inconclusive: `neither shown to be within ${limit} nor beyond; a loss of ${showNumber(smallestDetectable)} would show four times in five`,
  };
  return {
    verdict,
    examples,
    challenger,
    champion,
    change,
    interval: intervalOfChange(bounds, better),
    limit,
    margin: limit - regression,
    pValue,
    smallestDetectable,
    reason: `${describeChange(regression)}, ${told[verdict]}`,
  };
}

/**
 * The gain is for the challenger to show: short of the minimum it fails, whatever chance may do; at or above
 * it passes where the bound reaches the minimum as well, and is inconclusive where chance may explain it.
 */
export function judgeMinChange(limit: number, compared: Compared, better: Better): Judgement {
  if (compared.state === 'undefined') return notComparable(limit, compared.reason);
  if (compared.state === 'identical') {
    const { reason, ...judged } = identical(limit, compared);
    return {
      verdict: 'fail',
      ...judged,
      margin: -limit,
      reason: `${reason}, so nothing is gained`,
    };
  }
  const { examples, challenger, champion, change, regression, bounds } = compared.comparison;
  const margin = 0 - regression - limit;
  const shown = 0 - bounds.high;
  const reaches = isKept(margin, challenger, champion);
  const verdict = !reaches ? 'fail' : shown >= limit ? 'pass' : 'inconclusive';
  const surely = showConfidence(bounds.confidence);
  const told = {
    pass: `shown to reach the ${limit} that is asked for`,
    fail: `short of the ${limit} that is asked for`,
    inconclusive: `enough for the ${limit} that is asked for, but with ${surely} confidence only ${describeChange(0 - shown)} is shown`,
  };
  return {
    verdict,
    examples,
    challenger,
    champion,
    change,
    interval: intervalOfChange(bounds, better),
    limit,
    margin,
    reason: `${describeChange(regression)}, ${told[verdict]}`,
  };
}

/** Two values without the examples behind them: by the values themselves, and said so. */
export function judgeChangeByValue(
  {
    metric,
    rule,
    limit,
  }: { metric: MetricName; rule: 'max_regression' | 'min_change'; limit: number },
  values: { challenger: number | undefined; champion: number | undefined },
  examples: number,
): Judgement {
  const { challenger, champion } = values;
  if (challenger === undefined || champion === undefined) {
    const who = challenger === undefined ? 'candidate' : 'champion';
    const reason = `the ${who} has no ${metric} to compare`;
    return { verdict: 'inconclusive', examples, limit, reason };
  }
  const change = challenger - champion;
  const regression = regressionOf(metric, change);
  const margin = rule === 'max_regression' ? limit - regression : 0 - regression - limit;
  const holds = isKept(margin, challenger, champion);
  const asked = rule === 'max_regression' ? 'put up with' : 'asked for';
  const relation = holds ? 'within' : rule === 'max_regression' ? 'more than' : 'short of';
  const kept = rule === 'min_change' && holds ? 'reaching' : relation;
  return {
    verdict: holds ? 'pass' : 'fail',
    examples,
    challenger,
    champion,
    change,
    limit,
    margin,
    reason: `${describeChange(regression)}, ${kept} the ${limit} that is ${asked}; ${noConfidence}`,
  };
}

export const noConfidence = 'no confidence: aggregates only';

/** Both quantiles over one standard error, so that it can be told at another confidence. */
function detectableAmong({ smallestDetectable, bounds }: Comparison, among: number): number {
  if (among === 1) return smallestDetectable;
  const reach = (confidence: number) => normalQuantile(confidence) + normalQuantile(power);
  const shared = 1 - (1 - bounds.confidence) / among;
  return (smallestDetectable * reach(shared)) / reach(bounds.confidence);
}

function notComparable(limit: number, reason: string): Judgement {
  return { verdict: 'inconclusive', examples: 0, limit, reason };
}

function identical(
  limit: number,
  { examples, challenger, champion, what }: Extract<Compared, { state: 'identical' }>,
) {
  const reason = `identical: no ${what} differs on ${examples} examples`;
  return { examples, challenger, champion, change: 0, limit, reason };
}

function describeChange(regression: number): string {
  if (regression === 0) return 'as good as the champion';
  const size = showNumber(Math.abs(regression));
  return regression > 0 ? `${size} worse than the champion` : `${size} better than the champion`;
}

function intervalOfChange(bounds: Interval, better: Better): Interval {
  if (better === 'lower') return bounds;
  return { ...bounds, low: 0 - bounds.high, high: 0 - bounds.low };
}
