import { categoryTerm, numberTerm, probability } from '../../model/scorer.mjs';
import { CLOSED, MISSING, OTHER } from '../../model/vocabulary.mjs';

/** The round of the sun, and no light reported. */
const LIGHT = ['Night', 'Dawn', 'Day', 'Twilight', MISSING];
const PHASE = [...CLOSED.phase_of_flight, MISSING];
const SIZE = [...CLOSED.wildlife_size, MISSING];

const TABULATED = new Set(['wildlife_size', 'phase_of_flight', 'time_of_day']);

/**
 * Compiles a model into tables. Every strike has a light, a phase and a size, and the request is checked
 * before it comes here, so the intercept and these three weights are added up ahead of time.
 */
export function compile(model) {
  const conditions = conditionTable(model);
  const terms = [
    ...Object.entries(model.categories)
      .filter(([field]) => !TABULATED.has(field))
      .map(([field, weights]) => categoryTerm(field, weights)),
    ...Object.entries(model.numbers).map(([field, number]) => numberTerm(field, number)),
  ];
  return (instance) => {
    const { time_of_day: light, phase_of_flight: phase, wildlife_size: size } = instance;
    let logit = conditions[light ?? MISSING][phase ?? MISSING][size ?? MISSING];
    for (const term of terms) logit += term(instance);
    return probability(logit);
  };
}

/** The logit that a strike starts from: `table[light][phase][size]`. */
function conditionTable({ intercept, categories }) {
  const weight = (field, level) => categories[field]?.[level] ?? categories[field]?.[OTHER] ?? 0;
  const bySize = (light, phase) => (size) =>
    intercept +
    weight('wildlife_size', size) +
    weight('phase_of_flight', phase) +
    weight('time_of_day', light);
  return table(LIGHT, (light) => table(PHASE, (phase) => table(SIZE, bySize(light, phase))));
}

function table(levels, value) {
  return Object.fromEntries(levels.map((level) => [level, value(level)]));
}
