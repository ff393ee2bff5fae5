import { readFileSync } from 'node:fs';
import type { EvaluationSet, Task } from '../../src/evaluation/evaluation-set.ts';
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

interface Reference {
  versions: Record<string, string>;
  binary: MetricCase[];
  regression: MetricCase[];
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

/** A set with ids by place. */
export function setOf(
  task: Task,
  labels: readonly number[],
  scores: readonly number[],
  extra: { weights?: readonly number[]; slices?: Record<string, readonly string[]> } = {},
): EvaluationSet {
  return {
    task,
    ids: labels.map((_, place) => `e${place}`),
    labels: Float64Array.from(labels),
    scores: Float64Array.from(scores),
    ...(extra.weights === undefined ? {} : { weights: Float64Array.from(extra.weights) }),
    slices: new Map(Object.entries(extra.slices ?? {})),
  };
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
