import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { logLimit } from '../../../src/canary/judge/e-process.ts';
import {
  freshJudge,
  judgeState,
  judgeWindow,
  judgeWindows,
  pValue,
} from '../../../src/canary/judge/panel.ts';
import { judgeSettings } from '../../../src/canary/judge/settings.ts';
import type { JudgedWindow } from '../../../src/canary/window.ts';
import { canaryPlan } from '../canary-runs.ts';
import { errorTable, outcomes } from './error-tables.ts';
import { judgedWindow, slowWindow } from './judged-windows.ts';

const independent = { kind: 'estimated', value: 0, windows: 400 } as const;
const known = {
  edges: [{ edgeMs: 100, correlation: independent }],
  ratios: {},
  history: { kind: 'off' as const },
};
const plan = canaryPlan({ sloErrorRate: 0.1, gate: 'evidence', maxErrorRate: 0.05 });
const settings = judgeSettings(plan, independent, known);

const anyArm = fc
  .record({
    requests: fc.integer({ min: 0, max: 300 }),
    failing: fc.double({ min: 0, max: 0.2, noNaN: true }),
    slow: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ requests, failing, slow }) => ({
    requests,
    errors: Math.floor(requests * failing),
    clientErrors: 0,
    latency: { requests, slow: [Math.floor(requests * slow)] },
  }));

const anyWindows: fc.Arbitrary<JudgedWindow[]> = fc
  .array(
    fc.record({ step: fc.integer({ min: 0, max: 1 }), challenger: anyArm, champion: anyArm }),
    {
      maxLength: 15,
    },
  )
  .map((windows) =>
    windows.toSorted((a, b) => a.step - b.step).map((window, index) => ({ ...window, index })),
  );

describe('the judge', () => {
  it('gives after every restart what it gives without one, bit for bit', () => {
    fc.assert(
      fc.property(anyWindows, (windows) => {
        let stored = JSON.stringify(freshJudge);
        for (const window of windows) {
          const state = judgeState.parse(JSON.parse(stored));
          stored = JSON.stringify(judgeWindow(settings, state, window));
        }
        const live = JSON.stringify(judgeWindows(settings, windows));
        expect(JSON.parse(stored)).toEqual(JSON.parse(live));
      }),
      { numRuns: 40 },
    );
  });

  it('finds harm exactly where its p-value is alpha or less', () => {
    fc.assert(
      fc.property(anyWindows, (windows) => {
        const state = judgeWindows(settings, windows);
        const p = pValue(settings, state);
        expect(p <= plan.alpha * (1 + 1e-9)).toBe(state.harm !== undefined);
        const isBeyond = state.logPeak >= logLimit(plan.alpha) - 1e-9;
        expect(isBeyond).toBe(state.harm !== undefined);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['errors', judgedWindow(0, errorTable(100, 900, 20, 9))],
    ['slo', judgedWindow(0, errorTable(100, 900, 45, 405))],
    ['latency', slowWindow(0, { requests: 200, slow: [90] }, { requests: 800, slow: [80] })],
  ] as const)('says that it was %s', (process, window) => {
    const state = judgeWindow(settings, freshJudge, window);
    expect(state.harm).toEqual({ process, step: 0, window: window.index });
    expect(judgeWindow(settings, state, window)).toBe(state);
  });

  it('keeps to alpha with all its processes together, by enumeration', () => {
    const drawn = fc.record({
      rates: fc.tuple(
        fc.double({ min: 0.02, max: 0.1, noNaN: true }),
        fc.double({ min: 0.02, max: 0.1, noNaN: true }),
      ),
      alpha: fc.constantFrom(0.1, 0.4),
    });
    const requests = { challenger: 4, champion: 4 };
    fc.assert(
      fc.property(drawn, ({ rates, alpha }) => {
        const panel = judgeSettings({ ...plan, alpha }, independent, { ...known, edges: [] });
        const lawOf = (rate: number) => outcomes(requests, { challenger: rate, champion: rate });
        let found = 0;
        for (const first of lawOf(rates[0])) {
          const state = judgeWindow(panel, freshJudge, judgedWindow(0, first.table));
          for (const second of lawOf(rates[1])) {
            const last = judgeWindow(panel, state, judgedWindow(1, second.table));
            if (last.harm) found += first.probability * second.probability;
          }
        }
        expect(found).toBeLessThanOrEqual(alpha * (1 + 1e-9));
      }),
      { numRuns: 10 },
    );
  });
});
