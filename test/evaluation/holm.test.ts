import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { stepDown } from '../../src/evaluation/holm.ts';
import { readHolm } from './reference.ts';

/** Which of several p-values are rejected. */
function rejected(pValues: readonly number[], alpha: number): boolean[] {
  const hypotheses = pValues.map((p) => ({ p }));
  const results = stepDown(hypotheses, ({ p }, among) => p <= alpha / among);
  return hypotheses.map((hypothesis) => results.get(hypothesis)?.rejected === true);
}

describe('the step-down procedure', () => {
  it.each(readHolm())(
    'rejects what statsmodels rejects: $pValues',
    ({ pValues, alpha, reject }) => {
      expect(rejected(pValues, alpha)).toEqual(reject);
    },
  );

  it('lies between Bonferroni and no correction', () => {
    const pValue = fc.double({ min: 0, max: 0.2, noNaN: true });
    fc.assert(
      fc.property(fc.array(pValue, { maxLength: 12 }), (pValues) => {
        const both = rejected(pValues, 0.05);
        const certainly = pValues.filter((p) => p <= 0.05 / pValues.length);
        const never = pValues.filter((p) => p > 0.05);
        const rejections = pValues.filter((_, index) => both[index]);
        expect(rejections).toEqual(expect.arrayContaining(certainly));
        expect(rejections.filter((p) => never.includes(p))).toEqual([]);
      }),
    );
  });

  it('tells among how many each was tested last', () => {
    const hypotheses = [{ p: 0.001 }, { p: 0.02 }, { p: 0.9 }];
    const results = stepDown(hypotheses, ({ p }, among) => p <= 0.05 / among);
    expect(hypotheses.map((one) => results.get(one))).toEqual([
      { rejected: true, among: 3 },
      { rejected: true, among: 2 },
      { rejected: false, among: 1 },
    ]);
  });

  it('has nothing to do without hypotheses', () => {
    expect(stepDown([], () => true).size).toBe(0);
  });
});
