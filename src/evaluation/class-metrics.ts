import { calibrationBins, calibrationError } from './calibration.ts';
import {
  averageShare,
  type Averaging,
  classCounter,
  type ClassShare,
  listOf,
} from './class-counts.ts';
import { decisionsOf, rightness } from './decisions.ts';
import { type Estimator, meanOf } from './estimator.ts';
import type { ClassesSet, MulticlassSet } from './evaluation-set.ts';
import type { MetricName } from './metric.ts';
import { type ScoreSweep, sweepMetric, sweepOf } from './score-sweep.ts';

/** Undefined for metrics of other tasks. */
export function classEstimator(
  metric: MetricName,
  set: ClassesSet,
  threshold: number,
): Estimator | undefined {
  const averaged = /^(precision|recall|f1Score)(Micro|Macro|Weighted)$/.exec(metric);
  if (averaged !== null) {
    const [, share, averaging] = averaged;
    const count = classCounter(set, threshold);
    return (weights) =>
      averageShare(share as ClassShare, averaging as Averaging, count(weights), set);
  }
  if (metric === 'accuracy') return meanOf(Float64Array.from(rightness(set, threshold)));
  if (metric === 'auRoc' || metric === 'auPrc') return againstTheRest(metric, set);
  return set.task === 'multiclass'
    ? exclusiveEstimator(metric, set)
    : metric === 'hammingLoss'
      ? meanOf(wrongShares(set, threshold))
      : undefined;
}

function exclusiveEstimator(metric: MetricName, set: MulticlassSet): Estimator | undefined {
  switch (metric) {
    case 'logLoss':
      return meanOf(set.labels.map((label, place) => logLoss(scoreOf(set, place, label))));
    case 'brier':
      return meanOf(set.labels.map((label, place) => squares(set, place, label)));
    case 'expectedCalibrationError': {
      const decisions = decisionsOf(set, 0);
      const confidence = Float64Array.from(decisions, (decision, place) =>
        scoreOf(set, place, decision),
      );
      const bins = calibrationBins(confidence, rightness(set, 0));
      return (weights) => calibrationError(bins, weights);
    }
    default:
      return undefined;
  }
}

/** The mean over classes of what the metric is for each against the rest. */
function againstTheRest(metric: 'auRoc' | 'auPrc', set: ClassesSet): Estimator {
  const sweeps = set.classes.map((_, column) => columnSweep(set, column));
  return (weights) => {
    const missing: string[] = [];
    let sum = 0;
    sweeps.forEach((sweep, column) => {
      const { value } = sweepMetric(metric, sweep, weights);
      if (value === undefined) missing.push(set.classes[column] ?? '');
      else sum += value;
    });
    if (missing.length === 0) return { value: sum / sweeps.length };
    return { note: `of some classes every example or none is there: ${listOf(missing)}` };
  };
}

function columnSweep(set: ClassesSet, column: number): ScoreSweep {
  const width = set.classes.length;
  const n = set.ids.length;
  const scores = new Float64Array(n);
  const positive = new Uint8Array(n);
  for (let place = 0; place < n; place += 1) {
    scores[place] = set.scores[place * width + column] ?? 0;
    const isOfClass =
      set.task === 'multiclass'
        ? set.labels[place] === column
        : set.labels[place * width + column] === 1;
    positive[place] = isOfClass ? 1 : 0;
  }
  return sweepOf(positive, scores);
}

/** By example, the share of its labels that are decided wrongly. */
function wrongShares(set: ClassesSet, threshold: number): Float64Array {
  const width = set.classes.length;
  const wrong = new Float64Array(set.ids.length);
  decisionsOf(set, threshold).forEach((decision, cell) => {
    if (decision === set.labels[cell]) return;
    const place = Math.floor(cell / width);
    wrong[place] = (wrong[place] ?? 0) + 1 / width;
  });
  return wrong;
}

function scoreOf({ scores, classes }: MulticlassSet, place: number, column: number): number {
  return scores[place * classes.length + column] ?? 0;
}

function logLoss(score: number): number {
  return -Math.log(Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, score)));
}

function squares(set: MulticlassSet, place: number, label: number): number {
  return set.classes.reduce(
    (sum, _, column) => sum + (scoreOf(set, place, column) - (column === label ? 1 : 0)) ** 2,
    0,
  );
}
