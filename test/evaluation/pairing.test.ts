import { describe, expect, it } from '@jest/globals';
import type { EvaluationSet } from '../../src/evaluation/evaluation-set.ts';
import { joinEvidence } from '../../src/evaluation/pairing.ts';
import { multiclassSet, multilabelSet, rankingSet } from './reference.ts';

describe('joining evidence of every kind', () => {
  const labels = [0, 1, 2];
  const scores = [
    [0.8, 0.1, 0.1],
    [0.1, 0.8, 0.1],
    [0.1, 0.1, 0.8],
  ];

  function refusal(challenger: EvaluationSet, champion: EvaluationSet): unknown {
    try {
      joinEvidence(challenger, champion);
    } catch (error) {
      return error;
    }
    throw new Error('they were joined');
  }

  it('refuses other classes, and names them', () => {
    const challenger = { ...multiclassSet(labels, scores), classes: ['cat', 'cow', 'pig'] };
    const champion = { ...multiclassSet(labels, scores), classes: ['cat', 'cow', 'dog'] };
    expect(refusal(challenger, champion)).toMatchObject({
      code: 'EVIDENCE_UNUSABLE',
      problems: [
        {
          where: 'classes',
          expected: 'the 3 classes of the champion',
          found: 'unknown to the champion: "pig"; missing: "dog"',
        },
      ],
    });
  });

  it('refuses another label of several, and another query', () => {
    const several = (last: number) =>
      multilabelSet(
        [
          [0, 1],
          [1, last],
        ],
        [
          [0.1, 0.2],
          [0.3, 0.4],
        ],
      );
    expect(refusal(several(1), several(0))).toMatchObject({
      problems: [{ where: 'label', found: '1 that differ, ids "e1"' }],
    });
    const ranked = rankingSet([
      { labels: [0, 1], scores: [1, 2] },
      { labels: [1], scores: [1] },
    ]);
    const moved = { ...ranked, groups: ['q0', 'q1', 'q1'] };
    expect(refusal(moved, ranked)).toMatchObject({
      problems: [{ where: 'group', found: '1 that differ, ids "e1"' }],
    });
  });

  it('puts the champion in the order of the challenger', () => {
    const champion = multiclassSet([2, 1, 0], scores.toReversed());
    const challenger = multiclassSet(labels, scores);
    const { pair } = joinEvidence(challenger, { ...champion, ids: ['e2', 'e1', 'e0'] });
    expect(pair?.champion).toEqual(challenger);
  });
});
