import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  isDefinedFor,
  type MetricName,
  metricNames,
  metricsOf,
} from '../../src/evaluation/metric.ts';
import { measure } from '../../src/evaluation/metrics.ts';
import { tasks } from '../../src/evaluation/evaluation-set.ts';
import {
  forecastSet,
  multiclassSet,
  multilabelSet,
  rankingSet,
  readReference,
  setOf,
  weighted as weightsIn,
} from './reference.ts';

const reference = readReference();

/** Every case of the reference as a set, with what other programs say of it. */
const cases = [
  ...reference.binary.map((one) => ({
    ...one,
    set: setOf('binary', one.labels, one.scores, weightsIn(one.weights)),
  })),
  ...reference.regression.map((one) => ({
    ...one,
    set: setOf('regression', one.labels, one.scores, weightsIn(one.weights)),
  })),
  ...reference.forecasting.map((one) => ({ ...one, set: forecastSet(one) })),
  ...reference.multiclass.map((one) => ({
    ...one,
    set: multiclassSet(one.labels, one.scores, weightsIn(one.weights)),
  })),
  ...reference.multilabel.map((one) => ({
    ...one,
    set: multilabelSet(one.labels, one.scores, weightsIn(one.weights)),
  })),
  ...reference.ranking.map((one) => ({
    ...one,
    threshold: undefined,
    set: rankingSet(one.queries, weightsIn(one.weights)),
  })),
];
const table = cases.flatMap(({ name, threshold, set, expected }) =>
  Object.entries(expected).map(([metric, value]) => ({
    name,
    threshold,
    set,
    task: set.task,
    metric: metric as MetricName,
    value,
  })),
);

/** Labels of both classes, scores with ties. */
const scored = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 20 })), {
    minLength: 2,
    maxLength: 60,
  })
  .filter((rows) => new Set(rows.map(([label]) => label)).size === 2)
  .map((rows) => ({
    labels: rows.map(([label]) => label),
    scores: rows.map(([, score]) => score / 20),
  }));

describe('metrics', () => {
  it.each(table)('$task $metric is that of the reference: $name', (row) => {
    expect(measure(row.metric, row.set, row.threshold).value).toBeCloseTo(row.value, 12);
  });

  it('covers every metric of every task by the reference, plain and weighted', () => {
    const covered = (rows: typeof table) =>
      [...new Set(rows.map(({ task, metric }) => `${task} ${metric}`))].toSorted();
    const all = tasks.flatMap((task) => metricsOf(task).map((metric) => `${task} ${metric}`));
    expect(covered(table)).toEqual(all.toSorted());
    expect(covered(table.filter(({ set }) => set.weights !== undefined))).toEqual(all.toSorted());
  });

  it.each(cases)('of $set.task are defined where the reference has them: $name', (one) => {
    for (const metric of metricsOf(one.set.task)) {
      const { value, note } = measure(metric, one.set, one.threshold);
      expect([metric, value !== undefined]).toEqual([metric, metric in one.expected]);
      expect(value !== undefined || note !== undefined).toBe(true);
    }
  });

  it.each(tasks)('of other tasks than %s are not defined for it, and say so', (task) => {
    const one = cases.find(({ set }) => set.task === task);
    if (one === undefined) throw new Error('every task has a case');
    for (const metric of metricNames.filter((name) => !isDefinedFor(name, task))) {
      expect(measure(metric, one.set)).toEqual({
        note: `${metric} is not defined for predictions of the kind ${task}`,
      });
    }
  });

  it('says what it took 0 / 0 for', () => {
    const set = setOf('binary', [0, 1], [0.1, 0.2]);
    expect(measure('precision', set)).toEqual({
      value: 0,
      note: 'precision is 0 / 0 here and taken as 0: no example is decided positive',
    });
    expect(measure('recall', set)).toEqual({ value: 0 });
  });

  it.each([
    [
      'precisionMacro',
      multiclassSet(
        [0, 1, 2],
        [
          [0.6, 0.4, 0],
          [0.6, 0.4, 0],
          [0.6, 0.4, 0],
        ],
      ),
      'precision is 0 / 0 and taken as 0 for "c1", "c2"',
    ],
    [
      'recallMacro',
      multiclassSet(
        [0, 1],
        [
          [0.6, 0.4, 0],
          [0.6, 0.4, 0],
        ],
      ),
      'left out, neither a label nor decided: "c2"',
    ],
    [
      'auRoc',
      multiclassSet(
        [0, 1],
        [
          [0.6, 0.4, 0],
          [0.6, 0.4, 0],
        ],
      ),
      'of some classes every example or none is there: "c2"',
    ],
    ['f1ScoreMicro', multilabelSet([[0, 0]], [[0.1, 0.1]]), 'f1Score is 0 / 0 here and taken as 0'],
    [
      'ndcg',
      rankingSet([{ labels: [0, 0], scores: [1, 2] }]),
      'queries without anything relevant count 0: 1 of 1',
    ],
    [
      'meanAbsolutePercentageError',
      setOf('regression', [0, 1], [1, 1]),
      'an error cannot be a share of a label of 0, of which there are 1',
    ],
    [
      'rootMeanSquaredLogError',
      setOf('regression', [0, 1], [-1, 1]),
      'of values below 0 there is no logarithm: 0 labels and 1 predictions',
    ],
    [
      'rootMeanSquaredError',
      setOf('regression', [0, 1e200], [1e200, 0]),
      'rootMeanSquaredError of these numbers is too large to be computed',
    ],
  ] as const)('says of %s what was assumed or why there is none', (metric, set, note) => {
    expect(measure(metric, set).note).toBe(note);
  });

  it.each([
    ['auRoc', setOf('binary', [1, 1], [0.1, 0.2])],
    ['auPrc', setOf('binary', [0, 0], [0.1, 0.2])],
    ['rSquared', setOf('regression', [3, 3], [1, 2])],
    ['brier', setOf('binary', [], [])],
  ] as const)('has no %s where there is none, and says why', (metric, set) => {
    const measured = measure(metric, set);
    expect(measured.value).toBeUndefined();
    expect(measured.note).toBeTruthy();
  });

  it('counts a score at the threshold as positive', () => {
    const set = setOf('binary', [1, 0], [0.5, 0.4999]);
    expect(measure('accuracy', set).value).toBe(1);
  });
});

describe('auRoc', () => {
  it('is the chance that a positive outranks a negative, ties counting half', () => {
    fc.assert(
      fc.property(scored, ({ labels, scores }) => {
        let sum = 0;
        let pairs = 0;
        labels.forEach((a, i) =>
          labels.forEach((b, j) => {
            if (a !== 1 || b !== 0) return;
            pairs += 1;
            const [x = 0, y = 0] = [scores[i], scores[j]];
            sum += x > y ? 1 : x === y ? 0.5 : 0;
          }),
        );
        expect(measure('auRoc', setOf('binary', labels, scores)).value).toBeCloseTo(
          sum / pairs,
          12,
        );
      }),
    );
  });

  it('and auPrc do not change under a monotone transform of the scores', () => {
    fc.assert(
      fc.property(scored, ({ labels, scores }) => {
        const bent = scores.map((score) => Math.sqrt(score) / 2 + 0.1);
        for (const metric of ['auRoc', 'auPrc'] as const) {
          const straight = measure(metric, setOf('binary', labels, scores)).value;
          expect(measure(metric, setOf('binary', labels, bent)).value).toBe(straight);
        }
      }),
    );
  });

  it('turns into its complement when labels or scores are turned round', () => {
    fc.assert(
      fc.property(scored, ({ labels, scores }) => {
        const value = measure('auRoc', setOf('binary', labels, scores)).value ?? -1;
        const otherLabels = setOf(
          'binary',
          labels.map((label) => 1 - label),
          scores,
        );
        const otherScores = setOf(
          'binary',
          labels,
          scores.map((score) => 1 - score),
        );
        expect(measure('auRoc', otherLabels).value).toBeCloseTo(1 - value, 12);
        expect(measure('auRoc', otherScores).value).toBeCloseTo(1 - value, 12);
      }),
    );
  });
});

describe('weights', () => {
  it('of 2 count as an example that is there twice', () => {
    fc.assert(
      fc.property(scored, ({ labels, scores }) => {
        const weights = labels.map((_, place) => (place % 3 === 0 ? 2 : 1));
        const twice = labels.flatMap((_, place) => (place % 3 === 0 ? [place, place] : [place]));
        const weighted = setOf('binary', labels, scores, { weights });
        const repeated = setOf(
          'binary',
          twice.map((i) => labels[i] ?? 0),
          twice.map((i) => scores[i] ?? 0),
        );
        for (const metric of metricsOf('binary')) {
          const [a, b] = [measure(metric, weighted).value, measure(metric, repeated).value];
          expect(a).toBeCloseTo(b ?? Number.NaN, 10);
        }
      }),
    );
  });
});
