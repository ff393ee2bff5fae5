import type { EvaluationSet, Task } from '../../src/evaluation/evaluation-set.ts';
import { metricsOf } from '../../src/evaluation/metric.ts';
import { seededStream } from '../../src/evaluation/random-stream.ts';
import { forecastSet, multiclassSet, multilabelSet, rankingSet, setOf } from './reference.ts';

export interface Pair {
  champion: EvaluationSet;
  challenger: EvaluationSet;
}

/** Uniform numbers between 0 and 1. */
export function noise(seed: number): () => number {
  const stream = seededStream(seed);
  return () => (stream.nextIndex(1_000_000) + 0.5) / 1_000_000;
}

/** Scores that sum to 1 and say the label the better the larger `skill` is. */
function classScores(label: number, skill: number, uniform: () => number): number[] {
  const raw = [0, 1, 2].map((column) => uniform() + (column === label ? skill : 0));
  const sum = raw.reduce((total, value) => total + value, 0);
  return raw.map((value) => value / sum);
}

/** Two models of every kind on one holdout; the challenger is the worse the larger `harm` is. */
export function pairs(harm: number, n = 240): Readonly<Record<string, Pair>> {
  const uniform = noise(7);
  const labels = Array.from({ length: n }, (_, i) => i % 3);
  const values = labels.map((label) => 10 + label + uniform());
  const noisy = (size: number) =>
    values.map((value) => Math.max(0.1, value + size * (uniform() - 0.5)));
  const several = labels.map((label) => [label % 2, label === 2 ? 1 : 0]);
  const decided = (skill: number) =>
    several.map((row) => row.map((label) => Math.min(1, skill * label + (1 - skill) * uniform())));
  const queries = (spread: number) =>
    Array.from({ length: n / 6 }, (_, query) => {
      const relevances = Array.from({ length: 6 }, (__, i) => (query + i) % 3);
      return { labels: relevances, scores: relevances.map((one) => one + spread * uniform()) };
    });
  const forecast = (size: number) => {
    const scores = noisy(size);
    return forecastSet(
      {
        labels: values,
        scores,
        quantiles: { 0.1: scores.map((one) => one - 1), 0.9: scores.map((one) => one + 1) },
      },
      { series: labels.map((_, i) => `s${i % 24}`) },
    );
  };
  return {
    multiclass: {
      champion: multiclassSet(
        labels,
        labels.map((label) => classScores(label, 0.6, uniform)),
      ),
      challenger: multiclassSet(
        labels,
        labels.map((label) => classScores(label, 0.6 * (1 - harm), uniform)),
      ),
    },
    multilabel: {
      champion: multilabelSet(several, decided(0.4)),
      challenger: multilabelSet(several, decided(0.4 * (1 - harm))),
    },
    regression: {
      champion: setOf('regression', values, noisy(2)),
      challenger: setOf('regression', values, noisy(2 + 20 * harm)),
    },
    forecasting: { champion: forecast(2), challenger: forecast(2 + 20 * harm) },
    ranking: {
      champion: rankingSet(queries(2.5)),
      challenger: rankingSet(queries(2.5 + 20 * harm)),
    },
  };
}

export const alike = pairs(0.3);
export const harmed = pairs(0.9);
export const rows = Object.keys(alike).flatMap((task) =>
  metricsOf(task as Task).map((metric) => ({ task, metric })),
);
export const pairOf = (all: typeof alike, task: string): Pair => {
  const pair = all[task];
  if (pair === undefined) throw new Error(task);
  return pair;
};
