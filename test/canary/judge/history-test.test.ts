import { describe, expect, it } from '@jest/globals';
import { logLimit } from '../../../src/canary/judge/e-process.ts';
import {
  type HistoryState,
  historyEvidence,
  historyTest,
  judgeWithHistory,
} from '../../../src/canary/judge/history-test.ts';
import { errorTable, outcomes } from './error-tables.ts';
import { judgedWindow } from './judged-windows.ts';

const fresh: HistoryState = { parts: [], guard: [] };
const calendar = { steps: 2, windowsPerStep: 1, firstStep: 0.5 };

/** Probability that two windows of these rates, one a step, are called harm. */
function falseAlarms(alpha: number, bound: number, rates: readonly [number, number]): number {
  const test = historyTest(alpha, 1, bound, calendar);
  const requests = { challenger: 5, champion: 5 };
  const lawOf = (rate: number) => outcomes(requests, { challenger: rate, champion: rate });
  const isHarm = (state: HistoryState) => historyEvidence(test, state) >= logLimit(alpha) - 1e-12;
  let found = 0;
  for (const first of lawOf(rates[0])) {
    const state = judgeWithHistory(test, fresh, judgedWindow(0, first.table), first.table);
    if (isHarm(state)) {
      found += first.probability;
      continue;
    }
    for (const second of lawOf(rates[1])) {
      const last = judgeWithHistory(test, state, judgedWindow(1, second.table), second.table);
      if (isHarm(last)) found += first.probability * second.probability;
    }
  }
  return found;
}

describe('a judge with history', () => {
  it.each([
    [0.1, [0.1, 0.1]],
    [0.3, [0.3, 0.1]],
    [0.2, [0.01, 0.2]],
  ] as const)('keeps to alpha while the champion keeps to %d', (bound, rates) => {
    // A tenth of alpha is kept for a bound that is too low.
    for (const alpha of [0.05, 0.1]) {
      expect(falseAlarms(alpha, bound, rates)).toBeLessThanOrEqual(0.9 * alpha * (1 + 1e-9));
    }
  });

  it.each([
    [0.02, [0.5, 0.5]],
    [0.05, [0.05, 0.9]],
  ] as const)('keeps to 5 alpha where both arms leave %d', (bound, rates) => {
    for (const alpha of [0.02, 0.1]) {
      expect(falseAlarms(alpha, bound, rates)).toBeLessThanOrEqual(5 * alpha * (1 + 1e-9));
    }
  });

  it('does not blame the challenger for an outage of both', () => {
    const test = historyTest(0.01, 1, 0.01, { steps: 4, windowsPerStep: 10, firstStep: 0.5 });
    const outage = errorTable(300, 900, 60, 180);
    const state = judgeWithHistory(test, fresh, judgedWindow(0, outage), outage);
    expect(historyEvidence(test, state)).toBeLessThan(logLimit(0.01));
    expect(state.guard.reduce((sum, value) => sum + value, 0)).toBeGreaterThan(5);
  });

  it('finds a late fault no later than the comparison alone', () => {
    const steps = { steps: 4, windowsPerStep: 10, firstStep: 0.5 };
    const test = historyTest(0.01, 1, 0.012, steps);
    const windows = Array.from({ length: 20 }, () => errorTable(60, 1140, 1, 11)).concat(
      Array.from({ length: 4 }, () => errorTable(300, 900, 9, 9)),
    );
    let state: HistoryState = fresh;
    let index = 0;
    for (const table of windows) {
      const step = Math.floor(index / 10);
      state = judgeWithHistory(test, state, judgedWindow(step, table, index), table);
      index += 1;
      if (historyEvidence(test, state) >= logLimit(0.01)) break;
    }
    expect(index).toBeGreaterThan(20);
    expect(index).toBeLessThan(24);
  });
});
