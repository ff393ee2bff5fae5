import { readFileSync } from 'node:fs';
import type {
  BinarySet,
  EvaluationSet,
  ForecastingSet,
  MulticlassSet,
  MultilabelSet,
  RankingSet,
} from '../../src/evaluation/evaluation-set.ts';
import type { FairnessMetric } from '../../src/evaluation/fairness-check.ts';
import type { MetricName } from '../../src/evaluation/metric.ts';

export interface MetricCase {
  name: string;
  threshold?: number;
  labels: number[];
  scores: number[];
  weights?: number[];
  expected: Partial<Record<MetricName, number>>;
}

export interface ForecastCase extends MetricCase {
  quantiles?: Record<string, number[]>;
  quantileMetrics?: { quantile: number; pinballLoss: number; observedQuantile: number }[];
}

export interface ClassCase extends Omit<MetricCase, 'labels' | 'scores'> {
  /** How many. */
  classes: number;
  scores: number[][];
}

export interface MulticlassCase extends ClassCase {
  labels: number[];
  confusion: number[][];
}

export interface MultilabelCase extends ClassCase {
  labels: number[][];
}

export interface RankingCase {
  name: string;
  queries: { labels: number[]; scores: number[] }[];
  /** Of the queries. */
  weights?: number[];
  expected: Partial<Record<MetricName, number>>;
}

interface CurveCase {
  labels: number[];
  scores: number[];
  weights?: number[];
  roc: [number, number][];
  precisionRecall: [number, number][];
  /** Mean score and share of each bin that is not empty. */
  calibration?: [number, number][];
}

interface Reference {
  versions: Record<string, string>;
  binary: MetricCase[];
  regression: MetricCase[];
  forecasting: ForecastCase[];
  multiclass: MulticlassCase[];
  multilabel: MultilabelCase[];
  ranking: RankingCase[];
  curves: CurveCase[];
  delong: {
    labels: number[];
    a: number[];
    b: number[];
    aucs: [number, number];
    varianceOfA: number;
    varianceOfDifference: number;
  }[];
  wilson: { successes: number; trials: number; confidence: number; interval: [number, number] }[];
  binomialTail: { successes: number; trials: number; probability: number; tail: number }[];
  clopperPearson: { successes: number; trials: number; alpha: number; low: number; high: number }[];
  mcnemar: { lost: number; won: number; oneSided: number; twoSided: number }[];
  normal: { z: number; cdf: number }[];
}

/** What other programs compute; fixtures/reference.py writes it. */
export function readReference(): Reference {
  const path = new URL('fixtures/reference.json', import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')) as Reference;
}

interface Extra {
  weights?: readonly number[];
  slices?: Record<string, readonly string[]>;
}

/** A set with ids by place. */
export function setOf(
  task: 'binary',
  labels: readonly number[],
  scores: readonly number[],
  extra?: Extra,
): BinarySet;
export function setOf(
  task: 'binary' | 'regression' | 'forecasting',
  labels: readonly number[],
  scores: readonly number[],
  extra?: Extra,
): EvaluationSet;
export function setOf(
  task: 'binary' | 'regression' | 'forecasting',
  labels: readonly number[],
  scores: readonly number[],
  extra: Extra = {},
): EvaluationSet {
  return { task, ...examplesOf(labels, scores, labels.length, extra) };
}

/** Classes are named c0, c1 and so on. */
export function classesOf(count: number): string[] {
  return Array.from({ length: count }, (_, column) => `c${column}`);
}

function examplesOf(labels: readonly number[], scores: readonly number[], n: number, extra: Extra) {
  return {
    ids: Array.from({ length: n }, (_, place) => `e${place}`),
    labels: Float64Array.from(labels),
    scores: Float64Array.from(scores),
    ...(extra.weights === undefined ? {} : { weights: Float64Array.from(extra.weights) }),
    slices: new Map(Object.entries(extra.slices ?? {})),
  };
}

export function multiclassSet(
  labels: readonly number[],
  scores: readonly (readonly number[])[],
  extra: Extra = {},
): MulticlassSet {
  const classes = classesOf(scores[0]?.length ?? 0);
  return {
    task: 'multiclass',
    ...examplesOf(labels, scores.flat(), scores.length, extra),
    classes,
  };
}

export function multilabelSet(
  labels: readonly (readonly number[])[],
  scores: readonly (readonly number[])[],
  extra: Extra = {},
): MultilabelSet {
  const classes = classesOf(scores[0]?.length ?? 0);
  return {
    task: 'multilabel',
    ...examplesOf(labels.flat(), scores.flat(), scores.length, extra),
    classes,
  };
}

/** @param extra weights of the queries. */
export function rankingSet(queries: RankingCase['queries'], extra: Extra = {}): RankingSet {
  const groups = queries.flatMap(({ labels }, query) => labels.map(() => `q${query}`));
  const weights = queries.flatMap(({ labels }, query) =>
    labels.map(() => extra.weights?.[query] ?? 1),
  );
  const labels = queries.flatMap((query) => query.labels);
  const scores = queries.flatMap((query) => query.scores);
  const all = { ...extra, ...(extra.weights === undefined ? {} : { weights }) };
  return { task: 'ranking', ...examplesOf(labels, scores, labels.length, all), groups };
}

export function forecastSet(
  { labels, scores, weights, quantiles }: Omit<ForecastCase, 'name' | 'expected'>,
  extra: Omit<Extra, 'weights'> & { series?: readonly string[] } = {},
): ForecastingSet {
  const { series, slices } = extra;
  const more = {
    ...(weights === undefined ? {} : { weights }),
    ...(slices === undefined ? {} : { slices }),
  };
  return {
    task: 'forecasting',
    ...examplesOf(labels, scores, labels.length, more),
    times: Float64Array.from(labels, (_, place) => place * 86_400_000),
    ...(series === undefined ? {} : { series }),
    ...(quantiles === undefined
      ? {}
      : {
          quantiles: new Map(
            Object.entries(quantiles).map(([level, of]) => [level, Float64Array.from(of)]),
          ),
        }),
  };
}

/** The set of a case, as far as it has weights. */
export function weighted(weights: readonly number[] | undefined): Extra {
  return weights === undefined ? {} : { weights };
}

/** Every number in plain data, to be checked for being finite. */
export function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

interface HolmCase {
  pValues: number[];
  alpha: number;
  reject: boolean[];
}

/** fixtures/holm.py writes it. */
export function readHolm(): HolmCase[] {
  return readFixture('holm.json') as HolmCase[];
}

export interface FairnessCase {
  name: string;
  groups: string[];
  labels: number[];
  decisions: number[];
  weights?: number[];
  expected: Record<FairnessMetric, number>;
  rates: Record<string, Record<'selectionRate' | 'truePositiveRate' | 'falsePositiveRate', number>>;
}

/** fixtures/fairness.py writes it. */
export function readFairness(): FairnessCase[] {
  return (readFixture('fairness.json') as { cases: FairnessCase[] }).cases;
}

function readFixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8'));
}
