import type { EvaluationSet } from './evaluation-set.ts';
import type { Measured } from './metric.ts';

/** Places of the scores from the highest down. */
export function byDescendingScore(scores: Float64Array): Uint32Array {
  return Uint32Array.from(scores, (_, place) => place).toSorted(
    (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0),
  );
}

/**
 * Walks down the scores, equal ones together, as every threshold does.
 * auRoc: the trapezoids under (false positives, true positives), so ties count half.
 * auPrc: the sum over thresholds of the gain in recall times the precision there, which is
 * scikit-learn's average_precision_score: no interpolation between thresholds.
 */
export function rankingMetric(
  metric: 'auRoc' | 'auPrc',
  { labels, scores }: EvaluationSet,
  order: Uint32Array,
  weights: Float64Array,
): Measured {
  let truePositives = 0;
  let falsePositives = 0;
  let area = 0;
  let steps = 0;
  let next = 0;
  while (next < order.length) {
    const score = scores[order[next] ?? 0];
    let positives = 0;
    let negatives = 0;
    for (; next < order.length; next += 1) {
      const place = order[next] ?? 0;
      if (scores[place] !== score) break;
      if (labels[place] === 1) positives += weights[place] ?? 0;
      else negatives += weights[place] ?? 0;
    }
    area += negatives * (truePositives + positives / 2);
    truePositives += positives;
    falsePositives += negatives;
    if (positives > 0) steps += (positives * truePositives) / (truePositives + falsePositives);
  }
  if (truePositives === 0 || falsePositives === 0) return { note: 'there is one class only' };
  if (metric === 'auPrc') return { value: steps / truePositives };
  return { value: area / truePositives / falsePositives };
}
