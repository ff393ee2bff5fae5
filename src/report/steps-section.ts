import { type StepName, stepNames } from '../release/step-name.ts';
import { heading, table } from './block.ts';
import { duration } from './figures.ts';
import { cell, dash, nothing, type Phrase, phrase, text } from './phrase.ts';
import type { RecordView, StepView } from './record-view.ts';
import type { Section } from './section.ts';
import { standing } from './verdict-words.ts';

/** Steps of a later version than this one that are shown. */
const mostUnknown = 10;

/** Every step of the train: how it ended, or that it was not begun. */
export function stepsSection({ steps }: RecordView): Section {
  const known = stepNames.map((name) => rowOf(name, steps));
  const unknown = steps.filter(({ name }) => !stepNames.some((step) => step === name));
  return {
    name: phrase`steps`,
    content: [
      heading(3, phrase`Steps`),
      table(
        [
          { title: phrase`step` },
          { title: phrase`verdict` },
          { title: phrase`what`, width: 'wide' },
          { title: phrase`took`, align: 'right' },
        ],
        [...known, ...unknown.slice(0, mostUnknown).map(tell)],
      ),
    ],
  };
}

function rowOf(name: StepName, steps: readonly StepView[]): Phrase[] {
  const step = steps.find((candidate) => candidate.name === name);
  return step === undefined ? [text(name), dash, phrase`not begun`, dash] : tell(step);
}

function tell(step: StepView): Phrase[] {
  const { name, state, attempts = 1 } = step;
  // What an earlier attempt said says nothing about the one that runs.
  const summary = state === 'running' ? undefined : step.summary;
  const again = attempts > 1 ? phrase` (begun ${attempts} times)` : nothing;
  return [cell(name, 60), standing(step), phrase`${cell(summary)}${again}`, duration(tookOf(step))];
}

function tookOf({ state, startedAt, finishedAt }: StepView): number | undefined {
  if (state === 'running' || startedAt === undefined || finishedAt === undefined) return undefined;
  return finishedAt - startedAt;
}
