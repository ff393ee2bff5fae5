import type { EvaluationSet } from '../../src/evaluation/evaluation-set.ts';
import { normalQuantile } from '../../src/stats/normal.ts';
import type { Random } from '../judge/random.ts';

/** Champion and challenger on the same simulated examples. */
export interface Duel {
  champion: EvaluationSet;
  challenger: EvaluationSet;
}

interface Holdout {
  ids: readonly string[];
  labels: Float64Array;
  slices: EvaluationSet['slices'];
}

/** Every second example is a positive; the slice `part` has so many values of the same size. */
export function holdoutOf(examples: number, parts = 1): Holdout {
  return {
    ids: Array.from({ length: examples }, (_, place) => `e${place}`),
    labels: Float64Array.from({ length: examples }, (_, place) => place % 2),
    slices: new Map([
      ['part', Array.from({ length: examples }, (_, place) => `p${Math.floor(place / 2) % parts}`)],
    ]),
  };
}

function setOf(holdout: Holdout, scores: Float64Array): EvaluationSet {
  return { task: 'binary', ...holdout, scores };
}

/**
 * Models that decide differently on the share `disagree` of the examples, the challenger's accuracy worse
 * than the champion's 0.85 by `loss`.
 */
export function duelByDecisions(
  holdout: Holdout,
  { loss, disagree }: { loss: number; disagree: number },
  random: Random,
): Duel {
  const lost = (disagree + loss) / 2;
  const before = new Float64Array(holdout.labels.length);
  const after = new Float64Array(holdout.labels.length);
  holdout.labels.forEach((label, place) => {
    const draw = random.uniform();
    const isSame = draw >= disagree;
    // Of those that both decide alike, so many are right that the champion is right on 0.85 of all.
    const both = random.uniform() < (0.85 - lost) / (1 - disagree);
    const wasRight = isSame ? both : draw < lost;
    const isRight = isSame ? both : draw >= lost;
    before[place] = wasRight === (label === 1) ? 0.8 : 0.2;
    after[place] = isRight === (label === 1) ? 0.8 : 0.2;
  });
  return { champion: setOf(holdout, before), challenger: setOf(holdout, after) };
}

/**
 * Models whose scores are normal within each class, so that their areas under the ROC curve are known:
 * the champion's is 0.8, the challenger's less by `loss`. Their errors correlate by 0.8.
 */
export function duelByScores(holdout: Holdout, loss: number, random: Random): Duel {
  const apart = (area: number) => Math.SQRT2 * normalQuantile(area);
  const [was, is] = [apart(0.8), apart(0.8 - loss)];
  const before = new Float64Array(holdout.labels.length);
  const after = new Float64Array(holdout.labels.length);
  holdout.labels.forEach((label, place) => {
    const shared = Math.sqrt(0.8) * random.normal();
    const own = () => shared + Math.sqrt(0.2) * random.normal();
    before[place] = toProbability(was * (label - 0.5) + own());
    after[place] = toProbability(is * (label - 0.5) + own());
  });
  return { champion: setOf(holdout, before), challenger: setOf(holdout, after) };
}

function toProbability(score: number): number {
  return 1 / (1 + Math.exp(-score));
}

/** Decisions in groups of one size that decide positive with these rates, whatever the label. */
export function groupedDecisions(rates: readonly number[], size: number, random: Random) {
  const rows = rates.flatMap((rate, group) =>
    Array.from({ length: size }, (_, place) => ({
      group: `g${group}`,
      label: place % 2,
      decision: random.uniform() < rate ? 1 : 0,
    })),
  );
  return {
    groups: rows.map(({ group }) => group),
    labels: rows.map(({ label }) => label),
    decisions: rows.map(({ decision }) => decision),
  };
}
