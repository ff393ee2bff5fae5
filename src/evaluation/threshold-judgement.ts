import type { ThresholdRule } from './gate.ts';
import { isKept, type Judgement } from './gate-judgement.ts';
import type { Interval } from './interval.ts';
import type { Measured, MetricName } from './metric.ts';
import { showConfidence, showNumber } from './show-number.ts';

/** Where the value must stay: not below (`min`), or not above (`max`). */
export interface Bar {
  metric: MetricName;
  side: 'min' | 'max';
  at: number;
  /** The number that the gate gives, from which the bar was reckoned. */
  limit: number;
  /** How it was reckoned, when it is not the limit itself. */
  from?: string;
}

/** `max_drop` as a bar: so much worse than the metric of the whole set. */
export function barOf(
  metric: MetricName,
  rule: ThresholdRule,
  limit: number,
  { better, whole }: { better: 'higher' | 'lower'; whole: number | undefined },
): Bar | undefined {
  if (rule !== 'max_drop') return { metric, side: rule, at: limit, limit };
  if (whole === undefined) return undefined;
  const from = `${showNumber(whole)} on the whole`;
  return better === 'higher'
    ? { metric, side: 'min', at: whole - limit, limit, from }
    : { metric, side: 'max', at: whole + limit, limit, from };
}

/** A threshold passes or fails by the value itself; the interval is shown beside it. */
export function judgeThreshold(
  bar: Bar,
  measured: Measured,
  interval: Interval | undefined,
  examples: number,
): Judgement {
  const { value } = measured;
  if (value === undefined) return notDefined(bar, measured, examples);
  const margin = marginOf(bar, value);
  const holds = isKept(margin, value);
  const words = `${showNumber(value)} ${relationOf(bar, holds)} ${showNumber(bar.at)} by ${showNumber(Math.abs(margin))}`;
  return {
    verdict: holds ? 'pass' : 'fail',
    examples,
    challenger: value,
    ...(interval === undefined ? {} : { interval }),
    limit: bar.limit,
    margin,
    reason: withNotes(words, bar.from, measured.note),
  };
}

/**
 * A threshold that passes only where the bound keeps it and fails only where the other bound misses it.
 * @param bounds one-sided each; undefined where there are too few examples for any.
 */
export function judgeThresholdByBound(
  bar: Bar,
  measured: Measured,
  bounds: Interval | undefined,
  examples: number,
): Judgement {
  const { value } = measured;
  if (value === undefined) return notDefined(bar, measured, examples);
  const judged = { examples, challenger: value, limit: bar.limit, margin: marginOf(bar, value) };
  if (bounds === undefined) {
    const reason = `${showNumber(value)}, with too few examples for a bound`;
    return { verdict: 'inconclusive', ...judged, reason };
  }
  const isKeptFor = (bound: number) => marginOf(bar, bound) >= 0;
  const [worse, better] =
    bar.side === 'min' ? [bounds.low, bounds.high] : [bounds.high, bounds.low];
  const verdict = isKeptFor(worse) ? 'pass' : isKeptFor(better) ? 'inconclusive' : 'fail';
  const surely = showConfidence(bounds.confidence);
  const relation = {
    pass: `${relationOf(bar, true)} ${showNumber(bar.at)} with ${surely} confidence`,
    fail: `${relationOf(bar, false)} ${showNumber(bar.at)} with ${surely} confidence`,
    inconclusive: `neither shown to keep ${showNumber(bar.at)} nor to miss it with ${surely} confidence: it lies from ${showNumber(bounds.low)} to ${showNumber(bounds.high)}`,
  };
  const words = `${showNumber(value)} ${relation[verdict]}`;
  return {
    verdict,
    ...judged,
    interval: bounds,
    reason: withNotes(words, bar.from, measured.note),
  };
}

function notDefined(bar: Bar, { note }: Measured, examples: number): Judgement {
  const reason = note ?? `${bar.metric} is not defined here`;
  return { verdict: 'inconclusive', examples, limit: bar.limit, reason };
}

function marginOf({ side, at }: Bar, value: number): number {
  return side === 'min' ? value - at : at - value;
}

function relationOf({ side }: Bar, holds: boolean): string {
  if (side === 'min') return holds ? 'reaches' : 'is below';
  return holds ? 'stays within' : 'is above';
}

function withNotes(words: string, ...notes: readonly (string | undefined)[]): string {
  return [words, ...notes.filter((note) => note !== undefined)].join('; ');
}
