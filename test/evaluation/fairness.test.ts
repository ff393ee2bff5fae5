import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  describeCheck,
  type FairnessCheck,
  fairnessMetrics,
  fairnessSchema,
} from '../../src/evaluation/fairness-check.ts';
import { groupsOf } from '../../src/evaluation/fairness-group.ts';
import {
  fourFifthsCaveat,
  judgeCheck,
  judgeFairness,
} from '../../src/evaluation/fairness-verdict.ts';
import { numbersIn, readFairness, setOf } from './reference.ts';

const check = (document: Record<string, unknown>): FairnessCheck =>
  fairnessSchema.parse({ attribute: 'sex', ...document });

const limited = (metric: string, limit: number, more = {}): FairnessCheck =>
  check({
    metric,
    ...(metric === 'selection_rate_ratio' ? { min_ratio: limit } : { max_difference: limit }),
    ...more,
  });

/** Groups of decisions of which a share, spread evenly, is positive; every second example is a positive. */
function decided(groups: Record<string, { examples: number; selected: number; found?: number }>) {
  const rows = Object.entries(groups).flatMap(([group, { examples, selected, found = selected }]) =>
    Array.from({ length: examples }, (_, index) => {
      const label = index % 2;
      const share = label === 1 ? found : selected;
      const nth = Math.floor(index / 2);
      const isSelected = Math.floor((nth + 1) * share) > Math.floor(nth * share);
      return { group, label, decision: isSelected ? 1 : 0 };
    }),
  );
  return {
    labels: rows.map(({ label }) => label),
    decisions: rows.map(({ decision }) => decision),
    groups: rows.map(({ group }) => group),
  };
}

describe('the fairness schema', () => {
  it.each([
    [{ metric: 'demographic_parity' }, 'expected max_difference'],
    [{ metric: 'selection_rate_ratio', max_difference: 0.1 }, 'expected min_ratio'],
    [{ metric: 'selection_rate_ratio', max_difference: 0.1, min_ratio: 0.8 }, 'no max_difference'],
    [{ metric: 'equalized_odds', max_difference: 0.1, attributes: ['a', 'b'] }, 'either attribute'],
    [{ metric: 'equalised_odds', max_difference: 0.1 }, 'expected one of demographic_parity'],
    [{ metric: 'equalized_odds', max_difference: 1 }, '<1'],
    [{ metric: 'equalized_odds', max_difference: 0.1, min_group_size: 5 }, '>=10'],
    [{ metric: 'equalized_odds', max_difference: 0.1, tolerance: 1 }, 'tolerance'],
  ])('refuses %j', (document, message) => {
    const parsed = fairnessSchema.safeParse({ attribute: 'sex', ...document });
    expect(parsed.error?.issues.map((issue) => issue.message).join('; ')).toContain(message);
  });

  it('says a check in words', () => {
    const { attribute: _, ...crossed } = limited('selection_rate_ratio', 0.8);
    expect(describeCheck(limited('equalized_odds', 0.1))).toBe(
      'equalizedOddsDifference ≤ 0.1 between values of sex',
    );
    expect(describeCheck({ ...crossed, attributes: ['sex', 'age'] })).toBe(
      'selectionRateRatio ≥ 0.8 between values of sex × age',
    );
  });
});

describe.each(readFairness())(
  '$name',
  ({ groups, labels, decisions, weights, expected, rates }) => {
    const sample = { groups, labels, decisions, ...(weights === undefined ? {} : { weights }) };

    it.each(fairnessMetrics)('%s is what fairlearn computes, inside its bounds', (metric) => {
      const judged = judgeCheck(limited(metric, 0.5, { confidence: 0.9 }), sample);
      const values = judged.parts?.map(({ value = Number.NaN }) => value) ?? [judged.value];
      expect(Math.max(...values.map(Number))).toBeCloseTo(expected[metric], 12);
      expect(judged.interval?.low).toBeLessThanOrEqual(judged.value ?? Number.NaN);
      expect(judged.interval?.high).toBeGreaterThanOrEqual(judged.value ?? Number.NaN);
    });

    it('has the rates of fairlearn in each group', () => {
      const judged = judgeCheck(limited('equalized_odds', 0.5), sample);
      for (const group of judged.groups) expect(group).toMatchObject(closeTo(rates[group.value]));
      expect(judged.groups).toHaveLength(Object.keys(rates).length);
    });
  },
);

function closeTo(values: Record<string, number> = {}) {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, expect.closeTo(value, 12)]),
  );
}

describe('a gap', () => {
  const wide = decided({
    F: { examples: 2_000, selected: 0.2 },
    M: { examples: 2_000, selected: 0.5 },
  });

  it.each([
    ['fails where its bound is beyond the limit', 0.2, 'fail'],
    ['is inconclusive where only its value is', 0.29, 'inconclusive'],
    ['is inconclusive where only a bound is', 0.31, 'inconclusive'],
    ['passes where its other bound keeps the limit', 0.4, 'pass'],
  ])('%s', (_, limit, verdict) => {
    expect(judgeCheck(limited('demographic_parity', limit), wide)).toMatchObject({
      verdict,
      value: expect.closeTo(0.3, 3),
      attribute: 'sex',
      metric: 'demographicParityDifference',
      limit,
    });
  });

  it.each([
    [0.6, 'fail'],
    [0.4, 'inconclusive'],
    [0.3, 'pass'],
  ])('of a ratio is the other way round: at least %d is %s', (limit, verdict) => {
    const judged = judgeCheck(limited('selection_rate_ratio', limit), wide);
    expect(judged).toMatchObject({ verdict, value: expect.closeTo(0.4, 2) });
    expect(judged.reason).toContain(fourFifthsCaveat);
  });

  it('of equalized odds is judged by either rate at half of the error rate', () => {
    const onlyFound = decided({
      F: { examples: 2_000, selected: 0.2, found: 0.4 },
      M: { examples: 2_000, selected: 0.2, found: 0.8 },
    });
    const judged = judgeCheck(limited('equalized_odds', 0.2), onlyFound);
    expect(judged).toMatchObject({ verdict: 'fail', value: expect.closeTo(0.4, 3) });
    expect(judged.interval?.confidence).toBeCloseTo(0.975, 12);
    expect(judged.parts).toMatchObject([
      { rate: 'truePositiveRate', verdict: 'fail' },
      { rate: 'falsePositiveRate', verdict: 'pass' },
    ]);
    expect(judged.reason).toContain('true positive rates of M and F');
  });

  it('of rates that are all 0 is none, and their ratio is not defined', () => {
    const nobody = decided({
      F: { examples: 200, selected: 0 },
      M: { examples: 200, selected: 0 },
    });
    expect(judgeCheck(limited('demographic_parity', 0.2), nobody)).toMatchObject({
      verdict: 'pass',
      value: 0,
    });
    expect(judgeCheck(limited('selection_rate_ratio', 0.8), nobody)).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringContaining('no group has a positive decision'),
    });
  });

  it('is the same on every run', () => {
    const judge = () => judgeCheck(limited('equalized_odds', 0.1), wide);
    expect(judge()).toEqual(judge());
  });
});

describe('groups', () => {
  it('that are too small are shown and not judged', () => {
    const sample = decided({
      F: { examples: 400, selected: 0.3 },
      M: { examples: 400, selected: 0.3 },
      '(none)': { examples: 99, selected: 1 },
    });
    const judged = judgeCheck(limited('demographic_parity', 0.2), sample);
    expect(judged).toMatchObject({ verdict: 'pass', value: 0 });
    expect(judged.groups.map(({ value, state, why }) => [value, state, why])).toEqual([
      ['F', 'large_enough', ''],
      ['M', 'large_enough', ''],
      ['(none)', 'too_small', 'too small: 99 examples of at least 100'],
    ]);
    expect(judged.groups[2]?.selectionRate).toBe(1);
    expect(judged.reason).toContain('1 of 3 groups too small to judge');
  });

  it('need ten examples of each class for rates by class alone', () => {
    const sample = {
      groups: Array.from({ length: 400 }, (_, place) => (place < 200 ? 'F' : 'M')),
      labels: Array.from({ length: 400 }, (_, place) => (place < 9 || place >= 300 ? 1 : 0)),
      decisions: Array.from({ length: 400 }, (_, place) => place % 2),
    };
    expect(judgeCheck(limited('demographic_parity', 0.2), sample).verdict).toBe('pass');
    const byClass = judgeCheck(limited('equal_opportunity', 0.2), sample);
    expect(byClass.verdict).toBe('inconclusive');
    expect(byClass.groups[0]?.why).toBe('too small: 9 positive examples of at least 10');
    expect(byClass.reason).toBe('1 of 2 groups large enough: there are no two to compare');
  });

  it('beyond fifty are merged, and that is said', () => {
    const groups = Object.fromEntries(
      Array.from({ length: 70 }, (_, index) => [
        `g${index}`,
        { examples: index < 3 ? 200 : 20, selected: 0.5 },
      ]),
    );
    const judged = judgeCheck(limited('demographic_parity', 0.2), decided(groups));
    expect(judged.groups.map(({ value, examples }) => [value, examples])).toEqual([
      ['g0', 200],
      ['g1', 200],
      ['g2', 200],
      ['(merged groups)', 67 * 20],
    ]);
    expect(judged.groups[3]?.why).toBe('67 smaller groups together');
    expect(judged.reason).toContain('the 67 smallest groups are judged as one');
  });

  it('lose no example, however many there are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 300 }),
        fc.constantFrom(1, 3, 10),
        (values, least) => {
          const groups = values.map(String);
          const labels = values.map((value) => value % 2);
          const grouping = groupsOf({ labels, groups }, { least, needsClasses: false });
          const places = grouping.groups.flatMap((group) => group.places);
          expect(places.toSorted((a, b) => a - b)).toEqual(values.map((_, place) => place));
          expect(grouping.groups.length).toBeLessThanOrEqual(50);
        },
      ),
    );
  });
});

describe('checks on predictions', () => {
  const sexes = Array.from({ length: 800 }, (_, place) => (place % 2 === 0 ? 'F' : 'M'));
  const ages = Array.from({ length: 800 }, (_, place) => (place % 4 < 2 ? 'young' : 'old'));
  const labels = Array.from({ length: 800 }, (_, place) => (place % 8 < 4 ? 1 : 0));
  const scores = Array.from({ length: 800 }, (_, place) => (place % 2 === 0 ? 0.4 : 0.6));
  const set = setOf('binary', labels, scores, { slices: { sex: sexes, age: ages } });

  it('decide at the threshold of the step, or their own', () => {
    const parity = { metric: 'demographic_parity', max_difference: 0.1 };
    const [usual, own] = judgeFairness(
      [check(parity), check({ ...parity, threshold: 0.3 })],
      set,
      0.5,
    );
    expect(usual).toMatchObject({ verdict: 'fail', value: 1 });
    expect(own).toMatchObject({ verdict: 'pass', value: 0 });
  });

  it('cross attributes on request', () => {
    const crossed = fairnessSchema.parse({
      attributes: ['sex', 'age'],
      metric: 'demographic_parity',
      max_difference: 0.1,
      on_fail: 'warn',
    });
    const [judged] = judgeFairness([crossed], set);
    expect(judged).toMatchObject({ attribute: 'sex × age', severity: 'warn' });
    expect(judged?.groups.map(({ value }) => value)).toEqual([
      'F × old',
      'F × young',
      'M × old',
      'M × young',
    ]);
  });

  it.each([
    ['an attribute that is not there', set, 'race', 'no slice race; they have sex, age'],
    [
      'another task',
      setOf('regression', [1, 2], [1, 2], { slices: { race: ['a', 'b'] } }),
      'race',
      'decisions of two classes',
    ],
  ])('of %s are errors', (_, predictions, attribute, reason) => {
    const [judged] = judgeFairness(
      [limited('demographic_parity', 0.1, { attribute })],
      predictions,
    );
    expect(judged).toMatchObject({ verdict: 'error', reason: expect.stringContaining(reason) });
  });

  it('are plain data with finite numbers, whatever the decisions', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 1 }));
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 20, maxLength: 60 }),
        fc.constantFrom(...fairnessMetrics),
        fc.boolean(),
        (rows, metric, isWeighted) => {
          const judged = judgeCheck(limited(metric, 0.5, { min_group_size: 10 }), {
            labels: rows.map(([label]) => label),
            decisions: rows.map(([, decision]) => decision),
            groups: rows.map((_, place) => `g${place % 2}`),
            ...(isWeighted ? { weights: rows.map((_, place) => 1 + (place % 3)) } : {}),
          });
          expect(numbersIn(judged).every(Number.isFinite)).toBe(true);
          expect(JSON.parse(JSON.stringify(judged))).toEqual(judged);
        },
      ),
      { numRuns: 60 },
    );
  });
});
