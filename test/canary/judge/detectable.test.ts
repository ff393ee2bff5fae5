import { describe, expect, it } from '@jest/globals';
import { detectableFault } from '../../../src/canary/judge/detectable.ts';
import type { ErrorTable } from '../../../src/canary/judge/hypergeometric.ts';
import { freshProcess, hasReached } from '../../../src/canary/judge/e-process.ts';
import type { JudgeSettings } from '../../../src/canary/judge/panel.ts';
import { harmTest, judgeTable } from '../../../src/canary/judge/ratio-test.ts';
import { errorTable, outcomes } from './error-tables.ts';

const calendar = { steps: 3, windowsPerStep: 5, firstStep: 0.5 };

function settingsAt(correlation: number): JudgeSettings {
  const test = harmTest(0.01, 1, correlation, calendar);
  return {
    alpha: 0.01,
    harm: [{ kind: 'errors', name: 'errors', alpha: 0.01, test }],
    reported: [],
    sampleRatio: { alpha: 0.001, shares: [], calendar },
  };
}

const settings = settingsAt(0);

/** Probability that the judge finds harm in one window, by enumeration. */
function power({ challengerRequests, championRequests }: ErrorTable, rate: number, rate0: number) {
  const test = harmTest(0.01, 1, 0, calendar);
  const requests = { challenger: challengerRequests, champion: championRequests };
  return outcomes(requests, { challenger: rate, champion: rate0 })
    .filter(({ probability }) => probability > 1e-9)
    .filter(({ table }) => hasReached(judgeTable(test, freshProcess, 0, table), 0.01))
    .reduce((sum, { probability }) => sum + probability, 0);
}

describe('detectableFault', () => {
  it('names a ratio that the judge finds with about 95 % power', () => {
    const window = errorTable(150, 450, 3, 9);
    const fault = detectableFault(settings, [window]);
    if (fault.kind !== 'ratio') throw new Error(fault.kind);
    expect(fault.ratio).toBeCloseTo(fault.rate / 0.02, 10);
    expect(power(window, fault.rate, 0.02)).toBeGreaterThan(0.93);
    expect(power(window, fault.rate * 0.6, 0.02)).toBeLessThan(0.7);
  });

  it('names a rate where the champion has no errors', () => {
    const window = errorTable(100, 500, 0, 0);
    const fault = detectableFault(settings, [window]);
    if (fault.kind !== 'rate') throw new Error(fault.kind);
    expect(power(window, fault.rate, 0)).toBeGreaterThan(0.93);
    expect(power(window, fault.rate * 0.4, 0)).toBeLessThan(0.6);
  });

  it('names less with every window', () => {
    const window = errorTable(60, 1140, 1, 11);
    const rates = [1, 5, 25].map((count) => {
      const fault = detectableFault(
        settings,
        Array.from({ length: count }, () => window),
      );
      return fault.kind === 'none' ? 1 : fault.rate;
    });
    expect(rates).toEqual(rates.toSorted((a, b) => b - a));
  });

  it('names more where requests are correlated', () => {
    const windows = Array.from({ length: 5 }, () => errorTable(60, 1140, 1, 11));
    const independent = detectableFault(settings, windows);
    const correlated = detectableFault(settingsAt(0.02), windows);
    if (independent.kind !== 'ratio' || correlated.kind !== 'ratio') throw new Error('no ratio');
    expect(correlated.ratio).toBeGreaterThan(independent.ratio);
  });

  it('is none where there were hardly any requests', () => {
    expect(detectableFault(settings, [])).toEqual({ kind: 'none' });
    expect(detectableFault(settings, [errorTable(1, 20, 0, 0)])).toEqual({ kind: 'none' });
  });
});
