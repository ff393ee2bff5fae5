import { errorCodes } from '../errors/codes.ts';
import { code } from './escape-code.ts';
import { text } from './escape-text.ts';
import { type Markdown, mark } from './markdown.ts';
import type { RecordView, StepView } from './record-view.ts';

/** How a release stands, in words, and what somebody has to do about it. */
export interface Status {
  icon: Markdown;
  words: Markdown;
  next?: Markdown;
}

export function statusOf(view: RecordView): Status {
  const last = lastStep(view);
  const running = view.steps.find(({ state }) => state === 'running');
  if (running !== undefined) return status(mark`⏳`, mark`Running ${text(running.name)}`);
  switch (view.outcome) {
    case 'promoted':
      return status(mark`✅`, mark`Promoted to production`);
    case 'bootstrapped':
      return status(mark`✅`, mark`First model in production`);
    case 'rolled_back':
      return status(mark`↩️`, mark`Rolled back`, afterRollBack);
    case 'rejected':
      return status(mark`⛔`, mark`Rejected before production`, afterRejection(last));
    case 'held':
      return status(mark`✋`, mark`Held: a person must decide`, choices(view));
    case 'failed':
      return status(mark`💥`, mark`Failed`, advice(last));
    case undefined:
      return underWay(last);
    default:
      return status(mark`❔`, mark`Ended as ${text(view.outcome, 40)}`);
  }
}

/** A release without an outcome, between two runs of its steps. */
function underWay(last: StepView | undefined): Status {
  if (last === undefined) return status(mark`⏳`, mark`Opened`);
  const name = text(last.name);
  switch (last.state) {
    case 'planned':
      return status(mark`📝`, mark`Planned by ${name}: nothing was changed`);
    case 'in_progress':
      return status(mark`⏳`, mark`In progress: ${name}`, runAgain(last));
    case 'failed':
      return status(mark`⏹️`, mark`Stopped in ${name}`, advice(last));
    default:
      return status(mark`⏳`, mark`On its way: ${name} is done`);
  }
}

function status(icon: Markdown, words: Markdown, next?: Markdown): Status {
  return { icon, words, ...(next === undefined ? {} : { next }) };
}

/** The step that was at work last: of those finished, the furthest of the train. */
export function lastStep({ steps }: RecordView): StepView | undefined {
  return steps.findLast(({ state }) => state !== undefined);
}

function namedStep(step: StepView | undefined): Markdown {
  return step === undefined ? mark`the last step` : code(step.name);
}

const afterRollBack = mark`Production serves what it served before; there is nothing to restore. Mend the candidate: its next commit makes a new release.`;

function afterRejection(last: StepView | undefined): Markdown {
  return mark`Production was not touched. Mend what ${namedStep(last)} found: the next commit makes a new release.`;
}

function choices(view: RecordView): Markdown {
  const release = releaseFlag(view);
  const goOn = code(`vertex-release canary-promote${release}`);
  const promote = code(`vertex-release canary-promote${release} --operation promote`);
  const rollBack = code(`vertex-release rollback${release}`);
  return mark`Run ${goOn} to go on judging, ${promote} to give the challenger all traffic, or ${rollBack} to restore the recorded split.`;
}

/** People copy commands into shells: an id that a shell would read as more than a word is left out. */
function releaseFlag({ releaseId }: RecordView): string {
  const isWord = releaseId !== undefined && /^\w[\w.-]{0,99}$/.test(releaseId);
  return isWord ? ` --release ${releaseId}` : '';
}

/** What the code at the end of a failed step's summary says about mending it. */
function advice(last: StepView | undefined): Markdown {
  const name = /\[([A-Z_]+)\]$/.exec(last?.summary ?? '')?.[1];
  const known = Object.entries(errorCodes).find(([errorCode]) => errorCode === name)?.[1];
  const isCancelled = name === 'CANCELLED';
  return known === undefined || isCancelled
    ? runAgain(last)
    : mark`${text(known.mend)} Then: ${runAgain(last)}`;
}

function runAgain(step: StepView | undefined): Markdown {
  return mark`Run ${namedStep(step)} again: it goes on where it stands.`;
}
