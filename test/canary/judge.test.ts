import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  freshJudge,
  type JudgedWindow,
  type JudgeSettings,
  type JudgeState,
  judgeWindow,
  judgeWindows,
  logLimit,
  pValue,
  tempering,
} from '../../src/canary/judge.ts';
import { errorTable, outcomes } from './error-tables.ts';

const settings: JudgeSettings = {
  alpha: 0.01,
  marginOdds: 1,
  correlation: 0,
  boosting: 'on',
  calendar: { steps: 4, windowsPerStep: 10 },
};

// Windows of a challenger that begins to fail in the second step, and the evidence after each, from
// exact rational arithmetic: without boosting, with it, ln of the boost.
const chain = [
  [0, errorTable(60, 1140, 1, 11), -0.150376112616, -0.065763135529, 0.256001422789],
  [0, errorTable(58, 1150, 0, 12), -0.343316192701, -0.293779614181, 0.011383652382],
  [1, errorTable(120, 1080, 2, 10), -0.36686363125, -0.257658338736, 0.122496097466],
  [1, errorTable(118, 1090, 5, 9), 1.187434466569, 1.426435985862, 0.005043126452],
  [1, errorTable(121, 1075, 8, 11), 6.316116378272, 6.658434057327, 0.117456456475],
] as const;

const windows: JudgedWindow[] = chain.map(([step, table]) => ({ step, ...table }));

describe('judgeWindow', () => {
  it('weighs windows as exact arithmetic does', () => {
    let plain = freshJudge;
    let boosted = freshJudge;
    for (const [step, table, logPlain, logBoosted, logBoost] of chain) {
      plain = judgeWindow({ ...settings, boosting: 'off' }, plain, { step, ...table });
      boosted = judgeWindow(settings, boosted, { step, ...table });
      expect(plain.logEvidence).toBeCloseTo(logPlain, 10);
      expect(boosted.logEvidence).toBeCloseTo(logBoosted, 10);
      expect(boosted.logBoost).toBeCloseTo(logBoost, 10);
    }
    expect(boosted.harm).toEqual({ step: 1, window: 2 });
  });

  it('does not judge on once harm is found', () => {
    const found = judgeWindows(settings, windows);
    expect(judgeWindow(settings, found, { step: 1, ...errorTable(120, 1080, 0, 12) })).toBe(found);
  });

  it('learns nothing from a window in which one arm served nobody', () => {
    const empty = [errorTable(0, 900, 0, 9), errorTable(90, 0, 9, 0), errorTable(90, 900, 0, 0)];
    const state = judgeWindows(
      settings,
      empty.map((table) => ({ step: 0, ...table })),
    );
    expect(state.logEvidence).toBeCloseTo(0, 12);
    expect(state.judged).toBe(3);
  });

  it('finds a fault that begins late with the bet of a later step', () => {
    const healthy = Array.from({ length: 10 }, () => ({ step: 0, ...errorTable(60, 1140, 0, 12) }));
    const late = Array.from({ length: 4 }, () => ({ step: 1, ...errorTable(120, 1080, 7, 11) }));
    const state = judgeWindows(settings, [...healthy, ...late]);
    expect(state.harm).toMatchObject({ step: 1 });
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
        const run = drawn.slice(0, sorted.length).map(([nc, nb, p, q], i): JudgedWindow => ({
          step: sorted[i] ?? 0,
          ...errorTable(nc, nb, Math.floor(nc * p), Math.floor(nb * q)),
        }));
        let stored = JSON.stringify(freshJudge);
        for (const window of run) {
          stored = JSON.stringify(judgeWindow(settings, JSON.parse(stored) as JudgeState, window));
        }
        expect(JSON.parse(stored)).toEqual(JSON.parse(JSON.stringify(judgeWindows(settings, run))));
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
        const calendar = { steps: 2, windowsPerStep: 1 };
        const scenario: JudgeSettings = { ...settings, ...drawn, calendar };
        const lawOf = (rate: number) => {
          const odds = (rate / (1 - rate)) * (atMargin ? drawn.marginOdds : 1);
          return outcomes(requests, { challenger: odds / (1 + odds), champion: rate });
        };
        let found = 0;
        let wealth = 0;
        for (const first of lawOf(rates[0])) {
          const state = judgeWindow(scenario, freshJudge, { step: 0, ...first.table });
          for (const second of lawOf(rates[1])) {
            const last = judgeWindow(scenario, state, { step: 1, ...second.table });
            const probability = first.probability * second.probability;
            if (last.harm !== undefined) found += probability;
            const reached = last.harm === undefined ? Math.exp(last.logEvidence) : 1 / drawn.alpha;
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

describe('pValue', () => {
  it('is the inverse of the greatest evidence', () => {
    const plain = { ...settings, boosting: 'off' as const };
    const state = judgeWindows(plain, windows.slice(0, 4));
    expect(pValue(plain, state)).toBeCloseTo(Math.exp(-1.187434466569), 10);
    expect(pValue(plain, freshJudge)).toBe(1);
  });

  it('does not go below alpha when boosted', () => {
    expect(pValue(settings, judgeWindows(settings, windows))).toBe(0.01);
  });
});

describe('tempering', () => {
  it('takes nothing from independent requests and the more from correlated ones', () => {
    const table = errorTable(600, 600, 3, 3);
    expect(tempering(0, table)).toBe(1);
    expect(tempering(0.01, table)).toBeCloseTo(1 / 7, 12);
  });

  it('keeps evidence below what independent requests would give', () => {
    const tempered = judgeWindows({ ...settings, correlation: 0.005, boosting: 'off' }, windows);
    expect(tempered.logPeak).toBeLessThan(6.31);
    expect(tempered.logPeak).toBeLessThan(logLimit(0.01));
  });
});
