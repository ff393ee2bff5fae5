import type { Verdict } from '../release/verdict.ts';
import { dash, text } from './escape-text.ts';
import { type Markdown, mark } from './markdown.ts';
import type { StepView } from './record-view.ts';

const verdictWords: Readonly<Record<Verdict, Markdown>> = {
  pass: mark`✅&nbsp;pass`,
  inconclusive: mark`❔&nbsp;inconclusive`,
  fail: mark`❌&nbsp;fail`,
  error: mark`💥&nbsp;error`,
};

export function wordsOf(verdict: Verdict | undefined): Markdown {
  return verdict === undefined ? dash : verdictWords[verdict];
}

/** Verdict of a step, or where it stands while it has none. */
export function standing({ state, verdict }: StepView): Markdown {
  switch (state) {
    case 'running':
      return mark`⏳&nbsp;running`;
    case 'in_progress':
      return mark`⏳&nbsp;in progress`;
    case 'held':
      return mark`✋&nbsp;held`;
    case 'planned':
      return mark`${wordsOf(verdict)}, planned`;
    case 'done':
    case 'failed':
      return wordsOf(verdict);
    default:
      return state === undefined ? wordsOf(verdict) : text(state, 40);
  }
}
