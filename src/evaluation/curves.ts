import { positives } from './binary-metrics.ts';
import { calibrationBins, calibrationCurve, type CalibrationPoint } from './calibration.ts';
import type { BinarySet } from './evaluation-set.ts';
import { weightsOf } from './metrics.ts';
import { sweepOf, walkThresholds } from './score-sweep.ts';

/** A place on a curve, rounded to four decimals. */
export type CurvePoint = readonly [x: number, y: number];

/** Of a model of two classes. Plain data, fit for the release record. */
export interface Curves {
  /** Share of the negatives, share of the positives, that a falling threshold finds; from (0, 0) to (1, 1). */
  roc: readonly CurvePoint[];
  /** Recall and precision of a falling threshold; from (0, 1) on, as scikit-learn has it. */
  precisionRecall: readonly CurvePoint[];
  /** By bins of equal width, those that are not empty. */
  calibration: readonly CalibrationPoint[];
}

const pointsMost = 100;

/** Curves of at most 100 points; undefined where one class is missing. */
export function curvesOf(set: BinarySet): Curves | undefined {
  const weights = weightsOf(set);
  const positive = positives(set);
  const sweep = sweepOf(positive, set.scores);
  const thresholds = sweep.ends.reduce((sum, end) => sum + end, 0);
  const found = new Float64Array(thresholds + 1);
  const mistaken = new Float64Array(thresholds + 1);
  let next = 0;
  walkThresholds(sweep, weights, (truePositives, falsePositives) => {
    next += 1;
    found[next] = truePositives;
    mistaken[next] = falsePositives;
  });
  const [all, none] = [found[thresholds] ?? 0, mistaken[thresholds] ?? 0];
  if (all === 0 || none === 0) return undefined;
  const recall = found.map((value) => value / all);
  const precision = found.map((value, i) => (i === 0 ? 1 : value / (value + (mistaken[i] ?? 0))));
  return {
    roc: thin(
      mistaken.map((value) => value / none),
      recall,
    ),
    precisionRecall: thin(recall, precision),
    calibration: calibrationCurve(calibrationBins(set.scores, positive), weights).map((point) => ({
      score: round4(point.score),
      share: round4(point.share),
      examples: point.examples,
    })),
  };
}

/** The ends and points between, at even distances along the way. */
function thin(xs: Float64Array, ys: Float64Array): CurvePoint[] {
  const last = xs.length - 1;
  const way = new Float64Array(xs.length);
  for (let i = 1; i <= last; i += 1) {
    way[i] = (way[i - 1] ?? 0) + distance(xs, i) + distance(ys, i);
  }
  const step = (way[last] ?? 0) / (pointsMost - 1);
  const kept: number[] = [];
  let due = 0;
  for (let i = 0; i <= last; i += 1) {
    const isDue = xs.length <= pointsMost || (way[i] ?? 0) >= due * step;
    if (isDue && kept.length < pointsMost - 1 && i < last) kept.push(i);
    while ((way[i] ?? 0) >= due * step && due < pointsMost) due += 1;
  }
  kept.push(last);
  return kept.map((i) => [round4(xs[i] ?? 0), round4(ys[i] ?? 0)] as const);
}

function distance(values: Float64Array, i: number): number {
  return Math.abs((values[i] ?? 0) - (values[i - 1] ?? 0));
}

export function round4(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
