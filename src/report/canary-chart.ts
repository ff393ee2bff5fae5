import { percentOfLimit } from '../canary/look.ts';
import { type Arm, armsOf, roleOf } from './canary-arms.ts';
import type { CanaryEvidence, LookView } from './canary-evidence.ts';
import { lookWords } from './canary-words.ts';
import type { Phrase } from './phrase.ts';
import { outputOf, type StepView } from './record-view.ts';
import { readSplit, type SplitView } from './split-view.ts';

/** More percent than this would press the rest of a chart flat. */
export const highestPercent = 200;

/** How traffic moved and how evidence grew. Times are milliseconds since the epoch. */
export interface CanaryChart {
  /** Of the challenger: `model@version`. */
  subject: string;
  from: number;
  to: number;
  /** Percent by deployed model, each from its time on. */
  splits: readonly { at: number; split: SplitView }[];
  models: readonly { id: string; role?: Arm['role'] | undefined }[];
  looks: readonly LookPoint[];
  /** Names of the processes, in the order of the record. */
  processes: readonly { name: string; isJudged: boolean }[];
}

export interface LookPoint {
  at: number;
  /** The challenger's share. */
  percent: number;
  /** Evidence in percent of its limit, of all together and by process. */
  evidence: number;
  byProcess: ReadonlyMap<string, number>;
  /** All of it, for whom cannot see the chart. */
  words: Phrase;
}

const mostModels = 6;
const mostProcesses = 8;

/** Undefined when the record has no look whose time is known. */
export function canaryChartOf(step: StepView, evidence: CanaryEvidence): CanaryChart | undefined {
  const looks = evidence.looks.flatMap(pointOf);
  const [first] = looks;
  const last = looks.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const splits = splitsOf(step, evidence);
  const times = [first.at, last.at, evidence.endedAt ?? last.at, ...splits.map(({ at }) => at)];
  const arms = armsOf(step, evidence);
  const ids = [...new Set(splits.flatMap(({ split }) => split.map(([id]) => id)))];
  return {
    subject: arms.find(({ role }) => role === 'challenger')?.version ?? 'the challenger',
    from: Math.min(...times),
    to: Math.max(...times),
    splits,
    models: ids.slice(0, mostModels).map((id) => ({ id, role: roleOf(id, arms) })),
    looks,
    processes: processesOf(evidence.looks).slice(0, mostProcesses),
  };
}

function pointOf(look: LookView): LookPoint[] {
  const { at, percent, evidence } = look;
  if (at === undefined) return [];
  const byProcess = new Map(
    evidence.processes.map((process) => [process.name, percentOfLimit(process)]),
  );
  return [{ at, percent, evidence: percentOfLimit(evidence), byProcess, words: lookWords(look) }];
}

/** The recorded split until the first shift, and again when it was restored. */
function splitsOf(step: StepView, evidence: CanaryEvidence): CanaryChart['splits'] {
  const recorded = readSplit(outputOf(step, 'previous_split'));
  return [
    { at: evidence.startedAt, split: recorded },
    ...evidence.shifts,
    { at: evidence.restoredAt, split: recorded },
  ]
    .flatMap(({ at, split }) => (at === undefined || split.length === 0 ? [] : [{ at, split }]))
    .toSorted((a, b) => a.at - b.at);
}

export function processesOf(looks: readonly LookView[]): { name: string; isJudged: boolean }[] {
  const found = new Map<string, boolean>();
  for (const { evidence } of looks) {
    for (const { name, isJudged } of evidence.processes) {
      if (!found.has(name)) found.set(name, isJudged);
    }
  }
  return [...found].map(([name, isJudged]) => ({ name, isJudged }));
}
