import { describe, expect, it } from '@jest/globals';
import { startMass } from '../../../src/canary/judge/calendar.ts';
import { logLimit } from '../../../src/canary/judge/e-process.ts';
import { freshJudge, judgeWindow, judgeWindows } from '../../../src/canary/judge/panel.ts';
import { judgeSettings } from '../../../src/canary/judge/settings.ts';
import { plannedWindows } from '../../../src/canary/plan.ts';
import type { JudgedWindow } from '../../../src/canary/window.ts';
import { canaryPlan } from '../canary-runs.ts';
import { binomial } from './error-tables.ts';

const independent = { kind: 'estimated', value: 0, windows: 400 } as const;
/** Steps 10, 50, 100: the windows of step 2 are those of the soak. */
const plan = canaryPlan({ sloErrorRate: 0.01, gate: 'evidence', maxErrorRate: 0.005 });
const settings = judgeSettings(plan, independent);
const unsoaked = judgeSettings({ ...plan, keepStableMs: 0 }, independent);

function window(step: number, index: number, errors: number, requests: number): JudgedWindow {
  const champion = step === 2 ? 0 : requests;
  return {
    step,
    index,
    challenger: { requests, errors, clientErrors: 0 },
    champion: { requests: champion, errors: Math.round(champion * 0.001), clientErrors: 0 },
  };
}

const compared = [0, 1].flatMap((step) =>
  Array.from({ length: 10 }, (_, index) => window(step, index, 1, 1_000)),
);

describe('the judge of a soak', () => {
  const before = judgeWindows(settings, compared);

  it('weighs the objective alone: what compares stays as it was', () => {
    const after = judgeWindow(settings, before, window(2, 0, 3, 1_000));
    const { slo: sloBefore, ...othersBefore } = before.processes;
    const { slo: sloAfter, ...othersAfter } = after.processes;
    expect(othersAfter).toEqual(othersBefore);
    expect(sloAfter).not.toEqual(sloBefore);
    expect(after.sampleRatio).toEqual(before.sampleRatio);
    expect(after.clearing).toEqual(before.clearing);
  });

  it('finds the objective missed, and says in which step', () => {
    const soak = Array.from({ length: 10 }, (_, index) => window(2, index, 30, 1_000));
    expect(judgeWindows(settings, soak, before).harm).toMatchObject({ process: 'slo', step: 2 });
  });

  it('finds a fault that begins in it by a bet of its own, much sooner than by one that is worn down', () => {
    const windowsUntilFound = (judge: typeof settings) => {
      let state = judgeWindows(judge, compared);
      let count = 0;
      for (; state.harm === undefined && count < 200; count += 1) {
        state = judgeWindow(judge, state, window(2, count, 20, 1_000));
      }
      return count;
    };
    expect(windowsUntilFound(settings) * 4).toBeLessThan(windowsUntilFound(unsoaked));
  });

  it('goes on within the level that it had: its bets sum to one, with the soak as without', () => {
    for (const judge of [settings, unsoaked]) {
      const calendars = judge.harm.flatMap((process) =>
        process.kind === 'slo' ? [process.test.calendar] : [],
      );
      const masses = calendars.flatMap((calendar) =>
        [0, 1, 2, 3].flatMap((step) =>
          Array.from({ length: plannedWindows(plan) }, (_, i) => startMass(calendar, step, i)),
        ),
      );
      expect(masses.reduce((total, mass) => total + mass, 0)).toBeCloseTo(1, 12);
    }
    expect(settings.harm.map(({ alpha }) => alpha)).toEqual(
      unsoaked.harm.map(({ alpha }) => alpha),
    );
  });

  it('gains nothing in expectation from a challenger that keeps the objective', () => {
    const promised = canaryPlan({ sloErrorRate: 0.1, keepStableMs: 600_000 });
    const judge = judgeSettings(promised, independent);
    const limit = logLimit(judge.harm.find(({ kind }) => kind === 'slo')?.alpha ?? 1);
    const requests = 8;
    let mean = 0;
    const visit = (state: typeof freshJudge, step: number, probability: number): void => {
      if (step === 3) {
        // Boosted evidence counts up to the limit, beyond which it buys nothing (arXiv:2410.16076).
        const { logEvidence = 0 } = state.processes['slo'] ?? {};
        mean += probability * Math.exp(Math.min(logEvidence, limit));
        return;
      }
      for (let errors = 0; errors <= requests; errors += 1) {
        const next = judgeWindow(judge, state, window(step, 0, errors, requests));
        visit(next, step + 1, probability * binomial(requests, errors, 0.1));
      }
    };
    visit(freshJudge, 0, 1);
    expect(mean).toBeLessThanOrEqual(1 + 1e-9);
    expect(mean).toBeGreaterThan(0.9);
  });
});
