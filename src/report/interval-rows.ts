import type { GateView, JudgementView } from './gates-evidence.ts';
import { subjectOf } from './gate-words.ts';
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
    const isChange = gate.rule === 'max_regression';
    const value = isChange ? gate.change : gate.challenger;
    const { interval, champion, verdict } = gate;
    if (interval === undefined || value === undefined) return [];
    const { low, high } = interval;
    const subject = subjectOf(gate);
    return [
      isChange
        ? { subject, measures: 'change', low, high, value, limit: limitOfChange(gate), verdict }
        : { subject, measures: 'value', low, high, value, champion, limit: gate.limit, verdict },
    ];
  });
}

/**
 * Where the change would be as bad as is allowed. Of a metric that should be high the margin is limit +
 * change, of one that should be low limit − change.
 */
export function limitOfChange({ limit, change, margin }: JudgementView): number | undefined {
  if (limit === undefined || change === undefined || margin === undefined) return undefined;
  const isHighBetter = Math.abs(margin - (limit + change)) <= Math.abs(margin - (limit - change));
  return isHighBetter ? -limit : limit;
}
