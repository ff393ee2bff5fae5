import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  freshState,
  type HarmProcess,
  isHarmful,
  judgeProcess,
  leadingEdge,
  processPValue,
} from '../../../src/canary/judge/process.ts';
import { harmTest } from '../../../src/canary/judge/ratio-test.ts';
import { binomial, errorTable } from './error-tables.ts';
import { judgedWindow, slowWindow } from './judged-windows.ts';

const calendar = { steps: 2, windowsPerStep: 1, firstStep: 0.5 };

function latencyProcess(alpha: number, marginOdds = 1, correlation = 0): HarmProcess {
  const edges = [250, 1_000].map((edgeMs) => ({
    edgeMs,
    test: harmTest(alpha / 2, marginOdds, correlation, calendar),
  }));
  return { kind: 'latency', name: 'latency', alpha, edges };
}

/** Requests beyond both edges, with the probability of each outcome. */
function slowLaw(requests: number, beyondFirst: number, beyondSecond: number) {
  return Array.from({ length: requests + 1 }, (_, first) =>
    Array.from({ length: first + 1 }, (__, second) => ({
      slow: [first, second],
      chance:
        binomial(requests, first, beyondFirst) *
        binomial(first, second, beyondSecond / beyondFirst),
    })),
  ).flat();
}

describe('a latency process', () => {
  it('finds harm in an equally fast challenger with probability at most alpha', () => {
    const drawn = fc.record({
      challenger: fc.integer({ min: 1, max: 3 }),
      champion: fc.integer({ min: 1, max: 3 }),
      beyondFirst: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      part: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      alpha: fc.constantFrom(0.1, 0.3),
      correlation: fc.constantFrom(0, 0.05),
    });
    fc.assert(
      fc.property(drawn, ({ challenger, champion, beyondFirst, part, alpha, correlation }) => {
        const process = latencyProcess(alpha, 1, correlation);
        const law = slowLaw(challenger, beyondFirst, beyondFirst * part).flatMap((x) =>
          slowLaw(champion, beyondFirst, beyondFirst * part).map((y) => ({
            window: (step: number) =>
              slowWindow(
                step,
                { requests: challenger, slow: x.slow },
                { requests: champion, slow: y.slow },
              ),
            chance: x.chance * y.chance,
          })),
        );
        let found = 0;
        for (const first of law) {
          const state = judgeProcess(process, freshState, first.window(0));
          if (isHarmful(process, state)) {
            found += first.chance;
            continue;
          }
          for (const second of law) {
            const last = judgeProcess(process, state, second.window(1));
            if (isHarmful(process, last)) found += first.chance * second.chance;
          }
        }
        expect(found).toBeLessThanOrEqual(alpha * (1 + 1e-9));
      }),
      { numRuns: 25 },
    );
  });

  it('names the edge that says most', () => {
    const process = latencyProcess(0.01);
    const state = judgeProcess(
      process,
      freshState,
      slowWindow(0, { requests: 100, slow: [40, 20] }, { requests: 900, slow: [360, 9] }),
    );
    expect(isHarmful(process, state)).toBe(true);
    expect(leadingEdge(process, state)).toBe(1_000);
  });

  it('learns nothing from a window whose latencies are not known', () => {
    const process = latencyProcess(0.01);
    const state = judgeProcess(process, freshState, judgedWindow(0, errorTable(60, 1140, 3, 11)));
    expect(state.logEvidence).toBe(0);
    expect(processPValue(process, state)).toBe(1);
  });

  it('tolerates what its margin tolerates', () => {
    const window = slowWindow(
      0,
      { requests: 200, slow: [70, 6] },
      { requests: 800, slow: [200, 20] },
    );
    const strict = judgeProcess(latencyProcess(0.01, 1), freshState, window);
    const tolerant = judgeProcess(latencyProcess(0.01, 1.5), freshState, window);
    expect(tolerant.logEvidence).toBeLessThan(strict.logEvidence);
  });
});

describe('a named ratio', () => {
  it('is judged like errors are', () => {
    const test = harmTest(0.01, 1, 0, calendar);
    const table = errorTable(60, 1140, 9, 11);
    const quiet = judgedWindow(0, errorTable(60, 1140, 0, 0));
    const window = {
      ...quiet,
      challenger: { ...quiet.challenger, ratios: { fallbacks: { requests: 60, errors: 9 } } },
      champion: { ...quiet.champion, ratios: { fallbacks: { requests: 1140, errors: 11 } } },
    };
    const named: HarmProcess = { kind: 'ratio', name: 'fallbacks', alpha: 0.01, test };
    const errors: HarmProcess = { kind: 'errors', name: 'errors', alpha: 0.01, test };
    const found = judgeProcess(named, freshState, window);
    expect(found).toEqual(judgeProcess(errors, freshState, judgedWindow(0, table)));
    expect(judgeProcess(named, freshState, quiet)).toBe(freshState);
  });
});
