import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  type EProcessState,
  freshProcess,
  hasReached,
  pValueOf,
} from '../../../src/canary/judge/e-process.ts';
import type { ErrorTable } from '../../../src/canary/judge/hypergeometric.ts';
import {
  clearingTest,
  harmTest,
  judgeTable,
  type RatioTest,
} from '../../../src/canary/judge/ratio-test.ts';
import { errorTable, outcomes } from './error-tables.ts';

interface StepTable extends ErrorTable {
  step: number;
}

const calendar = { steps: 4, windowsPerStep: 10, firstStep: 0.5 };
const test = harmTest(0.01, 1, 0, calendar);

function judgeTables(
  settings: RatioTest,
  windows: readonly StepTable[],
  from: EProcessState = freshProcess,
): EProcessState {
  return windows.reduce((state, window) => judgeTable(settings, state, window.step, window), from);
}

// Windows of a challenger that begins to fail in the second step, and the evidence after each, from
// exact rational arithmetic: without boosting, with it, ln of the boost.
const chain = [
  [0, errorTable(60, 1140, 1, 11), -0.150376112616, -0.065763135529, 0.256001422789],
  [0, errorTable(58, 1150, 0, 12), -0.343316192701, -0.293779614181, 0.011383652382],
  [1, errorTable(120, 1080, 2, 10), -0.36686363125, -0.257658338736, 0.122496097466],
  [1, errorTable(118, 1090, 5, 9), 1.187434466569, 1.426435985862, 0.005043126452],
  [1, errorTable(121, 1075, 8, 11), 6.316116378272, 6.658434057327, 0.117456456475],
] as const;

const windows: StepTable[] = chain.map(([step, table]) => ({ step, ...table }));

describe('judgeTable', () => {
  it('weighs windows as exact arithmetic does', () => {
    let plain = freshProcess;
    let boosted = freshProcess;
    for (const [step, table, logPlain, logBoosted, logBoost] of chain) {
      plain = judgeTable({ ...test, boosting: 'off' }, plain, step, table);
      boosted = judgeTable(test, boosted, step, table);
      expect(plain.logEvidence).toBeCloseTo(logPlain, 10);
      expect(boosted.logEvidence).toBeCloseTo(logBoosted, 10);
      expect(boosted.logBoost).toBeCloseTo(logBoost, 10);
    }
    expect(hasReached(boosted, 0.01)).toBe(true);
    expect(hasReached(plain, 0.01)).toBe(true);
  });

  it('does not judge on once harm is found', () => {
    const found = judgeTables(test, windows);
    expect(judgeTable(test, found, 1, errorTable(120, 1080, 0, 12))).toBe(found);
  });

  it('learns nothing from a window in which one arm served nobody', () => {
    const empty = [errorTable(0, 900, 0, 9), errorTable(90, 0, 9, 0), errorTable(90, 900, 0, 0)];
    const state = judgeTables(
      test,
      empty.map((table) => ({ step: 0, ...table })),
    );
    expect(state.logEvidence).toBeCloseTo(0, 12);
    expect(state.judged).toBe(3);
  });

  it('finds a fault that begins late with the bet of a later step', () => {
    const healthy = Array.from({ length: 10 }, () => ({ step: 0, ...errorTable(60, 1140, 0, 12) }));
    const late = Array.from({ length: 4 }, () => ({ step: 1, ...errorTable(120, 1080, 7, 11) }));
    const state = judgeTables(test, [...healthy, ...late]);
    expect(hasReached(state, 0.01)).toBe(true);
    const atOnce = { ...test, calendar: { steps: 1, windowsPerStep: 1, firstStep: 1 } };
    const unchanged = judgeTables(
      atOnce,
      [...healthy, ...late].map((window) => ({ ...window, step: 0 })),
    );
    expect(unchanged.logPeak).toBeLessThan(state.logPeak);
  });

  it('gives after a restart what it gives without one', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 25 });
    const counts = fc.tuple(
      fc.integer({ min: 0, max: 80 }),
      fc.integer({ min: 0, max: 900 }),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      fc.double({ min: 0, max: 0.2, noNaN: true }),
    );
    fc.assert(
      fc.property(steps, fc.array(counts, { maxLength: 25 }), (at, drawn) => {
        const sorted = at.toSorted((a, b) => a - b);
        const run = drawn.slice(0, sorted.length).map(([nc, nb, p, q], i): StepTable => ({
          step: sorted[i] ?? 0,
          ...errorTable(nc, nb, Math.floor(nc * p), Math.floor(nb * q)),
        }));
        let stored = JSON.stringify(freshProcess);
        for (const window of run) {
          const state = JSON.parse(stored) as EProcessState;
          stored = JSON.stringify(judgeTable(test, state, window.step, window));
        }
        expect(JSON.parse(stored)).toEqual(JSON.parse(JSON.stringify(judgeTables(test, run))));
      }),
    );
  });
});

describe('a judge of a challenger that is no worse', () => {
  const scenarios = fc.record({
    requests: fc.record({
      challenger: fc.integer({ min: 1, max: 6 }),
      champion: fc.integer({ min: 1, max: 8 }),
    }),
    rates: fc.tuple(
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    ),
    alpha: fc.constantFrom(0.05, 0.2, 0.4),
    boosting: fc.constantFrom('on' as const, 'off' as const),
    marginOdds: fc.constantFrom(1, 1.25, 2),
    correlation: fc.constantFrom(0, 0.05),
    atMargin: fc.boolean(),
  });

  it('finds harm with probability at most alpha, whatever the rates, by enumeration', () => {
    fc.assert(
      fc.property(scenarios, ({ requests, rates, atMargin, ...drawn }) => {
        const twoSteps = { steps: 2, windowsPerStep: 1, firstStep: 0.5 };
        const { alpha, marginOdds, correlation, boosting } = drawn;
        const valid = harmTest(alpha, marginOdds, correlation, twoSteps);
        const scenario = boosting === 'off' ? { ...valid, boosting } : valid;
        const lawOf = (rate: number) => {
          const odds = (rate / (1 - rate)) * (atMargin ? drawn.marginOdds : 1);
          return outcomes(requests, { challenger: odds / (1 + odds), champion: rate });
        };
        let found = 0;
        let wealth = 0;
        for (const first of lawOf(rates[0])) {
          const state = judgeTable(scenario, freshProcess, 0, first.table);
          for (const second of lawOf(rates[1])) {
            const last = judgeTable(scenario, state, 1, second.table);
            const probability = first.probability * second.probability;
            if (hasReached(last, alpha)) found += probability;
            const reached = hasReached(last, alpha) ? 1 / alpha : Math.exp(last.logEvidence);
            wealth += probability * reached;
          }
        }
        expect(found).toBeLessThanOrEqual(drawn.alpha * (1 + 1e-9));
        expect(wealth).toBeLessThanOrEqual(1 + 1e-9);
      }),
      { numRuns: 60 },
    );
  });
});

// The same source: a challenger that is cleared, evidence after each window and ln of its boost.
const clearing = [
  [errorTable(60, 1140, 0, 11), 0.566406046754, 0],
  [errorTable(600, 11400, 5, 118), 3.427861056549, 0.390769701842],
] as const;

describe('clearingTest', () => {
  it('weighs windows as exact arithmetic does', () => {
    const settings = clearingTest(0.05, 2, 0);
    let state = freshProcess;
    for (const [table, logEvidence, logBoost] of clearing) {
      state = judgeTable(settings, state, 0, table);
      expect(state.logEvidence).toBeCloseTo(logEvidence, 10);
      expect(state.logBoost).toBeCloseTo(logBoost, 10);
    }
    expect(hasReached(state, 0.05)).toBe(true);
  });

  it('clears a bad challenger with probability at most beta, whatever the rates, by enumeration', () => {
    const drawn = fc.record({
      requests: fc.record({
        challenger: fc.integer({ min: 1, max: 7 }),
        champion: fc.integer({ min: 1, max: 9 }),
      }),
      rates: fc.tuple(
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
      ),
      beta: fc.constantFrom(0.05, 0.2, 0.4),
      maxOdds: fc.constantFrom(1.2, 2, 5),
      // The null hypothesis holds from the margin on.
      beyond: fc.constantFrom(1, 1.5),
    });
    fc.assert(
      fc.property(drawn, ({ requests, rates, beta, maxOdds, beyond }) => {
        const settings = clearingTest(beta, maxOdds, 0);
        const lawOf = (rate: number) => {
          const odds = (rate / (1 - rate)) * maxOdds * beyond;
          return outcomes(requests, { challenger: odds / (1 + odds), champion: rate });
        };
        let cleared = 0;
        for (const first of lawOf(rates[0])) {
          const state = judgeTable(settings, freshProcess, 0, first.table);
          for (const second of lawOf(rates[1])) {
            const last = judgeTable(settings, state, 0, second.table);
            if (hasReached(last, beta)) cleared += first.probability * second.probability;
          }
        }
        expect(cleared).toBeLessThanOrEqual(beta * (1 + 1e-9));
      }),
      { numRuns: 40 },
    );
  });
});

describe('pValueOf', () => {
  it('is the inverse of the greatest evidence', () => {
    const plain = { ...test, boosting: 'off' as const };
    const state = judgeTables(plain, windows.slice(0, 4));
    expect(pValueOf(plain, state)).toBeCloseTo(Math.exp(-1.187434466569), 10);
    expect(pValueOf(plain, freshProcess)).toBe(1);
  });

  it('does not go below alpha when boosted', () => {
    expect(pValueOf(test, judgeTables(test, windows))).toBe(0.01);
  });
});

describe('a tempered process', () => {
  it('is never boosted', () => {
    expect(harmTest(0.01, 1, 0.001, calendar).boosting).toBe('off');
  });

  it('keeps evidence below what independent requests would give', () => {
    const tempered = judgeTables(harmTest(0.01, 1, 0.005, calendar), windows);
    expect(tempered.logPeak).toBeLessThan(judgeTables(test, windows).logPeak);
    expect(hasReached(tempered, 0.01)).toBe(false);
  });
});
