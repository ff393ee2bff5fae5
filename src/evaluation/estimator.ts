import type { Measured } from './metric.ts';

/** A metric of one set under any weights of its examples, so that a bootstrap need not sort again. */
export type Estimator = (weights: Float64Array) => Measured;

/** The mean of a loss that every example has. */
export function meanOf(losses: Float64Array): Estimator {
  return (weights) => {
    let sum = 0;
    let total = 0;
    for (let i = 0; i < losses.length; i += 1) {
      sum += (losses[i] ?? 0) * (weights[i] ?? 0);
      total += weights[i] ?? 0;
    }
    return total > 0 ? { value: sum / total } : { note: 'there is no example' };
  };
}

export function rootOf(estimate: Estimator): Estimator {
  return (weights) => {
    const { value, note } = estimate(weights);
    if (value === undefined) return note === undefined ? {} : { note };
    return { value: Math.sqrt(value) };
  };
}

/** A metric that the set does not have, whatever the weights. */
export function undefinedMetric(note: string): Estimator {
  return () => ({ note });
}
