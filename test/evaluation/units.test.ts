import { describe, expect, it } from '@jest/globals';
import type { EvaluationSet } from '../../src/evaluation/evaluation-set.ts';
import { gateSchema } from '../../src/evaluation/gate.ts';
import { judgeGates } from '../../src/evaluation/gate-verdict.ts';
import { intervalOf, intervalsOf } from '../../src/evaluation/interval.ts';
import { metricsOf } from '../../src/evaluation/metric.ts';
import { measure } from '../../src/evaluation/metrics.ts';
import { joinEvidence } from '../../src/evaluation/pairing.ts';
import { unitsOf } from '../../src/evaluation/units.ts';
import { alike, noise, pairOf, pairs, rows } from './kinds.ts';
import { forecastSet, rankingSet, setOf } from './reference.ts';

const options = { confidence: 0.95, threshold: 0.5 };

describe('intervals of every kind', () => {
  it.each(rows)('of $task hold $metric, and the gate finds the same', ({ task, metric }) => {
    const set = pairOf(alike, task).challenger;
    const interval = intervalOf(metric, set, options);
    const value = measure(metric, set).value ?? Number.NaN;
    expect(interval?.low).toBeLessThanOrEqual(value);
    expect(interval?.high).toBeGreaterThanOrEqual(value);
    const [judged] = judgeGates([gateSchema.parse({ metric, min: -100 })], joinEvidence(set));
    expect(judged).toMatchObject({ verdict: 'pass', challenger: value });
    expect(judged?.interval).toEqual(interval);
  });

  it('share the draws of one bootstrap', () => {
    const set = pairOf(alike, 'ranking').challenger;
    const metrics = metricsOf('ranking');
    const shared = intervalsOf(metrics, set, options);
    for (const metric of metrics) {
      expect(shared.get(metric)).toEqual(intervalOf(metric, set, options));
      expect(shared.get(metric)).toMatchObject({ drawn: 'query', units: 40 });
    }
  });

  it('of a mean over queries agree with the central limit theorem', () => {
    const { challenger } = pairOf(pairs(0.3, 1_200), 'ranking');
    if (challenger.task !== 'ranking') throw new Error(challenger.task);
    const values = [...new Set(challenger.groups)].map((group) => {
      const places = challenger.groups.flatMap((one, place) => (one === group ? [place] : []));
      const labels = places.map((place) => challenger.labels[place] ?? 0);
      const scores = places.map((place) => challenger.scores[place] ?? 0);
      return measure('ndcg', rankingSet([{ labels, scores }])).value ?? 0;
    });
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance =
      values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    const reach = 1.96 * Math.sqrt(variance / values.length);
    const interval = intervalOf('ndcg', challenger, options);
    expect(Math.abs((interval?.low ?? 0) - (mean - reach))).toBeLessThan(0.2 * reach);
    expect(Math.abs((interval?.high ?? 0) - (mean + reach))).toBeLessThan(0.2 * reach);
  });

  it('do not exist for fewer than ten queries', () => {
    const few = rankingSet([{ labels: [0, 1, 2], scores: [1, 2, 3] }]);
    expect(intervalOf('ndcg', few, options)).toBeUndefined();
  });
});

describe('what is resampled as a whole', () => {
  const series = (count: number, n: number) =>
    forecastSet(
      {
        labels: Array.from({ length: n }, (_, i) => i),
        scores: Array.from({ length: n }, () => 0),
      },
      { series: Array.from({ length: n }, (_, i) => `s${i % count}`) },
    );

  it('is the series where there are twenty', () => {
    const { kind, count, of } = unitsOf(series(20, 100));
    expect([kind, count]).toEqual(['series', 20]);
    expect([...(of ?? [])].slice(0, 22)).toEqual([
      ...Array.from({ length: 20 }, (_, i) => i),
      0,
      1,
    ]);
  });

  it('is a block of consecutive times of one series where there are fewer', () => {
    const set = series(2, 54);
    const { kind, count, of } = unitsOf(set);
    // 27 of each series: blocks of 3.
    expect([kind, count]).toEqual(['block', 18]);
    const places = Array.from({ length: 54 }, (_, place) => place);
    const block = places.filter((place) => of?.[place] === 0);
    expect(block).toEqual([0, 2, 4]);
  });

  it('is wider than single examples where errors of a series hang together', () => {
    const uniform = noise(11);
    const shifts = Array.from({ length: 30 }, () => uniform() - 0.5);
    const labels = Array.from({ length: 600 }, () => 10);
    const scores = labels.map((label, i) => label + 4 * (shifts[i % 30] ?? 0) + 0.2 * uniform());
    const grouped = forecastSet({ labels, scores }, { series: labels.map((_, i) => `s${i % 30}`) });
    const loose = setOf('regression', labels, scores);
    const width = (set: EvaluationSet) => {
      const interval = intervalOf('meanAbsoluteError', set, options);
      return (interval?.high ?? 0) - (interval?.low ?? 0);
    };
    // Twenty examples of a series say little more than one: √20 times as wide.
    expect(width(grouped) / width(loose)).toBeGreaterThan(3);
  });
});
