import { ReleaseError } from '../errors/error.ts';
import type { Problem } from '../errors/problem.ts';
import { formatShare } from '../units/percent.ts';
import { type EvaluationSet, pickExamples } from './evaluation-set.ts';
import { showFound } from './row-value.ts';
import { listOf } from './class-counts.ts';

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
 *   other classes, under 99 % of the ids in common, or other labels or groups for the same id.
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
  refuseOtherClasses(challenger, champion);
  const pair = hasSameIds(challenger, champion)
    ? { challenger, champion, matchShare: 1 }
    : matchById(challenger, champion);
  refuseOtherAnswers(pair);
  return pair;
}

/** In the same order, as the same program writes them for the same holdout. */
function hasSameIds({ ids }: EvaluationSet, champion: EvaluationSet): boolean {
  return (
    ids.length > 0 &&
    ids.length === champion.ids.length &&
    ids.every((id, place) => id === champion.ids[place])
  );
}

function matchById(challenger: EvaluationSet, champion: EvaluationSet): PairedSets {
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
  return {
    challenger: pickExamples(challenger, challengerPlaces),
    champion: pickExamples(champion, championPlaces),
    matchShare,
  };
}

function refuseOtherClasses(challenger: EvaluationSet, champion: EvaluationSet): void {
  const [ours, theirs] = [classesOf(challenger), classesOf(champion)];
  const unknown = ours.filter((name) => !theirs.includes(name));
  const missing = theirs.filter((name) => !ours.includes(name));
  if (unknown.length + missing.length === 0) return;
  const found = [
    ...(unknown.length === 0 ? [] : [`unknown to the champion: ${listOf(unknown)}`]),
    ...(missing.length === 0 ? [] : [`missing: ${listOf(missing)}`]),
  ].join('; ');
  throw unusable([
    {
      where: 'classes',
      expected: `the ${theirs.length} classes of the champion`,
      found,
      mend: 'Scores over other classes cannot be compared: evaluate both models on one set of classes, or release this one as another model.',
    },
  ]);
}

function classesOf(set: EvaluationSet): readonly string[] {
  return 'classes' in set ? set.classes : [];
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

/** What the examples are must not depend on the model: the label, and the query it answers. */
function refuseOtherAnswers({ challenger, champion }: PairedSets): void {
  const width = challenger.task === 'multilabel' ? challenger.classes.length : 1;
  const differ = (a: Float64Array, b: Float64Array, place: number) => {
    for (let cell = place * width; cell < (place + 1) * width; cell += 1) {
      if (a[cell] !== b[cell]) return true;
    }
    return false;
  };
  refuseOthers('label', challenger.ids, (place) =>
    differ(challenger.labels, champion.labels, place),
  );
  if (challenger.task !== 'ranking' || champion.task !== 'ranking') return;
  const [ours, theirs] = [challenger.groups, champion.groups];
  refuseOthers('group', challenger.ids, (place) => ours[place] !== theirs[place]);
}

function refuseOthers(
  where: string,
  ids: readonly string[],
  isOther: (place: number) => boolean,
): void {
  const others = ids.filter((_, place) => isOther(place));
  if (others.length === 0) return;
  throw unusable([
    {
      where,
      expected: `the same ${where} for the same id`,
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
