import type { Verdict } from '../release/verdict.ts';
import { dash, type Phrase, phrase, text } from './phrase.ts';
import type { StepView } from './record-view.ts';

const verdictWords: Readonly<Record<Verdict, Phrase>> = {
  pass: phrase`✅\u00a0pass`,
  inconclusive: phrase`❔\u00a0inconclusive`,
  fail: phrase`❌\u00a0fail`,
  error: phrase`💥\u00a0error`,
};

export function wordsOf(verdict: Verdict | undefined): Phrase {
  return verdict === undefined ? dash : verdictWords[verdict];
}

/** With whether it only warns: such a rule stops nothing. */
export function weighed(verdict: Verdict | undefined, severity: string | undefined): Phrase {
  const warns = severity === 'warn' && verdict !== undefined && verdict !== 'pass';
  return warns ? phrase`${wordsOf(verdict)} (only a warning)` : wordsOf(verdict);
}

/** Verdict of a step, or where it stands while it has none. */
export function standing({ state, verdict }: StepView): Phrase {
  switch (state) {
    case 'running':
      return phrase`⏳\u00a0running`;
    case 'in_progress':
      return phrase`⏳\u00a0in progress`;
    case 'held':
      return phrase`✋\u00a0held`;
    case 'planned':
      return phrase`${wordsOf(verdict)}, planned`;
    case 'done':
    case 'failed':
      return wordsOf(verdict);
    default:
      return state === undefined ? wordsOf(verdict) : text(state, 40);
  }
}
