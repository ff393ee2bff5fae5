import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { startMass } from '../../../src/canary/judge/calendar.ts';

describe('startMass', () => {
  it('sums to 1 over all planned windows', () => {
    const calendars = fc.record({
      steps: fc.integer({ min: 1, max: 8 }),
      windowsPerStep: fc.integer({ min: 1, max: 40 }),
      firstStep: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(calendars, (calendar) => {
        let total = 0;
        for (let step = 0; step < calendar.steps; step += 1) {
          for (let i = 0; i < calendar.windowsPerStep; i += 1)
            total += startMass(calendar, step, i);
        }
        expect(total).toBeCloseTo(1, 12);
      }),
    );
  });

  it('gives half to the first step and most of a step to its first window', () => {
    const calendar = { steps: 4, windowsPerStep: 10, firstStep: 0.5 };
    expect(startMass(calendar, 0, 0)).toBeCloseTo(0.4, 12);
    expect(startMass(calendar, 0, 9)).toBeCloseTo(0.1 / 9, 12);
    expect(startMass(calendar, 3, 0)).toBeCloseTo((0.5 / 3) * 0.8, 12);
  });

  it('gives every step the same where the first is no exception', () => {
    const calendar = { steps: 4, windowsPerStep: 1, firstStep: 1 / 4 };
    expect([0, 1, 2, 3].map((step) => startMass(calendar, step, 0))).toEqual([
      0.25, 0.25, 0.25, 0.25,
    ]);
  });

  it('gives nothing to windows and steps beyond the plan', () => {
    const calendar = { steps: 2, windowsPerStep: 3, firstStep: 0.5 };
    expect(startMass(calendar, 0, 3)).toBe(0);
    expect(startMass(calendar, 2, 0)).toBe(0);
  });
});
