import { ReleaseError } from '../errors/error.ts';
import type { Problem } from '../errors/problem.ts';
import { type MetricName, metricNames } from './metric.ts';

/** Metrics that somebody else computed: values without the examples behind them. */
export interface Aggregates {
  metrics: ReadonlyMap<MetricName, number>;
  /** How many they were computed from, as far as it is known. */
  examples?: number;
  /** Names the holdout; two of one name are of the same examples. */
  holdout?: string;
}

/** What is left of the champion where its predictions cannot be paired with the candidate's. */
export type UnpairedChampion =
  { state: 'aggregates'; aggregates: Aggregates } | { state: 'unknown'; why: string };

export interface AggregateReading {
  aggregates: Aggregates;
  /** Keys that are no metric of this program. */
  unknown: readonly string[];
}

/** Lies between 0 and 1; a value in percent would pass every `min`. */
const shares: ReadonlySet<MetricName> = new Set([
  'auRoc',
  'auPrc',
  'expectedCalibrationError',
  'accuracy',
  'precision',
  'recall',
  'f1Score',
  'specificity',
  'hammingLoss',
  'precisionMicro',
  'precisionMacro',
  'precisionWeighted',
  'recallMicro',
  'recallMacro',
  'recallWeighted',
  'f1ScoreMicro',
  'f1ScoreMacro',
  'f1ScoreWeighted',
  'ndcg',
  'meanAveragePrecision',
  'meanReciprocalRank',
]);
/** `brier` reaches 2 where there are several classes. */
const neverNegative: ReadonlySet<MetricName> = new Set([
  'logLoss',
  'brier',
  'rootMeanSquaredError',
  'meanAbsoluteError',
  'meanAbsolutePercentageError',
  'rootMeanSquaredLogError',
  'weightedAbsolutePercentageError',
  'rootMeanSquaredPercentageError',
  'meanPinballLoss',
]);
const holdoutLimit = 200;

/**
 * Reads `{"auRoc": 0.81, "examples": 1000, "holdout": "2026-05"}`: metrics by the names of this program, all
 * optional but one.
 * @throws ReleaseError EVIDENCE_UNUSABLE with all that is wrong.
 */
export function parseAggregates(text: string, where: string): AggregateReading {
  const value = parseObject(text, where);
  const problems: Problem[] = [];
  const metrics = new Map<MetricName, number>();
  const unknown: string[] = [];
  for (const [key, found] of Object.entries(value)) {
    if (key === 'examples' || key === 'holdout') continue;
    const metric = metricNames.find((name) => name === key);
    if (metric === undefined) {
      unknown.push(key);
      continue;
    }
    const expected = expectedOf(metric);
    if (typeof found === 'number' && isInRange(metric, found)) metrics.set(metric, found);
    else problems.push({ where: `${where} ${key}`, expected, found: show(found) });
  }
  const { examples, holdout } = value;
  if (examples !== undefined && !(Number.isSafeInteger(examples) && Number(examples) > 0)) {
    const expected = 'a whole number above 0';
    problems.push({ where: `${where} examples`, expected, found: show(examples) });
  }
  if (holdout !== undefined && !isName(holdout)) {
    const expected = `a text of 1 to ${holdoutLimit} characters`;
    problems.push({ where: `${where} holdout`, expected, found: show(holdout) });
  }
  if (metrics.size === 0 && problems.length === 0) {
    problems.push({ where, expected: `at least one of ${metricNames.join(', ')}` });
  }
  if (problems.length > 0) throw unusable(where, problems);
  const aggregates = {
    metrics,
    ...(typeof examples === 'number' ? { examples } : {}),
    ...(typeof holdout === 'string' ? { holdout } : {}),
  };
  return { aggregates, unknown };
}

function parseObject(text: string, where: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Python writes NaN, which JSON has no word for.
    const found = /\b(NaN|Infinity)\b/.exec(text)?.[0] ?? show(text);
    throw unusable(where, [{ where, expected: 'a JSON object of finite numbers', found }]);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw unusable(where, [{ where, expected: 'a JSON object', found: show(value) }]);
}

function expectedOf(metric: MetricName): string {
  if (shares.has(metric)) return 'a number from 0 to 1';
  return neverNegative.has(metric) ? 'a number of at least 0' : 'a finite number';
}

function isInRange(metric: MetricName, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  if (shares.has(metric)) return value >= 0 && value <= 1;
  return !neverNegative.has(metric) || value >= 0;
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= holdoutLimit;
}

function show(value: unknown): string {
  const shown = JSON.stringify(value) ?? String(value);
  return shown.length <= 80 ? shown : `${shown.slice(0, 79)}…`;
}

function unusable(where: string, problems: readonly Problem[]): ReleaseError {
  return new ReleaseError('EVIDENCE_UNUSABLE', `${where} cannot be judged`, {
    problems,
    mend: 'Write one JSON object with the metrics of the candidate, as {"auRoc": 0.81, "examples": 1000}.',
  });
}
