import { MISSING, OTHER } from './vocabulary.mjs';

/** Makes the function that gives the probability of damage for one strike. */
export function scorer(model) {
  const terms = [
    ...Object.entries(model.categories).map(([field, weights]) => categoryTerm(field, weights)),
    ...Object.entries(model.numbers).map(([field, number]) => numberTerm(field, number)),
  ];
  return (instance) => {
    let logit = model.intercept;
    for (const term of terms) logit += term(instance);
    return probability(logit);
  };
}

export function probability(logit) {
  return 1 / (1 + Math.exp(-logit));
}

export function categoryTerm(field, weights) {
  const byLevel = new Map(Object.entries(weights));
  const other = byLevel.get(OTHER);
  return (instance) => byLevel.get(instance[field] ?? MISSING) ?? other;
}

export function numberTerm(field, { fill, weight, missing }) {
  const unknown = fill * weight + missing;
  return (instance) => {
    const value = instance[field] ?? null;
    return value === null ? unknown : value * weight;
  };
}
