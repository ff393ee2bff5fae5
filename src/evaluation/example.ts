import { ReleaseError } from '../errors/error.ts';
import type { Problem } from '../errors/problem.ts';
import type { Task } from './evaluation-set.ts';

/** One line of predictions. */
export interface Example {
  id: string;
  label: number;
  score: number;
  weight: number;
  slices: Readonly<Record<string, string>>;
}

/** How the lines of a file are read; the first line decides. */
export interface Reading {
  task: Task;
  /** The key that holds the prediction. */
  key: 'score' | 'scores' | 'prediction';
  positiveLabel?: string;
}

const slicesAllowed = 50;
/** Characters. */
const sliceValueLimit = 100;

/** @throws ReleaseError UNIMPLEMENTED for more than two classes. */
export function readingOf(
  value: Readonly<Record<string, unknown>>,
  { positiveLabel, where }: { positiveLabel?: string; where: string },
): Reading {
  const positive = positiveLabel === undefined ? {} : { positiveLabel };
  if (Object.hasOwn(value, 'prediction')) return { task: 'regression', key: 'prediction' };
  if (!isObject(value['scores'])) return { task: 'binary', key: 'score', ...positive };
  const classes = Object.keys(value['scores']).length;
  if (classes > 2) {
    throw new ReleaseError(
      'UNIMPLEMENTED',
      `${where} has ${classes} classes: only two can be judged yet`,
      {
        mend: 'Give the score of one class against the rest as `score`.',
      },
    );
  }
  return { task: 'binary', key: 'scores', ...positive };
}

/** The example on a line, or everything that is wrong with it. */
export function readExample(
  value: Readonly<Record<string, unknown>>,
  reading: Reading,
  where: string,
): ({ state: 'usable' } & Example) | { state: 'unusable'; problems: Problem[] } {
  const problems: Problem[] = [];
  const refuse = (key: string, expected: string, mend?: string) => {
    const found = Object.hasOwn(value, key) ? { found: showFound(value[key]) } : {};
    problems.push({
      where: `${where} ${key}`,
      expected,
      ...found,
      ...(mend === undefined ? {} : { mend }),
    });
    return Number.NaN;
  };
  const id = readId(value['id']) ?? String(refuse('id', 'a text that names the example'));
  const label = readLabel(value['label'], reading) ?? refuseLabel(reading, refuse);
  const score = readScore(value, reading) ?? refuseScore(reading, refuse);
  const weight = readWeight(value['weight']) ?? refuse('weight', 'a number above 0');
  const slices = readSlices(value['slices']);
  if (slices === undefined) {
    refuse('slices', `an object of at most ${slicesAllowed} short texts, numbers or booleans`);
  }
  if (problems.length > 0) return { state: 'unusable', problems };
  return { state: 'usable', id, label, score, weight, slices: slices ?? {} };
}

/** A value from the evidence, cut and quoted as JSON does. */
export function showFound(value: unknown): string {
  const text =
    typeof value === 'string'
      ? JSON.stringify(value.slice(0, 60))
      : (JSON.stringify(value) ?? 'nothing');
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

type Refuse = (key: string, expected: string, mend?: string) => number;

function refuseLabel({ task }: Reading, refuse: Refuse): number {
  if (task === 'regression') return refuse('label', 'a finite number');
  return refuse('label', '0 or 1', 'For other labels, say which one is positive.');
}

function refuseScore({ key, positiveLabel = '1' }: Reading, refuse: Refuse): number {
  if (key === 'prediction') return refuse(key, 'a finite number');
  if (key === 'score') return refuse(key, 'a probability in [0, 1]');
  return refuse(key, `probabilities in [0, 1] of two classes, one of them ${positiveLabel}`);
}

function readId(id: unknown): string | undefined {
  if (typeof id === 'string' && id !== '') return id;
  return Number.isSafeInteger(id) ? String(id) : undefined;
}

function readLabel(label: unknown, { task, positiveLabel }: Reading): number | undefined {
  if (task === 'regression') return isFinite(label) ? label : undefined;
  if (!['string', 'number', 'boolean'].includes(typeof label)) return undefined;
  const text = String(label);
  if (positiveLabel !== undefined) return text === positiveLabel ? 1 : 0;
  if (text === '1' || text === 'true') return 1;
  return text === '0' || text === 'false' ? 0 : undefined;
}

function readScore(value: Readonly<Record<string, unknown>>, reading: Reading): number | undefined {
  const { key, positiveLabel } = reading;
  if (key === 'prediction') return isFinite(value[key]) ? value[key] : undefined;
  if (key === 'score') return isProbability(value[key]) ? value[key] : undefined;
  const scores = value[key];
  if (!isObject(scores)) return undefined;
  const entries = Object.entries(scores);
  const names = positiveLabel === undefined ? ['1', 'true'] : [positiveLabel];
  const positive = entries.find(([name]) => names.includes(name))?.[1];
  const isSound = entries.length <= 2 && entries.every(([, score]) => isProbability(score));
  return isSound && isProbability(positive) ? positive : undefined;
}

function readWeight(weight: unknown): number | undefined {
  if (weight === undefined) return 1;
  return isFinite(weight) && weight > 0 ? weight : undefined;
}

function readSlices(slices: unknown): Readonly<Record<string, string>> | undefined {
  if (slices === undefined || slices === null) return {};
  if (!isObject(slices)) return undefined;
  const entries = Object.entries(slices).filter(([, value]) => value !== null);
  const isSound = entries.every(
    ([, value]) =>
      ['string', 'number', 'boolean'].includes(typeof value) &&
      String(value).length <= sliceValueLimit,
  );
  if (!isSound || entries.length > slicesAllowed) return undefined;
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

function isFinite(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isProbability(value: unknown): value is number {
  return isFinite(value) && value >= 0 && value <= 1;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
