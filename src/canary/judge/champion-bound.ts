import { normalQuantile } from '../../stats/normal.ts';
import type { Correlation, PeriodCount } from './correlation.ts';

/** Whether the champion's past can stand as a witness, and what it says. */
export type ChampionBound =
  /** `bound` of its error rate; from so many windows. */
  { kind: 'known'; bound: number; windows: number } | { kind: 'refused'; why: string };

const hourMs = 3_600_000;
/** An hour may lack this part of its windows before the day is no day. */
const toleratedGaps = 0.05;

/**
 * Upper bound of the champion's error rate over the last 24 hours, too low with probability `miss`:
 *
 *     u = (Y + z²/2 + z √(Y + z²/4)) / N,   z the normal quantile of 1 − miss
 *
 * with Y errors in N requests. A champion whose hours differ by more than chance gets the greatest bound
 * of an hour. Refused with less than a day, or where requests are correlated: then the bound does not hold.
 */
export function boundChampion(
  history: readonly PeriodCount[],
  periodMs: number,
  correlation: Correlation,
  miss: number,
): ChampionBound {
  const end = Math.max(...history.map(({ start }) => start + periodMs));
  const served = history.filter(
    ({ start, requests }) => start >= end - 24 * hourMs && requests > 0,
  );
  const needed = Math.ceil(((24 * hourMs) / periodMs) * (1 - toleratedGaps));
  if (served.length < needed) {
    const why = `it needs ${needed} windows with requests, a day of them, and there are ${served.length}`;
    return { kind: 'refused', why };
  }
  if (correlation.kind === 'unknown' || correlation.value > 0) {
    return { kind: 'refused', why: "the champion's requests fail together, not one by one" };
  }
  const z = normalQuantile(1 - miss);
  const hours = [
    ...Map.groupBy(served, ({ start }) => Math.floor((end - 1 - start) / hourMs)).values(),
  ].map(sum);
  const bounds = isEven(hours)
    ? [upperBound(sum(served), z)]
    : hours.map((hour) => upperBound(hour, z));
  const bound = Math.max(...bounds);
  if (bound >= 0.5) return { kind: 'refused', why: 'half of its requests may fail' };
  return { kind: 'known', bound, windows: served.length };
}

interface Count {
  requests: number;
  errors: number;
}

/** Upper bound of the rate of errors; `z`: the normal quantile of how surely it is one. */
export function upperBound({ requests, errors }: Count, z: number): number {
  return (errors + z ** 2 / 2 + z * Math.sqrt(errors + z ** 2 / 4)) / requests;
}

/**
 * Whether the hours may have one rate: Pearson's χ² at 1 %, its quantile after E. B. Wilson and
 * M. M. Hilferty, PNAS 17 (1931).
 */
function isEven(hours: readonly Count[]): boolean {
  const { requests, errors } = sum(hours);
  const rate = errors / requests;
  const degrees = hours.length - 1;
  if (rate === 0 || rate === 1 || degrees < 1) return true;
  const deviation = hours.reduce(
    (total, hour) =>
      total + (hour.errors - hour.requests * rate) ** 2 / (hour.requests * rate * (1 - rate)),
    0,
  );
  const c = 2 / (9 * degrees);
  return deviation <= degrees * (1 - c + normalQuantile(0.99) * Math.sqrt(c)) ** 3;
}

function sum(counts: readonly Count[]): Count {
  return counts.reduce(
    (total, { requests, errors }) => ({
      requests: total.requests + requests,
      errors: total.errors + errors,
    }),
    { requests: 0, errors: 0 },
  );
}
