import { describe, expect, it } from '@jest/globals';
import { judgeAggregateGates } from '../../src/evaluation/aggregate-gates.ts';
import { parseAggregates } from '../../src/evaluation/aggregates.ts';
import { type Gate, gateSchema } from '../../src/evaluation/gate.ts';
import type { GateEvidence } from '../../src/evaluation/gate-inquiry.ts';
import { type GateVerdict, judgeGates } from '../../src/evaluation/gate-verdict.ts';
import { joinEvidence } from '../../src/evaluation/pairing.ts';
import { setOf } from './reference.ts';

const gate = (document: unknown): Gate => gateSchema.parse(document);

/** 1000 examples, half of each class, of which 100 are decided wrongly. */
const labels = Array.from({ length: 1_000 }, (_, place) => place % 2);
const candidate = setOf(
  'binary',
  labels,
  labels.map((label, place) => (place < 100 === (label === 1) ? 0.2 : 0.8)),
);

function judge(document: unknown, evidence: GateEvidence): GateVerdict {
  const [verdict, ...more] = judgeGates([gate(document)], evidence);
  if (verdict === undefined || more.length > 0) throw new Error('one rule gives one verdict');
  return verdict;
}

describe('a champion without predictions', () => {
  const alone = joinEvidence(candidate);
  const recorded = (accuracy: number): GateEvidence => ({
    ...alone,
    unpaired: {
      state: 'aggregates',
      aggregates: { metrics: new Map([['accuracy', accuracy]]) },
    },
  });

  it.each([
    [{ max_regression: 0.01 }, 0.91, 'pass'],
    [{ max_regression: 0.01 }, 0.92, 'fail'],
    [{ min_change: 0.01 }, 0.89, 'pass'],
    [{ min_change: 0.01 }, 0.9, 'fail'],
  ])('is compared by its recorded value: %j of %d: %s', (rule, accuracy, verdict) => {
    const judged = judge({ metric: 'accuracy', ...rule }, recorded(accuracy));
    expect(judged).toMatchObject({ verdict, champion: accuracy, challenger: 0.9 });
    expect(judged.reason).toMatch(/; no confidence: aggregates only$/);
  });

  it('is not taken for a first release when nothing is left of it', () => {
    const lost: GateEvidence = {
      ...alone,
      unpaired: { state: 'unknown', why: 'nothing was left' },
    };
    expect(judge({ metric: 'accuracy', max_regression: 0 }, lost)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'nothing was left',
    });
  });

  it('says on which side a metric is missing', () => {
    expect(judge({ metric: 'recall', max_regression: 0 }, recorded(0.9))).toMatchObject({
      verdict: 'inconclusive',
      reason: 'the champion has no recall to compare',
    });
  });
});

describe('metrics alone', () => {
  const aggregates = (metrics: Record<string, unknown>) =>
    parseAggregates(JSON.stringify(metrics), 'metrics.json').aggregates;
  const challenger = aggregates({ auRoc: 0.81, logLoss: 0.4, examples: 1_000 });
  const champion = {
    state: 'aggregates' as const,
    aggregates: aggregates({ auRoc: 0.8, logLoss: 0.3 }),
  };

  it.each([
    [{ metric: 'auRoc', min: 0.8 }, 'pass', '0.81 reaches 0.8 by 0.01; no confidence'],
    [{ metric: 'auRoc', min: 0.82 }, 'fail', 'no confidence: aggregates only'],
    [{ metric: 'auRoc', min: 0.8, confident: true }, 'inconclusive', 'no confidence'],
    [{ metric: 'auRoc', max_regression: 0 }, 'pass', '0.01 better than the champion'],
    [{ metric: 'logLoss', max_regression: 0.1 }, 'pass', 'within the 0.1 that is put up with'],
    [{ metric: 'logLoss', max_regression: 0.05 }, 'fail', 'more than the 0.05'],
    [{ metric: 'auRoc', min_change: 0.01 }, 'pass', 'reaching the 0.01 that is asked for'],
    [{ metric: 'auRoc', min_change: 0.02 }, 'fail', 'short of the 0.02'],
    [{ metric: 'recall', max_regression: 0 }, 'inconclusive', 'the candidate has no recall'],
    [{ metric: 'recall', min: 0.5 }, 'inconclusive', 'the aggregates have no recall'],
    [{ metric: 'auRoc', min: 0.8, slice: 'sex' }, 'error', 'aggregates have no slices'],
    [{ metric: 'recall', min: 0.5, threshold: 0.3 }, 'error', 'another threshold'],
  ])('judge %j: %s', (document, verdict, reason) => {
    const [judged] = judgeAggregateGates([gate(document)], { challenger, champion });
    expect(judged).toMatchObject({ verdict, reason: expect.stringContaining(reason) });
  });

  it('have nothing to compare with on a first release', () => {
    const [judged] = judgeAggregateGates([gate({ metric: 'auRoc', max_regression: 0 })], {
      challenger,
    });
    expect(judged).toMatchObject({
      verdict: 'pass',
      reason: expect.stringContaining('no champion yet'),
    });
  });

  it.each([
    ['{"auRoc": NaN}', 'NaN'],
    ['{"auRoc": 81}', 'a number from 0 to 1'],
    ['{"auRoc": "0.81"}', 'a number from 0 to 1'],
    ['{"logLoss": -1}', 'at least 0'],
    ['{"auRoc": 1e999}', 'a number from 0 to 1'],
    ['{"rSquared": 1e999}', 'a finite number'],
    ['{"auRoc": 0.8, "examples": 0.5}', 'a whole number above 0'],
    ['{"auRoc": 0.8, "holdout": ""}', 'a text of 1 to 200 characters'],
    ['{"__proto__": {"auRoc": 0.8}}', 'at least one of auRoc'],
    ['[0.81]', 'a JSON object'],
    ['auRoc: 0.81', 'a JSON object of finite numbers'],
  ])('of %j are refused', (text, expected) => {
    expect(() => parseAggregates(text, 'metrics.json')).toThrow(
      expect.objectContaining({ code: 'EVIDENCE_UNUSABLE' }),
    );
    const refusal = (() => {
      try {
        return parseAggregates(text, 'metrics.json');
      } catch (error) {
        return error;
      }
    })();
    expect(JSON.stringify(refusal)).toContain(expected);
  });

  it('name what is no metric here', () => {
    const { unknown } = parseAggregates('{"auRoc": 0.8, "__proto__": 1, "custom": {}}', 'm.json');
    expect(unknown).toEqual(['__proto__', 'custom']);
  });
});
