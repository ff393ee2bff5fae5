import type { Measured } from './metric.ts';
import { byDescendingScore } from './score-order.ts';

/** Examples of one class and of the rest, from the highest score down. */
export interface ScoreSweep {
  order: Uint32Array;
  /** By place in the order: 1 where the next score is another one. */
  ends: Uint8Array;
  /** By place in the set. */
  positive: Uint8Array;
}

export function sweepOf(positive: Uint8Array, scores: Float64Array): ScoreSweep {
  const order = byDescendingScore(scores);
  const ends = new Uint8Array(order.length);
  for (let i = 0; i < order.length; i += 1) {
    const isLast = i + 1 === order.length;
    ends[i] = isLast || scores[order[i + 1] ?? 0] !== scores[order[i] ?? 0] ? 1 : 0;
  }
  return { order, ends, positive };
}

/**
 * Walks down the scores, equal ones together, as every threshold does, and calls `visit` at each with
 * the weights of what is positive from there on.
 */
export function walkThresholds(
  { order, ends, positive }: ScoreSweep,
  weights: Float64Array,
  visit: (truePositives: number, falsePositives: number) => void,
): void {
  let truePositives = 0;
  let falsePositives = 0;
  for (let i = 0; i < order.length; i += 1) {
    const place = order[i] ?? 0;
    if (positive[place] === 1) truePositives += weights[place] ?? 0;
    else falsePositives += weights[place] ?? 0;
    if (ends[i] === 1) visit(truePositives, falsePositives);
  }
}

/**
 * auRoc: the trapezoids under (false positives, true positives), so ties count half.
 * auPrc: the sum over thresholds of the gain in recall times the precision there, which is
 * scikit-learn's average_precision_score: no interpolation between thresholds.
 */
export function sweepMetric(
  metric: 'auRoc' | 'auPrc',
  sweep: ScoreSweep,
  weights: Float64Array,
): Measured {
  let area = 0;
  let steps = 0;
  let found = 0;
  let mistaken = 0;
  walkThresholds(sweep, weights, (truePositives, falsePositives) => {
    const gained = truePositives - found;
    area += (falsePositives - mistaken) * (found + gained / 2);
    if (gained > 0) steps += (gained * truePositives) / (truePositives + falsePositives);
    found = truePositives;
    mistaken = falsePositives;
  });
  if (found === 0 || mistaken === 0) return { note: 'there is one class only' };
  if (metric === 'auPrc') return { value: steps / found };
  return { value: area / found / mistaken };
}
