import type { Problem } from '../errors/problem.ts';
import type { EvaluationSet, RankingSet } from './evaluation-set.ts';
import { groupPlaces } from './grouping.ts';
import { showFound } from './row-value.ts';

/** What is wrong with predictions as a whole, each row of which is sound. */
export function setProblems(set: EvaluationSet, where: string): Problem[] {
  switch (set.task) {
    case 'binary':
    case 'multiclass': {
      const [first = 0] = set.labels;
      if (set.labels.some((label) => label !== first)) return [];
      const name = set.task === 'binary' ? String(first) : showFound(set.classes[first]);
      return [
        {
          where,
          expected: set.task === 'binary' ? 'examples of both classes' : 'examples of two classes',
          found: `class ${name} only`,
          mend: 'Evaluate on a holdout that has both classes; with labels other than 0 and 1, say which is positive.',
        },
      ];
    }
    case 'ranking':
      return otherWeights(set, where);
    default:
      return [];
  }
}

/** A query weighs what its examples weigh. */
function otherWeights({ ids, groups, weights }: RankingSet, where: string): Problem[] {
  if (weights === undefined) return [];
  return [...groupPlaces(groups)].flatMap(([group, places]) => {
    const other = places.find((place) => weights[place] !== weights[places[0] ?? 0]);
    if (other === undefined) return [];
    return [
      {
        where: `${where} weight`,
        expected: `one weight for all examples of the query ${showFound(group)}`,
        found: `${weights[other]} for ${showFound(ids[other])}`,
      },
    ];
  });
}
