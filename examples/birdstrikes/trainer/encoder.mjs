import { MISSING, OTHER } from '../model/vocabulary.mjs';

/** Levels kept per category; rarer ones share the level "other". */
const MAX_LEVELS = 12;

/** Turns strikes into rows of numbers: one-hot levels, and each number beside a flag for its absence. */
export class Encoder {
  #categories;
  #numbers;

  /** Learns the vocabulary from the training data. */
  constructor(instances, { categories, numbers }) {
    let column = 0;
    this.#categories = categories.map((field) => {
      const levels = [...mostFrequent(instances, field), OTHER, MISSING];
      return { field, columns: new Map(levels.map((level) => [level, column++])) };
    });
    this.#numbers = numbers.map((field) => ({
      field,
      fill: mean(instances, field),
      value: column++,
      missing: column++,
    }));
    this.width = column;
  }

  encode(instance) {
    const row = new Float64Array(this.width);
    for (const { field, columns } of this.#categories) {
      row[columns.get(instance[field] ?? MISSING) ?? columns.get(OTHER)] = 1;
    }
    for (const { field, fill, value, missing } of this.#numbers) {
      row[value] = instance[field] ?? fill;
      row[missing] = instance[field] === null ? 1 : 0;
    }
    return row;
  }

  /** The weights under the names of what they weigh. */
  decode(weights) {
    return {
      categories: Object.fromEntries(
        this.#categories.map(({ field, columns }) => [
          field,
          Object.fromEntries([...columns].map(([level, column]) => [level, weights[column]])),
        ]),
      ),
      numbers: Object.fromEntries(
        this.#numbers.map(({ field, fill, value, missing }) => [
          field,
          { fill, weight: weights[value], missing: weights[missing] },
        ]),
      ),
    };
  }
}

function mostFrequent(instances, field) {
  const counts = new Map();
  for (const { [field]: level } of instances) {
    if (level !== null) counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  return [...counts]
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, MAX_LEVELS)
    .map(([level]) => level);
}

function mean(instances, field) {
  const known = instances.map((instance) => instance[field]).filter((value) => value !== null);
  return known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length;
}
