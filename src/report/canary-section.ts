import { type Block, details, heading, paragraph, table } from './block.ts';
import { type Arm, armsInWords, armsOf } from './canary-arms.ts';
import { canaryChartOf, processesOf } from './canary-chart.ts';
import {
  type CanaryEvidence,
  type LookView,
  readCanary,
  type ShiftView,
} from './canary-evidence.ts';
import {
  armWords,
  basisWords,
  decisionWords,
  evidenceWords,
  planWords,
  processWords,
} from './canary-words.ts';
import { count, counted, moment, percent, share, timeOfDay } from './figures.ts';
import { dash, join, nothing, type Phrase, phrase, strong, text } from './phrase.ts';
import { findStep, outputOf, type RecordView, type StepView } from './record-view.ts';
import type { Section } from './section.ts';
import { readSplit } from './split-view.ts';
import { splitWords } from './split-words.ts';

const mostShifts = 30;
const mostLooks = 40;

/** How production traffic moved, what each arm answered, and what was decided on that. */
export function canarySection(view: RecordView): Section | undefined {
  const step = findStep(view, 'canary-promote');
  const evidence = readCanary(step);
  if (step === undefined || evidence === undefined) return undefined;
  const { looks } = evidence;
  const chart = canaryChartOf(step, evidence);
  const content: Block[] = [
    ...contestants(step, evidence),
    ...ending(step, evidence),
    ...exposure(step, evidence),
    ...timeline(step, evidence),
    ...(looks.length === 0 ? [] : [paragraph(join(basisWords(evidence), phrase` `))]),
    ...(chart === undefined ? [] : [{ kind: 'canary_chart' as const, chart }]),
    ...everyLook(looks.slice(-mostLooks)),
  ];
  if (content.length === 0) return undefined;
  return { name: phrase`canary`, content: [heading(3, phrase`Canary`), ...content] };
}

/** Who is tried against whom, and by what rules. */
function contestants(step: StepView, evidence: CanaryEvidence): Block[] {
  const { plan, shifts, looks } = evidence;
  if (plan === undefined && shifts.length === 0 && looks.length === 0) return [];
  const who = armsInWords(armsOf(step, evidence));
  const rules = plan === undefined ? [] : planWords(plan);
  return [
    ...(who.length === 0 ? [] : [paragraph(phrase`${strong(phrase`Who:`)} ${who}.`)]),
    ...(rules.length === 0
      ? []
      : [paragraph(phrase`${strong(phrase`Rules:`)} ${join(rules, phrase`; `)}.`)]),
  ];
}

/** Why it ended, where the step's summary leaves it out. */
function ending({ summary = '' }: StepView, { reason }: CanaryEvidence): Block[] {
  const isTold = reason === undefined || summary.includes(reason);
  return isTold ? [] : [paragraph(phrase`Why: ${text(reason, 400)}.`)];
}

function exposure(step: StepView, { final }: CanaryEvidence): Block[] {
  const exposed = step.outputs.get('exposed_requests');
  if (typeof exposed !== 'number' || final?.challenger === undefined) return [];
  const { errors } = final.challenger;
  const failed =
    exposed === 0
      ? nothing
      : phrase`, ${count(errors)} of them failed (${share(errors / exposed)})`;
  const champion =
    final.champion === undefined
      ? nothing
      : phrase`; the champion failed ${armWords(final.champion)} in the same time`;
  const requests = strong(counted(exposed, phrase`request`, phrase`requests`));
  return [paragraph(phrase`${requests} reached the challenger${failed}${champion}.`)];
}

/** A row for each shift of traffic with the last look at it, and what is due next. */
function timeline(step: StepView, evidence: CanaryEvidence): Block[] {
  const { shifts, looks } = evidence;
  const arms = armsOf(step, evidence);
  const rows = [
    ...shifts.slice(-mostShifts).map((shift) => shiftRow(shift, looks, arms)),
    ...restoredRow(step, evidence, arms),
  ];
  const next = nextLook(step);
  return [
    ...(rows.length === 0
      ? []
      : [
          table(
            [
              { title: phrase`UTC` },
              { title: phrase`challenger`, align: 'right' },
              { title: phrase`split` },
              ...lookColumns(looks),
            ],
            rows.map((row) => (isSearchTold(looks) ? row : withoutSearch(row, 6))),
          ),
        ]),
    ...(next === undefined ? [] : [paragraph(phrase`The next look is due at ${next}.`)]),
  ];
}

/** Only of a run that goes on: one that is over has left the time of its last tick behind. */
function nextLook(step: StepView): Phrase | undefined {
  const at = Date.parse(outputOf(step, 'next_at') ?? '');
  const isDue = step.state === 'in_progress' && !Number.isNaN(at);
  return isDue ? moment(at) : undefined;
}

function shiftRow(
  { at, percent: part, split }: ShiftView,
  looks: readonly LookView[],
  arms: readonly Arm[],
): Phrase[] {
  const look = looks.findLast(
    (candidate) => candidate.percent === part && (candidate.at ?? 0) >= (at ?? 0),
  );
  return [
    timeOfDay(at),
    percent(part),
    splitWords(split, arms),
    ...(look === undefined ? [dash, dash, dash, dash, dash] : lookCells(look)),
  ];
}

function restoredRow(
  step: StepView,
  { restoredAt }: CanaryEvidence,
  arms: readonly Arm[],
): Phrase[][] {
  if (restoredAt === undefined) return [];
  const split = splitWords(readSplit(outputOf(step, 'previous_split')), arms);
  return [[timeOfDay(restoredAt), phrase`restored`, split, dash, dash, dash, dash, dash]];
}

function lookColumns(looks: readonly LookView[]) {
  return [
    { title: phrase`champion failed` },
    { title: phrase`challenger failed` },
    { title: phrase`evidence`, align: 'right' as const },
    ...(isSearchTold(looks) ? [{ title: phrase`by search` }] : []),
    { title: phrase`decision`, width: 'wide' as const },
  ];
}

/** A column that says the same as the one before it is left out. */
function isSearchTold(looks: readonly LookView[]): boolean {
  return processesOf(looks).length > 1;
}

function withoutSearch(row: readonly Phrase[], place: number): Phrase[] {
  return row.toSpliced(place, 1);
}

function lookCells(look: LookView): Phrase[] {
  return [
    armWords(look.champion),
    armWords(look.challenger),
    evidenceWords(look),
    processWords(look),
    decisionWords(look),
  ];
}

function everyLook(looks: readonly LookView[]): Block[] {
  if (looks.length === 0) return [];
  const rows = looks.map((look, index) => [
    phrase`${index + 1}`,
    timeOfDay(look.at),
    percent(look.percent),
    ...lookCells(look),
  ]);
  return [
    details(phrase`Every look that the record has: ${looks.length}`, [
      table(
        [
          { title: phrase`look`, align: 'right' },
          { title: phrase`UTC` },
          { title: phrase`share`, align: 'right' },
          ...lookColumns(looks),
        ],
        rows.map((row) => (isSearchTold(looks) ? row : withoutSearch(row, 6))),
      ),
    ]),
  ];
}
