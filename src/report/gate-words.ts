import { figure, share, signed } from './figures.ts';
import type { GateView, JudgementView } from './gates-evidence.ts';
import { code, dash, nothing, phrase, type Phrase, text } from './phrase.ts';

/** Whether a rule is on the change against the champion, not on the candidate's value. */
export function isOnChange(rule: string): boolean {
  return rule === 'max_regression' || rule === 'min_change';
}

/** `≥ 0.75`, `at most 0.005 worse`. */
export function limitWords(rule: string, limit: number | undefined): Phrase {
  switch (rule) {
    case 'min':
      return phrase`≥ ${figure(limit)}`;
    case 'max':
      return phrase`≤ ${figure(limit)}`;
    case 'max_regression':
      return phrase`at most ${figure(limit)} worse`;
    case 'max_drop':
      return phrase`at most ${figure(limit)} worse than on the whole`;
    case 'min_change':
      return phrase`at least ${figure(limit)} better`;
    default:
      return phrase`${text(rule, 40)} ${figure(limit)}`;
  }
}

/** The metric, and for a gate on slices which of them decided. */
export function subjectOf({ metric, gate, worst }: GateView): Phrase {
  if (gate.slice === undefined) return code(metric, 60);
  const where = worst === undefined ? nothing : phrase`, worst ${code(worst, 60)}`;
  return phrase`${code(metric, 60)} per ${code(gate.slice, 60)}${where}`;
}

/** Of the candidate's value, or of the change where a gate is on that. */
export function intervalWords({ interval }: JudgementView, rule: string): Phrase {
  if (interval === undefined) return dash;
  const { low, high, confidence } = interval;
  const ends = isOnChange(rule)
    ? phrase`change ${signed(low)} to ${signed(high)}`
    : phrase`${figure(low)} to ${figure(high)}`;
  return phrase`${ends} (${share(confidence)})`;
}
