import type { GateView } from './gates-evidence.ts';
import { isOnChange, subjectOf } from './gate-words.ts';
import type { Phrase } from './phrase.ts';

/** A gate on a number line: the measured value with its interval, and where the limit stands. */
export interface IntervalRow {
  subject: Phrase;
  /** Of what the numbers are: the candidate's metric, or its change against the champion. */
  measures: 'value' | 'change';
  low: number;
  high: number;
  value: number;
  champion?: number | undefined;
  limit?: number | undefined;
  verdict: GateView['verdict'];
}

/** Gates whose interval is known. */
export function intervalRows(gates: readonly GateView[]): IntervalRow[] {
  return gates.flatMap((gate) => {
    const isChange = isOnChange(gate.rule);
    const value = isChange ? gate.change : gate.challenger;
    const { interval, champion, verdict } = gate;
    if (interval === undefined || value === undefined) return [];
    const { low, high } = interval;
    const subject = subjectOf(gate);
    return [
      isChange
        ? { subject, measures: 'change', low, high, value, limit: limitOfChange(gate), verdict }
        : {
            subject,
            measures: 'value',
            low,
            high,
            value,
            champion,
            limit: limitOfValue(gate),
            verdict,
          },
    ];
  });
}

/** A drop is counted from the whole set's value, which the gate does not tell. */
function limitOfValue({ rule, limit }: GateView): number | undefined {
  return rule === 'max_drop' ? undefined : limit;
}

/**
 * Where the change is at the limit. The margin tells whether the metric should be high, and its change
 * counts as it is, or low: of a loss it is limit + change or limit − change, of a gain change − limit or
 * −change − limit.
 */
function limitOfChange({ rule, limit, change, margin }: GateView): number | undefined {
  if (limit === undefined || change === undefined || margin === undefined) return undefined;
  const least = rule === 'min_change' ? limit : -limit;
  const isHighBetter = Math.abs(margin - (change - least)) <= Math.abs(margin - (-change - least));
  return isHighBetter ? least : -least;
}
