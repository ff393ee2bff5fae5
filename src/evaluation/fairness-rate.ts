import { rateOf, type Stratum } from './fairness-gap.ts';
import type { Group, GroupedDecisions } from './fairness-group.ts';

/** A rate of a group: who is decided positive among all, among positives, among negatives. */
export type Rate = 'selectionRate' | 'truePositiveRate' | 'falsePositiveRate';

export interface FairnessGroup {
  value: string;
  examples: number;
  positives: number;
  /** Absent where there is no example that it could be taken over. */
  selectionRate?: number;
  truePositiveRate?: number;
  falsePositiveRate?: number;
  state: Group['state'];
  why: string;
}

/** A group with every rate that it has. */
export function describeGroup(group: Group, decided: GroupedDecisions): FairnessGroup {
  const { value, places, positives, state, why } = group;
  const rates = (['selectionRate', 'truePositiveRate', 'falsePositiveRate'] as const).flatMap(
    (rate) => {
      const found = rateOf(stratumOf(rate, group, decided));
      return found === undefined ? [] : [[rate, found] as const];
    },
  );
  return {
    value,
    examples: places.length,
    positives,
    ...Object.fromEntries(rates),
    state,
    why,
  };
}

/** The examples of a group over which a rate is taken. */
export function stratumOf(
  rate: Rate,
  { value, places }: Group,
  decided: GroupedDecisions,
): Stratum {
  const { labels, decisions, weights } = decided;
  const wanted = { selectionRate: undefined, truePositiveRate: 1, falsePositiveRate: 0 }[rate];
  const taken = places.filter((place) => wanted === undefined || labels[place] === wanted);
  return {
    value,
    outcomes: Uint8Array.from(taken, (place) => decisions[place] ?? 0),
    ...(weights === undefined
      ? {}
      : { weights: Float64Array.from(taken, (place) => weights[place] ?? 1) }),
  };
}
