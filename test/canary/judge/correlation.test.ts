import { Random } from '../../../bench/judge/random.ts';
import { describe, expect, it } from '@jest/globals';
import { estimateCorrelation, type PeriodCount } from '../../../src/canary/judge/correlation.ts';

const minute = 60_000;

function history(
  windows: number,
  errorsOf: (i: number) => number,
  requests = 1_000,
): PeriodCount[] {
  return Array.from({ length: windows }, (_, i) => ({
    start: i * minute,
    requests,
    errors: errorsOf(i),
  }));
}

describe('estimateCorrelation', () => {
  it('is what neighbouring rates differ by beyond chance', () => {
    const estimate = estimateCorrelation(
      history(300, (i) => (i % 2) * 20),
      minute,
    );
    // rate .01, difference .02: (.0004 - .0099 * 2 / 1000) / (2 * .0099)
    expect(estimate).toMatchObject({ kind: 'estimated', windows: 300 });
    expect(estimate.kind === 'estimated' && estimate.value).toBeCloseTo(0.019202, 6);
  });

  it('is 0 where rates differ by less than chance', () => {
    const estimate = estimateCorrelation(
      history(300, () => 10),
      minute,
    );
    expect(estimate).toEqual({ kind: 'estimated', value: 0, windows: 300 });
  });

  it('is 0 below one standard error', () => {
    // One odd window in 400 is no correlation.
    const estimate = estimateCorrelation(
      history(400, (i) => (i === 200 ? 60 : 10)),
      minute,
    );
    expect(estimate).toEqual({ kind: 'estimated', value: 0, windows: 400 });
  });

  it('does not take a slow drift for correlation', () => {
    const estimate = estimateCorrelation(
      history(1_000, (i) => 10 + Math.floor(i / 50)),
      minute,
    );
    expect(estimate).toEqual({ kind: 'estimated', value: 0, windows: 1_000 });
  });

  it('compares adjacent windows only', () => {
    const alternating = history(600, (i) => (i % 2) * 20);
    const halved = alternating.map((window) => ({ ...window, start: window.start * 2 }));
    expect(estimateCorrelation(halved, minute)).toMatchObject({ value: 0 });
  });

  it('is unknown with fewer than 240 windows that served', () => {
    const idle = history(300, () => 0, 0);
    const served = history(239, () => 1);
    expect(estimateCorrelation([...served, ...idle], minute)).toEqual({
      kind: 'unknown',
      windows: 239,
    });
  });

  it('is 0 for a champion without errors', () => {
    expect(
      estimateCorrelation(
        history(300, () => 0),
        minute,
      ),
    ).toMatchObject({ value: 0 });
  });

  it.each([
    // 10–90 % range of estimates from 240 minutes of 1200 requests at 1 %, by another simulation.
    [0.005, 0.0039, 0.0059],
  ])('finds a correlation of %d', (correlation, low, high) => {
    const estimates = Array.from({ length: 40 }, (_, seed) => {
      const random = new Random(7, seed);
      const drawn = history(
        240,
        () => random.binomial(1_200, random.correlatedRate(0.01, correlation)),
        1_200,
      );
      const estimate = estimateCorrelation(drawn, minute);
      return estimate.kind === 'estimated' ? estimate.value : NaN;
    }).toSorted((a, b) => a - b);
    const within = estimates.filter((value) => value >= low && value <= high).length;
    expect(within / estimates.length).toBeGreaterThan(0.6);
    expect((estimates[20] ?? 0) / correlation).toBeGreaterThan(0.85);
    expect((estimates[20] ?? 0) / correlation).toBeLessThan(1.15);
  });

  it('is 0 for independent requests, five times in six', () => {
    const zeros = Array.from({ length: 60 }, (_, seed) => {
      const random = new Random(8, seed);
      return estimateCorrelation(
        history(240, () => random.binomial(1_200, 0.01), 1_200),
        minute,
      );
    }).filter((estimate) => estimate.kind === 'estimated' && estimate.value === 0);
    expect(zeros.length).toBeGreaterThan(42);
  });
});
