import { errorCodes } from '../errors/codes.ts';
import { readCanary } from './canary-evidence.ts';
import { moment } from './figures.ts';
import { code, type Phrase, phrase, text } from './phrase.ts';
import { outputOf, type RecordView, type StepView } from './record-view.ts';

/** How a release stands, in words, and what somebody has to do about it. */
export interface Status {
  tone: 'good' | 'bad' | 'wait';
  icon: Phrase;
  words: Phrase;
  next?: Phrase;
}

export function statusOf(view: RecordView): Status {
  const last = lastStep(view);
  const running = view.steps.find(({ state }) => state === 'running');
  if (running !== undefined)
    return status('wait', phrase`⏳`, phrase`Running ${text(running.name)}`);
  switch (view.outcome) {
    case 'promoted':
      return status('good', phrase`✅`, phrase`Promoted to production`);
    case 'bootstrapped':
      return status('good', phrase`✅`, phrase`First model in production`);
    case 'rolled_back':
      return status('bad', phrase`↩️`, phrase`Rolled back`, afterRollBack);
    case 'rejected':
      return status('bad', phrase`⛔`, phrase`Rejected before production`, afterRejection(last));
    case 'held':
      return isAsked(last)
        ? status(
            'wait',
            phrase`✋`,
            phrase`Held: a person must approve the next share`,
            approval(view),
          )
        : status('wait', phrase`✋`, phrase`Held: a person must decide`, choices(view));
    case 'failed':
      return status('bad', phrase`💥`, phrase`Failed`, advice(last));
    case undefined:
      return underWay(view, last);
    default:
      return status('wait', phrase`❔`, phrase`Ended as ${text(view.outcome, 40)}`);
  }
}

/** A release without an outcome, between two runs of its steps. */
function underWay(view: RecordView, last: StepView | undefined): Status {
  if (last === undefined) return status('wait', phrase`⏳`, phrase`Opened`);
  const name = text(last.name);
  switch (last.state) {
    case 'planned':
      return status('wait', phrase`📝`, phrase`Planned by ${name}: nothing was changed`);
    case 'in_progress':
      return status('wait', phrase`⏳`, phrase`In progress: ${name}`, callAgain(view, last));
    case 'failed':
      return status('bad', phrase`⏹️`, phrase`Stopped in ${name}`, advice(last));
    default:
      return status('wait', phrase`⏳`, phrase`On its way: ${name} is done`);
  }
}

function status(tone: Status['tone'], icon: Phrase, words: Phrase, next?: Phrase): Status {
  return { tone, icon, words, ...(next === undefined ? {} : { next }) };
}

/** The step that was at work last: of those finished, the furthest of the train. */
export function lastStep({ steps }: RecordView): StepView | undefined {
  return steps.findLast(({ state }) => state !== undefined);
}

function namedStep(step: StepView | undefined): Phrase {
  return step === undefined ? phrase`the last step` : code(step.name);
}

const afterRollBack = phrase`Production serves what it served before; there is nothing to restore. Mend the candidate: its next commit makes a new release.`;

function afterRejection(last: StepView | undefined): Phrase {
  return phrase`Production was not touched. Mend what ${namedStep(last)} found: the next commit makes a new release.`;
}

/** Nothing is wrong: the step has passed, and the next share waits for a person. */
function isAsked(last: StepView | undefined): boolean {
  return last?.state === 'held' && readCanary(last)?.looks.at(-1)?.decision === 'advance';
}

function approval(view: RecordView): Phrase {
  const approve = commandOn(view, 'canary-promote', '--operation approve');
  const goOn = commandOn(view, 'canary-promote');
  return phrase`Run ${approve} to allow it, then ${goOn} to go on; or ${rollBack(view)} to restore the recorded split.`;
}

function choices(view: RecordView): Phrase {
  const goOn = commandOn(view, 'canary-promote');
  const promote = commandOn(view, 'canary-promote', '--operation promote');
  return phrase`Run ${goOn} to go on judging, ${promote} to give the challenger all traffic, or ${rollBack(view)} to restore the recorded split.`;
}

/** Of a canary that was told not to wait: when it is due, what does it, and the way out. */
function callAgain(view: RecordView, last: StepView): Phrase {
  const due = Date.parse(outputOf(last, 'next_at') ?? '');
  if (last.name !== 'canary-promote' || Number.isNaN(due)) return runAgain(last);
  const again = commandOn(view, 'canary-promote');
  return phrase`Run ${again} at ${moment(due)} or later, or leave it to a schedule; ${rollBack(view)} restores the recorded split.`;
}

function rollBack(view: RecordView): Phrase {
  return commandOn(view, 'rollback');
}

function commandOn(view: RecordView, command: string, flags = ''): Phrase {
  const words = ['vertex-release', command, releaseFlag(view), flags];
  return code(words.filter((word) => word !== '').join(' '));
}

/** People copy commands into shells: an id that a shell would read as more than a word is left out. */
function releaseFlag({ releaseId }: RecordView): string {
  const isWord = releaseId !== undefined && /^\w[\w.-]{0,99}$/.test(releaseId);
  return isWord ? `--release ${releaseId}` : '';
}

/** What the code at the end of a failed step's summary says about mending it. */
function advice(last: StepView | undefined): Phrase {
  const name = /\[([A-Z_]+)\]$/.exec(last?.summary ?? '')?.[1];
  const known = Object.entries(errorCodes).find(([errorCode]) => errorCode === name)?.[1];
  const isCancelled = name === 'CANCELLED';
  return known === undefined || isCancelled
    ? runAgain(last)
    : phrase`${text(known.mend)} Then: ${runAgain(last)}`;
}

function runAgain(step: StepView | undefined): Phrase {
  return phrase`Run ${namedStep(step)} again: it goes on where it stands.`;
}
