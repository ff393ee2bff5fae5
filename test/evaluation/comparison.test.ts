import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type Comparison, compareMetric } from '../../src/evaluation/comparison.ts';
import type { BinarySet, EvaluationSet } from '../../src/evaluation/evaluation-set.ts';
import { type MetricName, metricsOf } from '../../src/evaluation/metric.ts';
import { discordance } from '../../src/evaluation/paired-test.ts';
import { joinEvidence } from '../../src/evaluation/pairing.ts';
import { seededStream } from '../../src/evaluation/random-stream.ts';
import { ReleaseError } from '../../src/errors/error.ts';
import { numbersIn, readReference, setOf } from './reference.ts';

const reference = readReference();
const options = { confidence: 0.95, threshold: 0.5 };

/** Sets in which the champion alone is right `lost` times and the challenger alone `won` times. */
function disagreeing(
  n: number,
  lost: number,
  won: number,
): { champion: BinarySet; challenger: BinarySet } {
  const labels = Array.from({ length: n }, (_, place) => place % 2);
  const right = labels.map((label) => (label === 1 ? 0.9 : 0.1));
  const wrong = right.map((score) => 1 - score);
  const scoresWith = (from: number, to: number) =>
    right.map((score, place) => (place >= from && place < to ? (wrong[place] ?? 0) : score));
  return {
    champion: setOf('binary', labels, scoresWith(lost, lost + won)),
    challenger: setOf('binary', labels, scoresWith(0, lost)),
  };
}

function compared(
  metric: MetricName,
  pair: Parameters<typeof compareMetric>[1],
  confidence = 0.95,
): Comparison {
  const result = compareMetric(metric, pair, { confidence, threshold: 0.5 });
  if (result.state !== 'compared') throw new Error(`${metric} is ${result.state}`);
  return result.comparison;
}

describe('accuracy', () => {
  it.each(reference.mcnemar)(
    'is judged by the exact test: $lost lost, $won won',
    ({ lost, won, oneSided }) => {
      const pair = disagreeing(1_000, lost, won);
      expect(discordance(pair.champion, pair.challenger, 0.5)).toEqual({ lost, won });
      const comparison = compared('accuracy', pair);
      expect(comparison.pValue).toBeCloseTo(oneSided, 10);
      expect(comparison.regression).toBeCloseTo((lost - won) / 1_000, 12);
      expect(comparison.change).toBeCloseTo((won - lost) / 1_000, 12);
    },
  );

  it('is worse beyond doubt only where the exact test says so', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), (lost, won) => {
        fc.pre(lost + won > 0);
        const { bounds, pValue, regression } = compared('accuracy', disagreeing(400, lost, won));
        expect(bounds.low > 0 && pValue > 0.05 + 1e-9).toBe(false);
        expect(bounds.low).toBeLessThanOrEqual(regression);
        expect(bounds.high).toBeGreaterThanOrEqual(regression);
      }),
    );
  });

  it('fails an equal challenger in at most one case of twenty, whatever the number of disagreements', () => {
    // Exact: given d disagreements an equal challenger loses X ~ Bin(d, 1/2) of them.
    for (const discordant of [5, 6, 10, 20, 40, 80]) {
      let failing = 0;
      let term = 0.5 ** discordant;
      for (let lost = 0; lost <= discordant; lost += 1) {
        const { bounds } = compared('accuracy', disagreeing(500, lost, discordant - lost));
        if (bounds.low > 0) failing += term;
        term *= (discordant - lost) / (lost + 1);
      }
      expect(failing).toBeLessThanOrEqual(0.05);
    }
  });

  it('shows the loss that the test would see, 2.49 √(d / n) with 80 % power', () => {
    const { smallestDetectable } = compared('accuracy', disagreeing(10_000, 400, 400));
    expect(smallestDetectable).toBeCloseTo(2.4865 * Math.sqrt(0.08 / 10_000), 4);
  });
});

describe('auRoc', () => {
  it.each(reference.delong)('is judged by DeLong with the covariance of both', (example) => {
    const pair = {
      champion: setOf('binary', example.labels, example.a),
      challenger: setOf('binary', example.labels, example.b),
    };
    const comparison = compared('auRoc', pair);
    const regression = example.aucs[0] - example.aucs[1];
    const reach = 1.644_853_626_951_472_2 * Math.sqrt(example.varianceOfDifference);
    expect(comparison.regression).toBeCloseTo(regression, 12);
    expect(comparison.bounds.low).toBeCloseTo(regression - reach, 10);
    expect(comparison.bounds.high).toBeCloseTo(regression + reach, 10);
    expect(comparison.bounds.method).toBe('delong');
  });
});

describe('every metric', () => {
  const example = reference.delong[0];
  const labels = example?.labels ?? [];
  const pair = {
    champion: setOf('binary', labels, example?.a ?? []),
    challenger: setOf('binary', labels, example?.b ?? []),
  };
  const swapped = { champion: pair.challenger, challenger: pair.champion };
  const binary = metricsOf('binary');

  it.each(binary)('%s turns round when the models change places', (metric) => {
    const there = compared(metric, pair);
    const back = compared(metric, swapped);
    expect(back.change).toBeCloseTo(-there.change, 12);
    expect(back.bounds.low).toBeCloseTo(-there.bounds.high, 10);
    expect(back.smallestDetectable).toBeCloseTo(there.smallestDetectable, 10);
  });

  it.each(binary)('%s is the same on every run, and finite', (metric) => {
    expect(compared(metric, pair)).toEqual(compared(metric, pair));
    expect(numbersIn(compared(metric, pair)).every(Number.isFinite)).toBe(true);
  });

  it.each(binary)('%s has nothing to test where no score differs', (metric) => {
    const result = compareMetric(
      metric,
      { champion: pair.champion, challenger: pair.champion },
      options,
    );
    expect(result).toMatchObject({ state: 'identical', what: 'prediction' });
  });

  it('counts a lower loss as better', () => {
    const worse = { ...pair.champion, scores: pair.champion.scores.map((score) => 1 - score) };
    expect(
      compared('logLoss', { champion: pair.champion, challenger: worse }).regression,
    ).toBeGreaterThan(0);
    expect(
      compared('auRoc', { champion: pair.champion, challenger: worse }).regression,
    ).toBeGreaterThan(0);
  });

  it('has no difference at a threshold where no decision differs', () => {
    const closer = {
      ...pair.champion,
      scores: pair.champion.scores.map((score) => 0.5 + (score - 0.5) / 2),
    };
    const result = compareMetric(
      'f1Score',
      { champion: pair.champion, challenger: closer },
      options,
    );
    expect(result).toMatchObject({ state: 'identical', what: 'decision' });
  });

  it('of a regression is resampled in pairs', () => {
    const { labels: truth = [], scores = [] } = reference.regression[0] ?? {};
    const champion = setOf('regression', truth, scores);
    const challenger = setOf(
      'regression',
      truth,
      scores.map((score, place) => score + (place % 2 === 0 ? 3 : -3)),
    );
    for (const metric of ['rootMeanSquaredError', 'meanAbsoluteError', 'rSquared'] as const) {
      const { bounds, pValue } = compared(metric, { champion, challenger });
      expect(bounds).toMatchObject({ method: 'bootstrap', replicates: 1_000 });
      expect(bounds.low).toBeGreaterThan(0);
      expect(pValue).toBeLessThan(0.05);
    }
  });

  it('of weighted examples is resampled with their weights', () => {
    const weights = labels.map((_, place) => 1 + (place % 3));
    const weighted = {
      champion: pair.champion,
      challenger: setOf('binary', labels, example?.b ?? [], { weights }),
    };
    expect(compared('accuracy', weighted).bounds.method).toBe('bootstrap');
  });

  it('draws more often where a smaller tail is asked for', () => {
    expect(compared('f1Score', pair, 0.999).bounds.replicates).toBe(10_000);
  });

  it('cannot be compared on too few examples, and says so', () => {
    const few = {
      champion: setOf('binary', [0, 1], [0.1, 0.2]),
      challenger: setOf('binary', [0, 1], [0.2, 0.1]),
    };
    expect(compareMetric('auRoc', few, options)).toEqual({
      state: 'undefined',
      reason: 'there are too few examples to compare on',
    });
  });
});

describe('a paired bootstrap of equally good models', () => {
  it('calls the challenger worse in about one case of twenty', () => {
    const trials = 80;
    let failing = 0;
    const stream = seededStream(3);
    const uniform = () => (stream.nextIndex(1_000_000) + 0.5) / 1_000_000;
    for (let trial = 0; trial < trials; trial += 1) {
      const labels = Array.from({ length: 60 }, () => (uniform() < 0.5 ? 1 : 0));
      const noisy = () => labels.map((label) => (uniform() + label) / 2);
      const pair = {
        champion: setOf('binary', labels, noisy()),
        challenger: setOf('binary', labels, noisy()),
      };
      if (compared('brier', pair).bounds.low > 0) failing += 1;
    }
    // 4 expected; 13 or more come with a chance below one in a thousand.
    expect(failing).toBeLessThan(13);
    expect(failing).toBeGreaterThan(0);
  });
});

function named(ids: readonly string[], labels: readonly number[]): EvaluationSet {
  const scores = labels.map(() => 0.5);
  return { ...setOf('binary', labels, scores), ids };
}

describe('joining evidence', () => {
  const many = Array.from({ length: 200 }, (_, place) => `e${place}`);
  const labels = many.map((_, place) => place % 2);

  it('puts both models in the order of the challenger', () => {
    const { pair } = joinEvidence(
      named(['a', 'b', 'c'], [0, 1, 1]),
      named(['c', 'a', 'b'], [1, 0, 1]),
    );
    expect(pair?.champion.ids).toEqual(['a', 'b', 'c']);
    expect([...(pair?.champion.labels ?? [])]).toEqual([0, 1, 1]);
    expect(pair?.matchShare).toBe(1);
  });

  it('has no pair without a champion', () => {
    expect(joinEvidence(named(['a'], [0])).pair).toBeUndefined();
  });

  it('does without one example of a hundred', () => {
    const { pair } = joinEvidence(named(many, labels), named(many.slice(2), labels.slice(2)));
    expect(pair?.matchShare).toBe(0.99);
    expect(pair?.challenger.ids).toHaveLength(198);
  });

  it.each([
    [
      'other ids',
      named(many, labels),
      named(many.slice(3), labels.slice(3)),
      '98.5 %; unknown to the champion: "e0", "e1", "e2"',
    ],
    [
      'other labels',
      named(['a', 'b'], [0, 1]),
      named(['a', 'b'], [1, 1]),
      '1 that differ, ids "a"',
    ],
    ['another task', named(['a'], [1]), setOf('regression', [1], [1]), 'binary'],
    ['no example', named([], []), named([], []), '0 %'],
  ])('refuses %s', (_, challenger, champion, found) => {
    let error: unknown;
    try {
      joinEvidence(challenger, champion);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ReleaseError);
    expect(error).toMatchObject({ code: 'EVIDENCE_UNUSABLE', problems: [{ found }] });
  });
});
