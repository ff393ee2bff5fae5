import { ReleaseError } from '../errors/error.ts';
import type { Problem } from '../errors/problem.ts';
import { formatShare } from '../units/percent.ts';
import { type EvaluationSet, pickExamples } from './evaluation-set.ts';
import { showFound } from './example.ts';

/** Champion and challenger on the same examples in the same order. */
export interface PairedSets {
  champion: EvaluationSet;
  challenger: EvaluationSet;
  /** Share of the larger set that both have. */
  matchShare: number;
}

/** What gates judge: the challenger, and the champion beside it once there is one. */
export interface Evidence {
  /** All examples of the challenger. */
  challenger: EvaluationSet;
  pair?: PairedSets;
}

const leastMatchShare = 0.99;
const idsShown = 5;

/**
 * Joins the predictions of both models by id.
 * @param champion absent on a first release.
 * @throws ReleaseError EVIDENCE_UNUSABLE when they are not predictions on the same holdout: other tasks,
 *   under 99 % of the ids in common, or other labels for the same id.
 */
export function joinEvidence(challenger: EvaluationSet, champion?: EvaluationSet): Evidence {
  return champion === undefined
    ? { challenger }
    : { challenger, pair: pairSets(challenger, champion) };
}

function pairSets(challenger: EvaluationSet, champion: EvaluationSet): PairedSets {
  if (challenger.task !== champion.task) {
    throw unusable([
      { where: 'task', expected: `${champion.task}, as of the champion`, found: challenger.task },
    ]);
  }
  const placeOf = new Map(champion.ids.map((id, place) => [id, place]));
  const challengerPlaces: number[] = [];
  const championPlaces: number[] = [];
  challenger.ids.forEach((id, place) => {
    const other = placeOf.get(id);
    if (other === undefined) return;
    challengerPlaces.push(place);
    championPlaces.push(other);
  });
  const larger = Math.max(challenger.ids.length, champion.ids.length);
  const matchShare = larger === 0 ? 0 : challengerPlaces.length / larger;
  if (matchShare < leastMatchShare)
    throw unusable([missingMatches(challenger, placeOf, matchShare)]);
  const pair = {
    challenger: pickExamples(challenger, challengerPlaces),
    champion: pickExamples(champion, championPlaces),
    matchShare,
  };
  refuseOtherLabels(pair);
  return pair;
}

function missingMatches(
  challenger: EvaluationSet,
  placeOf: ReadonlyMap<string, number>,
  matchShare: number,
): Problem {
  const strangers = challenger.ids.filter((id) => !placeOf.has(id)).slice(0, idsShown);
  const examples =
    strangers.length === 0
      ? ''
      : `; unknown to the champion: ${strangers.map(showFound).join(', ')}`;
  return {
    where: 'id',
    expected: `at least ${formatShare(leastMatchShare)} of the ids in both`,
    found: `${formatShare(matchShare)}${examples}`,
  };
}

function refuseOtherLabels({ challenger, champion }: PairedSets): void {
  const others = challenger.ids.filter(
    (_, place) => challenger.labels[place] !== champion.labels[place],
  );
  if (others.length === 0) return;
  throw unusable([
    {
      where: 'label',
      expected: 'the same label for the same id',
      found: `${others.length} that differ, ids ${others.slice(0, idsShown).map(showFound).join(', ')}`,
    },
  ]);
}

function unusable(problems: readonly Problem[]): ReleaseError {
  return new ReleaseError(
    'EVIDENCE_UNUSABLE',
    'champion and challenger were not evaluated on the same holdout',
    { problems, mend: 'Write predictions of both models on the same examples with the same ids.' },
  );
}
