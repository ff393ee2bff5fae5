import { details, heading, paragraph, table } from './block.ts';
import { canaryChart } from './canary-chart.ts';
import {
  type CanaryEvidence,
  type LookView,
  readCanary,
  type ShiftView,
} from './canary-evidence.ts';
import { armWords, basisWords, decisionWords, evidenceWords } from './canary-words.ts';
import { code } from './escape-code.ts';
import { dash, text } from './escape-text.ts';
import { count, counted, percent, share, timeOfDay } from './figures.ts';
import { type Block, htm, join, type Markdown, mark, nothing } from './markdown.ts';
import { findStep, outputOf, type RecordView, type StepView } from './record-view.ts';
import type { Section } from './section.ts';
import { readSplit, splitWords } from './split-words.ts';

const mostShifts = 30;
const mostLooks = 40;

/** How production traffic moved, what each arm answered, and what was decided on that. */
export function canarySection(view: RecordView): Section | undefined {
  const step = findStep(view, 'canary-promote');
  const evidence = readCanary(step);
  if (step === undefined || evidence === undefined) return undefined;
  const { shifts, looks } = evidence;
  const content = [
    ...ending(step, evidence),
    ...exposure(step, evidence),
    ...(shifts.length === 0 ? [] : [timeline(step, evidence)]),
    ...(looks.length === 0 ? [] : [paragraph(join(basisWords(evidence), mark` `))]),
    ...everyLook(step, looks.slice(-mostLooks)),
  ];
  if (content.length === 0) return undefined;
  return {
    name: mark`canary`,
    content: [heading(3, mark`Canary`), ...content],
  };
}

/** Why it ended, where the step's summary leaves it out. */
function ending({ summary = '' }: StepView, { reason }: CanaryEvidence): Block[] {
  const isTold = reason === undefined || summary.includes(reason);
  return isTold ? [] : [paragraph(mark`Why: ${text(reason, 400)}.`)];
}

function exposure(step: StepView, { final }: CanaryEvidence): Block[] {
  const exposed = step.outputs.get('exposed_requests');
  if (typeof exposed !== 'number' || final?.challenger === undefined) return [];
  const { errors } = final.challenger;
  const failed =
    exposed === 0 ? nothing : mark`, ${count(errors)} of them failed (${share(errors / exposed)})`;
  const champion =
    final.champion === undefined
      ? nothing
      : mark`; the champion failed ${armWords(final.champion)} in the same time`;
  return [
    paragraph(
      mark`**${counted(
        exposed,
        mark`request`,
        mark`requests`,
      )}** reached the challenger${failed}${champion}.`,
    ),
  ];
}

/** A row for each shift of traffic, with the last look at it. */
function timeline(step: StepView, { shifts, looks, restoredAt }: CanaryEvidence): Block {
  const restored = readSplit(outputOf(step, 'previous_split'));
  return table(
    [
      { title: mark`UTC` },
      { title: mark`challenger`, align: 'right' },
      { title: mark`split` },
      { title: mark`champion failed` },
      { title: mark`challenger failed` },
      { title: mark`evidence`, align: 'right' },
      { title: mark`decision` },
    ],
    [
      ...shifts.slice(-mostShifts).map((shift) => rowOf(shift, looks)),
      ...(restoredAt === undefined
        ? []
        : [[timeOfDay(restoredAt), mark`restored`, splitWords(restored), dash, dash, dash, dash]]),
    ],
  );
}

function rowOf({ at, percent: part, split }: ShiftView, looks: readonly LookView[]): Markdown[] {
  const look = looks.findLast(
    (candidate) => candidate.percent === part && (candidate.at ?? 0) >= (at ?? 0),
  );
  return [
    timeOfDay(at),
    percent(part),
    splitWords(split),
    ...(look === undefined ? [dash, dash, dash, dash] : lookCells(look)),
  ];
}

function lookCells(look: LookView): Markdown[] {
  return [
    armWords(look.champion),
    armWords(look.challenger),
    evidenceWords(look),
    decisionWords(look),
  ];
}

function everyLook(step: StepView, looks: readonly LookView[]): Block[] {
  if (looks.length === 0) return [];
  const version = outputOf(step, 'challenger_version')?.split('/').at(-1) ?? 'challenger';
  const chart = [
    paragraph(
      mark`Bars: the challenger's share of traffic. Rising line: evidence against ${code(version, 60)}, drawn up to 200 %. Level line: the limit.`,
    ),
    canaryChart(`Canary of ${version.replace('@', ' version ')}`, looks),
  ];
  return [
    details(htm`Every look, with a chart`, [
      ...(looks.length > 1 ? chart : []),
      table(
        [
          { title: mark`look`, align: 'right' },
          { title: mark`UTC` },
          { title: mark`share`, align: 'right' },
          { title: mark`champion failed` },
          { title: mark`challenger failed` },
          { title: mark`evidence`, align: 'right' },
          { title: mark`decision` },
        ],
        looks.map((look, index) => [
          mark`${index + 1}`,
          timeOfDay(look.at),
          percent(look.percent),
          ...lookCells(look),
        ]),
      ),
    ]),
  ];
}
