import { describe, expect, it } from '@jest/globals';
import { type Comparison, compareMetric } from '../../src/evaluation/comparison.ts';
import type { EvaluationSet } from '../../src/evaluation/evaluation-set.ts';
import { gateSchema } from '../../src/evaluation/gate.ts';
import { judgeGates } from '../../src/evaluation/gate-verdict.ts';
import { metricNames, metricsOf, type MetricName, traitsOf } from '../../src/evaluation/metric.ts';
import { discordance } from '../../src/evaluation/paired-test.ts';
import { joinEvidence } from '../../src/evaluation/pairing.ts';
import { alike, harmed, type Pair, pairOf, rows } from './kinds.ts';
import { forecastSet, multilabelSet, numbersIn, setOf } from './reference.ts';

const options = { confidence: 0.95, threshold: 0.5 };

function compared(metric: MetricName, pair: Pair): Comparison {
  const result = compareMetric(metric, pair, options);
  if (result.state !== 'compared') throw new Error(`${metric} is ${result.state}`);
  return result.comparison;
}

describe('comparisons of every kind', () => {
  it.each(rows)(
    'of $task show the loss in $metric of a model that lost its skill',
    ({ task, metric }) => {
      const { bounds, pValue, regression } = compared(metric, pairOf(harmed, task));
      // A model that is worse may well be better calibrated.
      if (metric === 'expectedCalibrationError') return;
      expect(regression).toBeGreaterThan(0);
      expect(bounds.low).toBeGreaterThan(0);
      expect(pValue).toBeLessThan(0.05);
      expect(bounds.method).toBe(metric === 'accuracy' ? 'mcnemar' : 'bootstrap');
    },
  );

  it.each(rows)(
    'of $task turn round in $metric when the models change places',
    ({ task, metric }) => {
      const pair = pairOf(alike, task);
      const there = compareMetric(metric, pair, options);
      const back = compareMetric(
        metric,
        { champion: pair.challenger, challenger: pair.champion },
        options,
      );
      if (there.state !== 'compared' || back.state !== 'compared') throw new Error(there.state);
      expect(back.comparison.change).toBeCloseTo(-there.comparison.change, 12);
      expect(back.comparison.bounds.low).toBeCloseTo(-there.comparison.bounds.high, 10);
      expect(numbersIn([there, back]).every(Number.isFinite)).toBe(true);
    },
  );

  it.each(rows)(
    'of $task have nothing to test in $metric where nothing differs',
    ({ task, metric }) => {
      const { champion } = pairOf(alike, task);
      expect(
        compareMetric(metric, { champion, challenger: { ...champion } }, options),
      ).toMatchObject({
        state: 'identical',
        what: 'prediction',
      });
    },
  );

  it('of quantiles alone are no comparison of predictions that are the same', () => {
    const labels = [1, 2, 3];
    const set = (level: string, by: number) =>
      forecastSet({
        labels,
        scores: labels,
        quantiles: { [level]: labels.map((one) => one + by) },
      });
    expect(
      compareMetric(
        'meanPinballLoss',
        { champion: set('0.5', 0), challenger: set('0.5', 1) },
        options,
      ),
    ).not.toMatchObject({ state: 'identical' });
    expect(
      compareMetric(
        'meanPinballLoss',
        { champion: set('0.5', 0), challenger: set('0.9', 0) },
        options,
      ),
    ).toEqual({ state: 'undefined', reason: 'champion and challenger predict other quantiles' });
  });

  it('say of which model a metric is not defined', () => {
    const champion = setOf('regression', [1, 2], [-1, 2]);
    const challenger = setOf('regression', [1, 2], [1, 2]);
    expect(compareMetric('rootMeanSquaredLogError', { champion, challenger }, options)).toEqual({
      state: 'undefined',
      reason:
        'of the champion: of values below 0 there is no logarithm: 0 labels and 1 predictions',
    });
  });

  it('count as right with several labels what is right in all of them', () => {
    const labels = [
      [1, 0],
      [1, 0],
      [0, 0],
    ];
    const champion = multilabelSet(labels, [
      [0.9, 0.1],
      [0.9, 0.1],
      [0.9, 0.1],
    ]);
    const challenger = multilabelSet(labels, [
      [0.9, 0.9],
      [0.9, 0.1],
      [0.1, 0.1],
    ]);
    expect(discordance(champion, challenger, 0.5)).toEqual({ lost: 1, won: 1 });
  });
});

describe('gates on metrics of other kinds', () => {
  it.each(rows.filter(({ metric }) => metric !== 'expectedCalibrationError'))(
    'fail $task by $metric where the challenger lost its skill, and pass it against itself',
    ({ task, metric }) => {
      const gate = gateSchema.parse({ metric, max_regression: 0 });
      const pair = pairOf(harmed, task);
      const verdict = (challenger: EvaluationSet) =>
        judgeGates([gate], joinEvidence(challenger, pair.champion))[0]?.verdict;
      expect(verdict(pair.challenger)).toBe('fail');
      expect(verdict(pair.champion)).toBe('pass');
    },
  );

  it('of a metric that the kind does not have are an error that names the kinds', () => {
    const set = pairOf(alike, 'ranking').challenger;
    for (const metric of metricNames.filter((name) => !metricsOf('ranking').includes(name))) {
      const [judged] = judgeGates([gateSchema.parse({ metric, min: 0 })], joinEvidence(set));
      expect(judged?.verdict).toBe('error');
      expect(judged?.reason).toBe(
        `${metric} is for ${traitsOf(metric).tasks.join(', ')}; these predictions are ranking`,
      );
    }
  });
});
