import type { Verdict } from '../release/verdict.ts';
import type { Compared } from './comparison.ts';
import type { GateRule } from './gate.ts';
import type { Interval } from './interval.ts';
import type { Measured, MetricName } from './metric.ts';

/** One rule of a gate on one set of examples. Numbers are finite; those that do not exist are absent. */
export interface Judgement {
  verdict: Verdict;
  /** Examples it rests on. */
  examples: number;
  challenger?: number;
  champion?: number;
  /** Challenger minus champion. */
  change?: number;
  /** Of the challenger's value for `min` and `max`, of the change for `max_regression`. */
  interval?: Interval;
  limit: number;
  /** How far inside (positive) or outside (negative) the limit the value lies. */
  margin?: number;
  /** One-sided, of `max_regression`: chance of this loss between equally good models. */
  pValue?: number;
  /** The loss that would fail four times in five: the limit and what chance hides. */
  smallestDetectable?: number;
  reason: string;
}

/** A threshold passes or fails by the value itself; the interval is shown beside it. */
export function judgeThreshold(
  { metric, rule, limit }: { metric: MetricName; rule: 'min' | 'max'; limit: number },
  measured: Measured,
  interval: Interval | undefined,
  examples: number,
): Judgement {
  const { value, note } = measured;
  if (value === undefined) {
    return {
      verdict: 'inconclusive',
      examples,
      limit,
      reason: note ?? `${metric} is not defined here`,
    };
  }
  const margin = rule === 'min' ? value - limit : limit - value;
  const holds = margin >= 0;
  const relation =
    rule === 'min' ? (holds ? 'reaches' : 'is below') : holds ? 'stays within' : 'is above';
  const words = `${showNumber(value)} ${relation} ${limit} by ${showNumber(Math.abs(margin))}`;
  return {
    verdict: holds ? 'pass' : 'fail',
    examples,
    challenger: value,
    ...(interval === undefined ? {} : { interval }),
    limit,
    margin,
    reason: note === undefined ? words : `${words}; ${note}`,
  };
}

/**
 * A loss fails when it is larger than the limit beyond reasonable doubt, and passes when it is within
 * the limit beyond reasonable doubt; what lies between is inconclusive.
 */
export function judgeRegression(
  limit: number,
  compared: Compared,
  better: 'higher' | 'lower',
): Judgement {
  switch (compared.state) {
    case 'undefined':
      return { verdict: 'inconclusive', examples: 0, limit, reason: compared.reason };
    case 'identical': {
      const { examples, challenger, champion, what } = compared;
      const reason = `identical: no ${what} differs on ${examples} examples`;
      return {
        verdict: 'pass',
        examples,
        challenger,
        champion,
        change: 0,
        limit,
        margin: limit,
        reason,
      };
    }
    case 'compared': {
      const { comparison } = compared;
      const { examples, challenger, champion, change, regression, bounds, pValue } = comparison;
      const verdict = bounds.low > limit ? 'fail' : bounds.high <= limit ? 'pass' : 'inconclusive';
      const smallestDetectable = limit + comparison.smallestDetectable;
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
        reason: `${describeLoss(regression)}, ${told[verdict]}`,
      };
    }
  }
}

export function noChampion(rule: GateRule, limit: number, examples: number): Judgement {
  return {
    verdict: 'pass',
    examples,
    limit,
    reason: `no champion yet: ${rule} has nothing to compare with`,
  };
}

/** A number as people read it: four digits that count. */
export function showNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function describeLoss(regression: number): string {
  if (regression === 0) return 'as good as the champion';
  const size = showNumber(Math.abs(regression));
  return regression > 0 ? `${size} worse than the champion` : `${size} better than the champion`;
}

function intervalOfChange(bounds: Interval, better: 'higher' | 'lower'): Interval {
  if (better === 'lower') return bounds;
  return { ...bounds, low: 0 - bounds.high, high: 0 - bounds.low };
}
