import { normalQuantile, upperTail } from '../../src/stats/normal.ts';

/** Of a location shift, sample against control. */
export interface ShiftEstimate {
  low: number;
  high: number;
  /** Hodges and Lehmann's, as the root of the same statistic. */
  estimate: number;
}

/** The rank sum statistic and its two-sided p-value, normal with correction for ties and continuity. */
export function mannWhitney(
  sample: readonly number[],
  control: readonly number[],
): { statistic: number; pValue: number } {
  const { excess, deviation } = rankExcess(sample, control, 0);
  const statistic = excess + (sample.length * control.length) / 2;
  const z = (excess - Math.sign(excess) * 0.5) / deviation;
  return { statistic, pValue: Math.min(1, 2 * upperTail(Math.abs(z))) };
}

/**
 * Confidence interval of the shift by inverting that test; undefined when all values are one.
 * Source: asymptotic interval of R's `wilcox.test`, which Kayenta's judge follows.
 */
export function estimateShift(
  sample: readonly number[],
  control: readonly number[],
  confidence: number,
): ShiftEstimate | undefined {
  const least = Math.min(...sample) - Math.max(...control);
  const most = Math.max(...sample) - Math.min(...control);
  if (least === most) return undefined;
  const z = normalQuantile(1 - (1 - confidence) / 2);
  const rootOf = (quantile: number, correction: number) => {
    const value = (shift: number) => {
      const { excess, deviation } = rankExcess(sample, control, shift);
      return (excess - Math.sign(excess) * correction) / deviation - quantile;
    };
    return root(value, least, most);
  };
  return { low: rootOf(z, 0.5), high: rootOf(-z, 0.5), estimate: rootOf(0, 0) };
}

/** Rank sum of the sample, moved by `-shift`, beyond its mean; and its standard deviation. */
function rankExcess(
  sample: readonly number[],
  control: readonly number[],
  shift: number,
): { excess: number; deviation: number } {
  const values = [
    ...sample.map((value) => ({ value: value - shift, isSample: true })),
    ...control.map((value) => ({ value, isSample: false })),
  ].toSorted((a, b) => a.value - b.value);
  const size = values.length;
  let sum = 0;
  let ties = 0;
  for (let from = 0; from < size;) {
    let to = from;
    while (to + 1 < size && values[to + 1]?.value === values[from]?.value) to += 1;
    const rank = (from + to) / 2 + 1;
    const length = to - from + 1;
    ties += length ** 3 - length;
    for (let i = from; i <= to; i += 1) if (values[i]?.isSample === true) sum += rank;
    from = to + 1;
  }
  const pairs = sample.length * control.length;
  const excess = sum - (sample.length * (sample.length + 1)) / 2 - pairs / 2;
  const variance = (pairs / 12) * (size + 1 - ties / (size * (size - 1)));
  return { excess, deviation: Math.sqrt(variance) };
}

/** Of a function that falls; the end that it does not cross. */
function root(value: (at: number) => number, from: number, to: number): number {
  if (value(from) <= 0) return from;
  if (value(to) >= 0) return to;
  let low = from;
  let high = to;
  for (let i = 0; i < 40; i += 1) {
    const middle = (low + high) / 2;
    if (value(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
