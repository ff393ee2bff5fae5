import { z } from 'zod';
import { stepNames } from '../release/step-name.ts';
import { anyNumber, anyText, anyTime, anyVerdict, entriesOf, read } from './reading.ts';

const outputs = entriesOf(z.union([z.string(), z.number(), z.boolean()])).transform(
  (all) => new Map(all),
);

const step = z.object({
  state: anyText,
  verdict: anyVerdict,
  summary: anyText,
  startedAt: anyTime,
  finishedAt: anyTime,
  attempts: anyNumber,
  outputs,
  progress: outputs,
  evidence: z.unknown().optional(),
});

const record = z.object({
  releaseId: anyText,
  model: anyText,
  commit: anyText,
  emulated: z.boolean().catch(false),
  outcome: anyText,
  identity: entriesOf(z.string()),
  openedAt: anyTime,
  updatedAt: anyTime,
  finishedAt: anyTime,
  host: z.object({ name: anyText, runUrl: anyText }).catch({}),
  steps: entriesOf(step),
});

export type StepView = z.infer<typeof step> & { name: string };

/** What a report can tell of a record, whichever version wrote it. */
export type RecordView = Omit<z.infer<typeof record>, 'steps'> & {
  /** In the order of the train; steps that this version does not know come last. */
  steps: readonly StepView[];
};

export function viewRecord(value: unknown): RecordView {
  const { steps, ...rest } = read(record, value) ?? record.parse({});
  const known: readonly string[] = stepNames;
  const place = (name: string) => (known.includes(name) ? known.indexOf(name) : known.length);
  return {
    ...rest,
    steps: steps
      .map(([name, view]) => ({ ...view, name }))
      .toSorted((a, b) => place(a.name) - place(b.name)),
  };
}

export function findStep(view: RecordView, name: (typeof stepNames)[number]): StepView | undefined {
  return view.steps.find((candidate) => candidate.name === name);
}

/** A text that a step gave out; undefined when there is none or it is empty. */
export function outputOf(from: StepView | undefined, name: string): string | undefined {
  const value = from?.outputs.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
