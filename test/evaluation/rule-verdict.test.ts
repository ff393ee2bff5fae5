import { describe, expect, it } from '@jest/globals';
import type { AggregateEvidence } from '../../src/evaluation/aggregate-gates.ts';
import type { GateEvidence } from '../../src/evaluation/gate-inquiry.ts';
import { joinEvidence } from '../../src/evaluation/pairing.ts';
import { evaluateRule, type Lookup } from '../../src/evaluation/rule-evaluation.ts';
import { parseRule } from '../../src/evaluation/rule-parser.ts';
import type { Condition } from '../../src/evaluation/rule-tree.ts';
import {
  judgeAggregateRules,
  judgeRules,
  type RuleVerdict,
} from '../../src/evaluation/rule-verdict.ts';
import { setOf } from './reference.ts';

function conditionOf(text: string): Condition {
  const reading = parseRule(text);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.rule;
}

/** Of 100 examples half are positive; the model finds 40 of them and raises 10 false alarms. */
const labels = Array.from({ length: 100 }, (_, place) => (place < 50 ? 1 : 0));
const better = setOf(
  'binary',
  labels,
  labels.map((_, place) => (place < 40 || place >= 90 ? 0.9 : 0.1)),
);
const worse = setOf(
  'binary',
  labels,
  labels.map((_, place) => (place < 30 || place >= 80 ? 0.9 : 0.1)),
);
const paired = joinEvidence(better, worse);
const first = joinEvidence(better);

function judge(text: string, evidence: GateEvidence = paired): RuleVerdict {
  const rules = [{ text, condition: conditionOf(text), severity: 'reject' as const }];
  const [verdict] = judgeRules(rules, evidence, 0.5);
  if (verdict === undefined) throw new Error('one rule gives one verdict');
  return verdict;
}

describe('a rule', () => {
  it.each([
    ['recall == 0.8 and precision == 0.8', 'pass'],
    ['recall > 0.8', 'fail'],
    ['recall >= champion.recall + 0.1', 'pass'],
    ['recall(threshold=0.05) == 1', 'pass'],
    ['examples >= 100', 'pass'],
    ['not examples >= 100', 'fail'],
    // 10 false positives and 10 misses of 100; of the champion 20 each.
    ['expected_cost(fp=1, fn=20) == 2.1', 'pass'],
    ['champion.expected_cost(fp=1, fn=20) == 4.2', 'pass'],
    ['expected_cost(tp=-1) == -0.4', 'pass'],
    ['expected_cost(fp=1, fn=1, threshold=1) == 0.5', 'pass'],
    // To decide all positive costs 0.5, all negative 10.
    ['baseline.expected_cost(fp=1, fn=20) == 0.5', 'pass'],
    ['baseline.accuracy == 0.5 and baseline.brier == 0.25 and baseline.auRoc == 0.5', 'pass'],
    ['abs(recall - champion.recall) < 0.21 and min(recall, 2) + max(1, 0) > -1', 'pass'],
    ['recall / champion.recall > 1.33', 'pass'],
  ])('%s: %s', (rule, verdict) => {
    expect(judge(rule)).toMatchObject({ rule, verdict, severity: 'reject' });
  });

  it('shows what it compared, and every value', () => {
    expect(judge('recall > 0.9 or auRoc > champion.auRoc + 1')).toEqual({
      rule: 'recall > 0.9 or auRoc > champion.auRoc + 1',
      severity: 'reject',
      verdict: 'fail',
      reason: 'does not hold: recall > 0.9 (0.8 and 0.9), auRoc > champion.auRoc + 1 (0.8 and 1.6)',
      values: { recall: 0.8, auRoc: 0.8, 'champion.auRoc': 0.6 },
    });
    expect(judge('recall > 0.7 or auRoc > 0.9').reason).toBe('holds: recall > 0.7 (0.8 and 0.7)');
  });

  it.each([
    [
      'lets a first release pass what compares it',
      'recall > champion.recall',
      'pass',
      'no champion yet: champion.recall',
    ],
    [
      'but not what it misses by itself',
      'recall > 0.9 and recall > champion.recall',
      'fail',
      'does not hold: recall > 0.9',
    ],
    [
      'nor what holds by itself',
      'recall > 0.7 or recall > champion.recall',
      'pass',
      'holds: recall > 0.7',
    ],
  ])('%s', (_, rule, verdict, reason) => {
    const judged = judge(rule, first);
    expect(judged.verdict).toBe(verdict);
    expect(judged.reason).toContain(reason);
  });

  it('is inconclusive where a value is missing, and says which', () => {
    expect(judge('recall / (recall - 0.8) > 1')).toMatchObject({
      verdict: 'inconclusive',
      reason: 'recall / (recall - 0.8): divides by 0',
    });
    expect(judge('recall * 1e308 * 10 * 10 > 1').reason).toContain('is too large for a number');
    const lost = { ...first, unpaired: { state: 'unknown' as const, why: 'it left nothing' } };
    expect(judge('recall > champion.recall', lost)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'champion.recall: it left nothing',
    });
  });

  it('is an error where it can never be judged, even if the rest decides', () => {
    expect(judge('recall > 0.9 and rSquared > 0.5')).toMatchObject({
      verdict: 'error',
      reason: 'rSquared: is for regression, forecasting; these predictions are binary',
    });
    const regression = joinEvidence(setOf('regression', [1, 2, 3], [1, 2, 4]));
    expect(judge('expected_cost(fp=1) < 1', regression).verdict).toBe('error');
  });

  it('compares a regression with the mean of its labels', () => {
    const regression = joinEvidence(setOf('regression', [1, 2, 6], [1, 2, 6]));
    expect(
      judge('baseline.meanAbsoluteError == 2 and baseline.rSquared == 0', regression),
    ).toMatchObject({
      verdict: 'pass',
    });
  });

  it('reads the champion from its record where it left no predictions', () => {
    const metrics = new Map([['recall', 0.7]] as const);
    const evidence = {
      ...first,
      unpaired: { state: 'aggregates' as const, aggregates: { metrics } },
    };
    expect(judge('recall > champion.recall', evidence).verdict).toBe('pass');
    expect(judge('recall > champion.precision', evidence).reason).toBe(
      'champion.precision: is not among the aggregates',
    );
    expect(judge('recall > champion.recall(threshold=0.4)', evidence).reason).toBe(
      'champion.recall(threshold=0.4): needs predictions',
    );
  });
});

describe('a rule on metrics alone', () => {
  const evidence: AggregateEvidence = {
    challenger: { metrics: new Map([['auRoc', 0.81]] as const), examples: 1_000 },
    champion: { state: 'aggregates', aggregates: { metrics: new Map([['auRoc', 0.8]] as const) } },
  };

  it.each([
    ['auRoc > champion.auRoc and examples == 1000', 'pass', 'no confidence: aggregates only'],
    ['recall > 0.5', 'inconclusive', 'recall: is not among the aggregates'],
    ['auRoc > baseline.auRoc', 'error', 'baseline.auRoc: needs predictions'],
    ['expected_cost(fp=1) < 1', 'error', 'needs predictions'],
  ])('%s: %s', (text, verdict, reason) => {
    const rules = [{ text, condition: conditionOf(text), severity: 'warn' as const }];
    const [judged] = judgeAggregateRules(rules, evidence);
    expect(judged).toMatchObject({
      verdict,
      severity: 'warn',
      reason: expect.stringContaining(reason),
    });
  });
});

describe('three values', () => {
  // Of S. Kleene, Introduction to Metamathematics (1952), section 64: t, f, u.
  const values = { t: '1 > 0', f: '0 > 1', u: 'auRoc > 0' } as const;
  const lookup: Lookup = () => ({
    state: 'missing',
    missing: { what: 'auRoc', why: 'is gone', state: 'undefined' },
  });
  const truthOf = (text: string) => evaluateRule(conditionOf(text), lookup).truth[0];
  const tables = {
    and: { t: 'tfu', f: 'fff', u: 'ufu' },
    or: { t: 'ttt', f: 'tfu', u: 'tuu' },
  };

  it.each(['and', 'or'] as const)('follow the table of %s', (word) => {
    for (const left of ['t', 'f', 'u'] as const) {
      const row = (['t', 'f', 'u'] as const).map((right) =>
        truthOf(`${values[left]} ${word} ${values[right]}`),
      );
      expect([left, row.join('')]).toEqual([left, tables[word][left]]);
    }
  });

  it('follow the table of not', () => {
    const row = (['t', 'f', 'u'] as const).map((one) => truthOf(`not ${values[one]}`));
    expect(row.join('')).toBe('ftu');
  });
});
