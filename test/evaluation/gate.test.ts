import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { EvaluationSet } from '../../src/evaluation/evaluation-set.ts';
import { describeRule, type Gate, gateSchema } from '../../src/evaluation/gate.ts';
import { type GateVerdict, judgeGates } from '../../src/evaluation/gate-verdict.ts';
import { metricsOf } from '../../src/evaluation/metric.ts';
import { type Evidence, joinEvidence } from '../../src/evaluation/pairing.ts';
import { slicesOf } from '../../src/evaluation/slices.ts';
import { numbersIn, setOf } from './reference.ts';

const gate = (document: unknown): Gate => gateSchema.parse(document);

/** 1000 examples, half of each class; `wrong` of them are decided wrongly, the same ones first. */
function model(wrong: number, slices?: Record<string, readonly string[]>): EvaluationSet {
  const labels = Array.from({ length: 1_000 }, (_, place) => place % 2);
  const scores = labels.map((label, place) => {
    const noise = ((place * 7_919) % 1_000) / 4_000;
    const right = label === 1 ? 0.6 + noise : 0.4 - noise;
    return place < wrong ? 1 - right : right;
  });
  return setOf('binary', labels, scores, slices === undefined ? {} : { slices });
}

function judge(document: unknown, evidence: Evidence): GateVerdict {
  const [verdict, ...more] = judgeGates([gate(document)], evidence);
  if (verdict === undefined || more.length > 0) throw new Error('one rule gives one verdict');
  return verdict;
}

describe('the gate schema', () => {
  it('fills in the confidence', () => {
    expect(gate({ metric: 'auRoc', min: 0.75 })).toEqual({
      metric: 'auRoc',
      min: 0.75,
      confidence: 0.95,
    });
  });

  it.each([
    [{ metric: 'auRoc' }, 'the gate checks nothing'],
    [{ metric: 'auc', min: 0.5 }, 'expected one of auRoc, auPrc, logLoss'],
    [{ metric: 'auRoc', min: 0.9, max: 0.8 }, 'expected no less than min, 0.9'],
    [{ metric: 'auRoc', max_regression: -0.1 }, '>=0'],
    [{ metric: 'auRoc', min: 0.5, confidence: 0.5 }, '>0.5'],
    [{ metric: 'auRoc', min: 0.5, confidence: 1 }, '<1'],
    [
      { metric: 'auRoc', min: 0.5, threshold: 0.3 },
      'expected no threshold: only accuracy, precision',
    ],
    [{ metric: 'auRoc', minimum: 0.5 }, 'minimum'],
    [{ metric: 'auRoc', min: Number.NaN }, 'expected number'],
  ])('refuses %j', (document, message) => {
    const parsed = gateSchema.safeParse(document);
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues.map((issue) => issue.message).join('; ')).toContain(message);
  });

  it('describes every key', () => {
    for (const [key, schema] of Object.entries(gateSchema.shape)) {
      expect([key, schema.description?.endsWith('.')]).toEqual([key, true]);
    }
  });

  it('says a rule in words', () => {
    const full = gate({ metric: 'recall', min: 0.6, max: 1, max_regression: 0.01, slice: 'phase' });
    expect(describeRule(full, 'min')).toBe('recall ≥ 0.6 per phase');
    expect(describeRule(full, 'max')).toBe('recall ≤ 1 per phase');
    expect(describeRule(full, 'max_regression')).toBe(
      'recall at most 0.01 worse than the champion per phase',
    );
  });
});

describe('a threshold', () => {
  it.each([
    [{ metric: 'accuracy', min: 0.9 }, 'pass', 0, '0.9 reaches 0.9 by 0'],
    [{ metric: 'accuracy', min: 0.95 }, 'fail', -0.05, '0.9 is below 0.95 by 0.05'],
    [{ metric: 'accuracy', max: 0.95 }, 'pass', 0.05, '0.9 stays within 0.95 by 0.05'],
    [{ metric: 'brier', max: 0.01 }, 'fail', undefined, 'is above 0.01 by'],
  ])('%j is judged by the value itself: %s', (document, verdict, margin, reason) => {
    const judged = judge(document, joinEvidence(model(100)));
    expect(judged.verdict).toBe(verdict);
    expect(judged.reason).toContain(reason);
    expect(judged.margin).toBeCloseTo(margin ?? judged.margin ?? Number.NaN, 12);
    expect(judged.interval?.low).toBeLessThanOrEqual(judged.challenger ?? Number.NaN);
    expect(judged.interval?.high).toBeGreaterThanOrEqual(judged.challenger ?? Number.NaN);
  });

  it('decides from the score that the gate names', () => {
    const evidence = joinEvidence(model(0));
    expect(judge({ metric: 'recall', min: 0.9 }, evidence).challenger).toBe(1);
    expect(judge({ metric: 'recall', min: 0.9, threshold: 0.99 }, evidence).challenger).toBe(0);
  });

  it('is inconclusive where the metric is not defined', () => {
    const evidence = joinEvidence(setOf('regression', [1, 1], [1, 2]));
    expect(judge({ metric: 'rSquared', min: 0 }, evidence)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'all labels are equal, so there is no variance to explain',
    });
  });

  it('of a metric for another task is an error', () => {
    const judged = judge({ metric: 'rSquared', min: 0 }, joinEvidence(model(0)));
    expect(judged.verdict).toBe('error');
    expect(judged.reason).toBe(
      'rSquared is for regression, forecasting; these predictions are binary',
    );
  });
});

describe('a comparison with the champion', () => {
  const regression = { metric: 'accuracy', max_regression: 0.01 };

  it.each([
    ['passes where the loss is shown to be within the limit', 101, 100, 'pass'],
    ['passes a better challenger', 50, 100, 'pass'],
    ['is inconclusive where neither is shown', 112, 100, 'inconclusive'],
    ['fails a loss that is significantly over the limit', 150, 100, 'fail'],
  ])('%s', (_, wrong, before, verdict) => {
    const judged = judge(regression, joinEvidence(model(wrong), model(before)));
    expect(judged.verdict).toBe(verdict);
    expect(judged.change).toBeCloseTo((before - wrong) / 1_000, 12);
    expect(judged.margin).toBeCloseTo(0.01 - (wrong - before) / 1_000, 12);
    expect(judged.smallestDetectable).toBeGreaterThan(0.01);
    expect(judged.interval?.low).toBeLessThanOrEqual(judged.change ?? Number.NaN);
    expect(judged.interval?.high).toBeGreaterThanOrEqual(judged.change ?? Number.NaN);
  });

  it('names the loss it could have seen where it is inconclusive', () => {
    const { reason } = judge(regression, joinEvidence(model(112), model(100)));
    expect(reason).toMatch(/^0\.012 worse than the champion, .* a loss of 0\.0\d+ would show/);
  });

  it('passes on a first release', () => {
    const judged = judge(regression, joinEvidence(model(500)));
    expect(judged).toMatchObject({
      verdict: 'pass',
      reason: 'no champion yet: max_regression has nothing to compare with',
    });
  });

  it('passes the same predictions as identical', () => {
    const judged = judge(
      { metric: 'auRoc', max_regression: 0 },
      joinEvidence(model(100), model(100)),
    );
    expect(judged).toMatchObject({
      verdict: 'pass',
      change: 0,
      reason: 'identical: no prediction differs on 1000 examples',
    });
  });

  it('never fails an equal or better challenger by accuracy', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }), (a, b) => {
        const evidence = joinEvidence(model(Math.min(a, b)), model(Math.max(a, b)));
        expect(judge({ metric: 'accuracy', max_regression: 0 }, evidence).verdict).not.toBe('fail');
      }),
      { numRuns: 30 },
    );
  });

  it('gives one verdict per rule, in the order of the gates', () => {
    const gates = [
      gate({ metric: 'auRoc', min: 0.5, max: 1, max_regression: 0 }),
      gate({ metric: 'brier', max: 1 }),
    ];
    const judged = judgeGates(gates, joinEvidence(model(10), model(10)));
    expect(judged.map(({ metric, rule }) => `${metric} ${rule}`)).toEqual([
      'auRoc min',
      'auRoc max',
      'auRoc max_regression',
      'brier max',
    ]);
  });
});

describe('a gate on slices', () => {
  const phases = Array.from({ length: 1_000 }, (_, place) =>
    place < 400 ? 'climb' : place < 800 ? 'approach' : place < 950 ? 'taxi' : 'parked',
  );
  const rare = phases.map((phase, place) => (place % 2 === 0 ? phase : 'other'));
  const set = (wrong: number) => model(wrong, { phase: phases, rare });

  it('fails by the worst value and shows those that are too small', () => {
    const judged = judge({ metric: 'accuracy', min: 0.8, slice: 'phase' }, joinEvidence(set(100)));
    expect(judged).toMatchObject({ verdict: 'fail', worst: 'climb', challenger: 0.75 });
    expect(judged.reason).toBe(
      'worst slice climb: 0.75 is below 0.8 by 0.05; 1 of 4 slices too small to judge',
    );
    expect(
      judged.slices?.map(({ value, verdict, examples }) => [value, verdict, examples]),
    ).toEqual([
      ['approach', 'pass', 400],
      ['climb', 'fail', 400],
      ['taxi', 'pass', 150],
      ['parked', 'inconclusive', 50],
    ]);
    expect(judged.slices?.[3]?.reason).toBe('too small: 50 examples of at least 100');
  });

  it('is inconclusive where every slice is too small', () => {
    const tiny = setOf('binary', [0, 1], [0.1, 0.9], { slices: { phase: ['a', 'b'] } });
    expect(
      judge({ metric: 'accuracy', min: 0.5, slice: 'phase' }, joinEvidence(tiny)).verdict,
    ).toBe('inconclusive');
  });

  it('wants ten examples of each class', () => {
    // Every value but `other` has even places only, which are all negatives.
    expect(slicesOf(set(0), 'rare')?.slices.map(({ value, why }) => [value, why])).toEqual([
      ['other', 'too small: 0 of one class, of at least 10'],
      ['approach', 'too small: 0 of one class, of at least 10'],
      ['climb', 'too small: 0 of one class, of at least 10'],
      ['taxi', 'too small: 75 examples of at least 100'],
      ['parked', 'too small: 25 examples of at least 100'],
    ]);
  });

  it('with very many values looks at the largest, and says so', () => {
    const values = Array.from({ length: 1_000 }, (_, place) =>
      place < 500 ? 'big' : `id ${place % 250}`,
    );
    const judged = judge(
      { metric: 'accuracy', min: 0.5, slice: 'p' },
      joinEvidence(model(0, { p: values })),
    );
    expect(judged.slices).toHaveLength(100);
    expect(judged.reason).toMatch(
      /; 99 of 100 slices too small to judge; 151 smaller ones not looked at$/,
    );
  });

  it('of a name that the predictions lack is an error that lists the names there are', () => {
    const judged = judge({ metric: 'accuracy', min: 0.5, slice: 'phases' }, joinEvidence(set(0)));
    expect(judged).toMatchObject({
      verdict: 'error',
      reason: 'the predictions have no slice phases; they have phase, rare',
    });
  });

  it('compares with the champion slice by slice, at a confidence that allows for their number', () => {
    const judged = judge(
      { metric: 'accuracy', max_regression: 0, slice: 'phase' },
      joinEvidence(set(60), set(20)),
    );
    expect(judged).toMatchObject({ verdict: 'fail', worst: 'climb' });
    expect(judged.interval?.confidence).toBeCloseTo(1 - 0.05 / 3, 12);
    expect(judged.slices?.find(({ value }) => value === 'taxi')?.reason).toBe(
      'identical: no prediction differs on 150 examples',
    );
  });
});

describe('verdicts', () => {
  it('are plain data with finite numbers, whatever the predictions', () => {
    const names = metricsOf('binary');
    const row = fc.tuple(
      fc.integer({ min: 0, max: 1 }),
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 0, max: 4 }),
    );
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(...names),
        (rows, metric) => {
          const labels = rows.map(([label]) => label);
          const challenger = setOf(
            'binary',
            labels,
            rows.map(([, score]) => score / 4),
          );
          const champion = setOf(
            'binary',
            labels,
            rows.map(([, , score]) => score / 4),
          );
          const judged = judgeGates(
            [gate({ metric, min: 0.5, max_regression: 0.1 })],
            joinEvidence(challenger, champion),
          );
          expect(judged).toHaveLength(2);
          expect(numbersIn(judged).every(Number.isFinite)).toBe(true);
          expect(JSON.parse(JSON.stringify(judged))).toEqual(judged);
        },
      ),
      { numRuns: 60 },
    );
  });
});
