import { percentOfLimit } from '../canary/look.ts';
import { nameFault } from '../canary/reason.ts';
import type { CanaryEvidence, LookView } from './canary-evidence.ts';
import { cell, text } from './escape-text.ts';
import { count, figure, percent } from './figures.ts';
import { type Markdown, mark, nothing } from './markdown.ts';

const decisions: Readonly<Record<string, Markdown>> = {
  advance: mark`➡️&nbsp;advance`,
  continue: mark`⏳&nbsp;continue`,
  hold: mark`✋&nbsp;hold`,
  roll_back: mark`↩️&nbsp;roll back`,
};

/** `↩️ roll back: the challenger fails more often`. What holds for the whole run is told once, elsewhere. */
export function decisionWords({ decision, reasons }: LookView): Markdown {
  const known = Object.hasOwn(decisions, decision) ? decisions[decision] : undefined;
  const why = reasons
    .filter(({ kind }) => kind !== 'correlation_unknown')
    .map((reason) => reason.text)
    .join('; ');
  return mark`${known ?? text(decision, 40)}: ${cell(why)}`;
}

/** `7 of 115`, errors of requests. */
export function armWords({ requests, errors }: { requests: number; errors: number }): Markdown {
  return mark`${count(errors)} of ${count(requests)}`;
}

export function evidenceWords({ evidence }: LookView): Markdown {
  return mark`${percent(percentOfLimit(evidence))}`;
}

/** What the numbers rest on, a sentence each. */
export function basisWords({ plan, final, correlation }: CanaryEvidence): Markdown[] {
  const sentences: Markdown[] = [];
  const alpha = plan?.alpha;
  const chance =
    alpha === undefined
      ? nothing
      : mark`; a healthy challenger reaches that with probability ${figure(alpha)} at most`;
  sentences.push(
    mark`Counts are errors of requests since the canary began. Evidence is in percent of what a roll back takes${chance}.`,
  );
  if (final?.windows !== undefined) {
    const missing = final.missingWindows ?? 0;
    sentences.push(
      mark`${count(final.windows)} settled windows had metrics, ${count(missing)} had none, which is no evidence.`,
    );
  }
  const fault = final?.detectable;
  if (fault?.kind === 'none') sentences.push(mark`There were too few requests to find any fault.`);
  else if (fault !== undefined) {
    sentences.push(
      mark`The smallest fault these requests could have shown is ${text(nameFault(fault))}, with 95 % power.`,
    );
  }
  if (correlation?.kind === 'unknown') {
    sentences.push(
      mark`Requests are taken as independent: the champion's history is too short to estimate how they hang together.`,
    );
  }
  return sentences;
}
