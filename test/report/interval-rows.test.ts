import { describe, expect, it } from '@jest/globals';
import type { GateView } from '../../src/report/gates-evidence.ts';
import { limitWords } from '../../src/report/gate-words.ts';
import { intervalRows } from '../../src/report/interval-rows.ts';
import { phraseText } from '../../src/report/phrase-text.ts';

const gate = (some: Partial<GateView>): GateView => ({
  gate: {},
  rule: 'max_regression',
  metric: 'auRoc',
  verdict: 'pass',
  examples: 100,
  challenger: 0.8,
  champion: 0.82,
  change: -0.02,
  interval: { low: -0.03, high: 0.01, confidence: 0.95 },
  limit: 0.05,
  margin: 0.03,
  smallestDetectable: undefined,
  reason: '',
  slices: [],
  worst: undefined,
  ...some,
});

describe('the limit on a number line', () => {
  it.each([
    // Higher is better: a loss of 0.05 is a change of -0.05, a gain of 0.05 one of +0.05.
    ['max_regression', -0.02, 0.03, -0.05],
    ['min_change', 0.07, 0.02, 0.05],
    // Lower is better.
    ['max_regression', 0.02, 0.03, 0.05],
    ['min_change', -0.07, 0.02, -0.05],
  ])('of %s with change %d and margin %d stands at %d', (rule, change, margin, limit) => {
    const [row] = intervalRows([gate({ rule, change, margin, limit: 0.05 })]);
    expect(row).toMatchObject({ measures: 'change', value: change, limit });
  });

  it('of a drop is not known', () => {
    const [row] = intervalRows([gate({ rule: 'max_drop' })]);
    expect(row).toMatchObject({ measures: 'value', limit: undefined });
  });

  it.each([
    ['max_drop', 'at most 0.05 worse than on the whole'],
    ['min_change', 'at least 0.05 better'],
  ])('of %s is said in words', (rule, words) => {
    expect(phraseText(limitWords(rule, 0.05))).toBe(words);
  });
});
