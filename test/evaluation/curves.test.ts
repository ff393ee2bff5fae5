import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type CurvePoint, curvesOf } from '../../src/evaluation/curves.ts';
import { binaryConfusion, multiclassConfusion } from '../../src/evaluation/confusion-matrix.ts';
import { multiclassSet, numbersIn, readReference, setOf, weighted } from './reference.ts';

const reference = readReference();
const round = (value: number) => Math.round(value * 10_000) / 10_000;

describe('curves', () => {
  const small = reference.curves.filter(({ roc }) => roc.length <= 100);
  const large = reference.curves.filter(({ roc }) => roc.length > 100);
  const curves = ({ labels, scores, weights }: (typeof reference.curves)[number]) => {
    const found = curvesOf(setOf('binary', labels, scores, weighted(weights)));
    if (found === undefined) throw new Error('there are both classes');
    return found;
  };

  it('are tried whole and thinned', () => {
    expect(small.length).toBeGreaterThan(0);
    expect(large.length).toBeGreaterThan(0);
  });

  it.each(small)('of few thresholds are those of scikit-learn', (one) => {
    const { roc, precisionRecall } = curves(one);
    expect(roc).toEqual(one.roc.map((point) => point.map(round)));
    expect(precisionRecall).toEqual(one.precisionRecall.map((point) => point.map(round)));
  });

  it.each(large)(
    'of many thresholds keep 100 points of scikit-learn at most, and its ends',
    (one) => {
      const { roc, precisionRecall } = curves(one);
      for (const [kept, all] of [
        [roc, one.roc],
        [precisionRecall, one.precisionRecall],
      ] as const) {
        expect(kept.length).toBeLessThanOrEqual(100);
        expect(kept.length).toBeGreaterThan(60);
        const known = new Set(all.map(([x, y]) => `${round(x)} ${round(y)}`));
        expect(kept.filter(([x, y]) => !known.has(`${x} ${y}`))).toEqual([]);
        expect(kept[0]).toEqual(all[0]?.map(round));
        expect(kept.at(-1)).toEqual(all.at(-1)?.map(round));
      }
      // Nothing between is lost: what is kept is no farther apart than a hundredth of the way and one step.
      expect(widest(roc)).toBeLessThanOrEqual(2 / 99 + widest(one.roc) + 0.0002);
    },
  );

  it.each(reference.curves.filter(({ calibration }) => calibration !== undefined))(
    'of calibration are those of scikit-learn',
    (one) => {
      const { calibration } = curves(one);
      expect(calibration.map(({ score, share }) => [score, share])).toEqual(
        one.calibration?.map((point) => point.map(round)),
      );
      const examples = calibration.reduce((sum, point) => sum + point.examples, 0);
      expect(examples).toBe(one.labels.length);
    },
  );

  it('do not exist with one class', () => {
    expect(curvesOf(setOf('binary', [1, 1], [0.1, 0.2]))).toBeUndefined();
  });

  it('are finite, in the unit square and rising, whatever the scores', () => {
    const row = fc.tuple(
      fc.integer({ min: 0, max: 1 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 300 }), (rows) => {
        const found = curvesOf(
          setOf(
            'binary',
            rows.map(([label]) => label),
            rows.map(([, score]) => score),
          ),
        );
        fc.pre(found !== undefined);
        const { roc = [], precisionRecall = [], calibration = [] } = found ?? {};
        const all = numbersIn([
          roc,
          precisionRecall,
          calibration.map(({ score, share }) => [score, share]),
        ]);
        expect(all.every((value) => value >= 0 && value <= 1)).toBe(true);
        for (const curve of [roc, precisionRecall]) {
          expect(curve.length).toBeLessThanOrEqual(100);
          const xs = curve.map(([x]) => x);
          expect(xs).toEqual(xs.toSorted((a, b) => a - b));
        }
      }),
    );
  });
});

/** The longest way between two points that follow each other. */
function widest(curve: readonly CurvePoint[]): number {
  return Math.max(
    ...curve.slice(1).map(([x, y], i) => x - (curve[i]?.[0] ?? 0) + y - (curve[i]?.[1] ?? 0)),
  );
}

describe('a confusion matrix', () => {
  it('of two classes has labels in rows and decisions in columns', () => {
    const set = setOf('binary', [0, 0, 0, 1, 1], [0.1, 0.2, 0.9, 0.3, 0.6]);
    expect(binaryConfusion(set, 0.5)).toEqual({
      classes: ['0', '1'],
      counts: [
        [2, 1],
        [1, 1],
      ],
      threshold: 0.5,
    });
  });

  it.each(reference.multiclass)('is that of scikit-learn: $name', (one) => {
    const set = multiclassSet(one.labels, one.scores, weighted(one.weights));
    const { classes, counts } = multiclassConfusion(set);
    expect(classes).toEqual(set.classes);
    expect(counts).toEqual(one.confusion.map((row) => row.map(round)));
  });

  it('of many classes merges the rarest', () => {
    const width = 25;
    const labels = Array.from({ length: 600 }, (_, i) => (i < 500 ? i % 19 : 19 + (i % 6)));
    const scores = labels.map((label) =>
      Array.from({ length: width }, (_, column) => (column === label ? 1 : 0)),
    );
    const { classes, counts } = multiclassConfusion(multiclassSet(labels, scores));
    expect(classes).toHaveLength(20);
    expect(classes.at(-1)).toBe('(others)');
    expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(600);
    expect(counts.at(-1)?.at(-1)).toBe(100);
    expect(counts.every((row, i) => row.every((count, j) => i === j || count === 0))).toBe(true);
  });
});
