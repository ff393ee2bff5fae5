import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type MetricName, metricNames, traitsOf } from '../../src/evaluation/metric.ts';
import { measure } from '../../src/evaluation/metrics.ts';
import { readReference, setOf } from './reference.ts';

const reference = readReference();

const binaryTable = reference.binary.flatMap((example) =>
  Object.entries(example.expected).map(([metric, value]) => ({
    ...example,
    metric: metric as MetricName,
    value,
  })),
);
const regressionTable = reference.regression.flatMap((example) =>
  Object.entries(example.expected).map(([metric, value]) => ({
    ...example,
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
  it.each(binaryTable)('$metric is that of scikit-learn: $name', (row) => {
    const set = setOf(
      'binary',
      row.labels,
      row.scores,
      row.weights === undefined ? {} : { weights: row.weights },
    );
    expect(measure(row.metric, set, row.threshold).value).toBeCloseTo(row.value, 12);
  });

  it.each(regressionTable)('$metric is that of scikit-learn: $name', (row) => {
    const set = setOf(
      'regression',
      row.labels,
      row.scores,
      row.weights === undefined ? {} : { weights: row.weights },
    );
    expect(measure(row.metric, set).value).toBeCloseTo(row.value, 12);
  });

  it('covers every metric by the reference', () => {
    const covered = new Set([...binaryTable, ...regressionTable].map((row) => row.metric));
    expect([...covered].toSorted()).toEqual([...metricNames].toSorted());
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
        for (const metric of metricNames.filter((name) => traitsOf(name).task === 'binary')) {
          const [a, b] = [measure(metric, weighted).value, measure(metric, repeated).value];
          expect(a).toBeCloseTo(b ?? Number.NaN, 10);
        }
      }),
    );
  });
});
