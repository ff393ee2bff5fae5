import { code } from './escape-code.ts';
import { dash, text } from './escape-text.ts';
import { figure, share, signed } from './figures.ts';
import type { GateView, JudgementView } from './gates-evidence.ts';
import { type Markdown, mark, nothing } from './markdown.ts';

/** `≥ 0.75`, `at most 0.005 worse`. */
export function limitWords(rule: string, limit: number | undefined): Markdown {
  switch (rule) {
    case 'min':
      return mark`≥ ${figure(limit)}`;
    case 'max':
      return mark`≤ ${figure(limit)}`;
    case 'max_regression':
      return mark`at most ${figure(limit)} worse`;
    default:
      return mark`${text(rule, 40)} ${figure(limit)}`;
  }
}

/** The metric, and for a gate on slices which of them decided. */
export function subjectOf({ metric, gate, worst }: GateView): Markdown {
  if (gate.slice === undefined) return code(metric, 60);
  const where = worst === undefined ? nothing : mark`, worst ${code(worst, 60)}`;
  return mark`${code(metric, 60)} per ${code(gate.slice, 60)}${where}`;
}

/** Of the candidate's value, or of the change where a gate is on that. */
export function intervalWords({ interval }: JudgementView, rule: string): Markdown {
  if (interval === undefined) return dash;
  const { low, high, confidence } = interval;
  const ends =
    rule === 'max_regression'
      ? mark`change ${signed(low)} to ${signed(high)}`
      : mark`${figure(low)} to ${figure(high)}`;
  return mark`${ends} (${share(confidence)})`;
}
