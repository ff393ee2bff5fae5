import { describe, expect, it } from '@jest/globals';
import { assess } from '../../src/canary/assessment.ts';
import { type CanaryRun, canaryRun as runSchema } from '../../src/canary/canary-run.ts';
import type { CanaryPlan } from '../../src/canary/plan.ts';
import {
  driftReason,
  freshPredictionDrift,
  type PredictionDrift,
  withPredictions,
} from '../../src/canary/prediction-drift.ts';
import { replay } from '../../src/canary/replay.ts';
import { canaryPlan, canaryRun, minute, shifted, t0 } from './canary-runs.ts';

const table = 'acme-ml.logs.request_response_logging';
const alike = { challenger: [70, 20, 10], champion: [700, 200, 100] };
const apart = { challenger: [10, 20, 70], champion: [700, 200, 100] };

function seen(windows: (typeof alike)[], change: Partial<PredictionDrift> = {}): PredictionDrift {
  return { ...withPredictions(freshPredictionDrift, windows), ...change };
}

function runOf(change: Partial<CanaryPlan>, drift: PredictionDrift): CanaryRun {
  const plan = canaryPlan({ drift: 'report', driftTable: table, ...change });
  return { ...shifted(canaryRun({}, plan), 0, t0), drift };
}

function lookAt(run: CanaryRun) {
  const shift = run.shifts.at(-1);
  if (shift === undefined) throw new Error('the run has no shift');
  return assess(run, shift, 'readable', t0 + minute);
}

describe('a difference between predictions', () => {
  const proved = seen([apart, apart, apart, apart]);

  it('is a remark, with its size', () => {
    const { decision, reasons } = lookAt(runOf({}, proved));
    expect(decision).toBe('continue');
    // TV of (.1, .2, .7) and (.7, .2, .1) is .6.
    expect(reasons).toContainEqual(
      expect.objectContaining({
        kind: 'drift',
        text: expect.stringMatching(
          /^the challenger predicts otherwise than the champion: 60 % of its predictions .* at least$/,
        ),
        figures: expect.objectContaining({ totalVariation: expect.closeTo(0.6, 12) }),
      }),
    );
  });

  it('holds where it should, says how to go on, and never rolls back', () => {
    const { decision, reasons } = lookAt(runOf({ drift: 'hold' }, proved));
    expect(decision).toBe('hold');
    expect(reasons[0]?.text).toMatch(/; operation: resume accepts that$/);
  });

  it('that was accepted is told and holds nothing', () => {
    const { decision, reasons } = lookAt(runOf({ drift: 'hold' }, { ...proved, isAccepted: true }));
    expect(decision).toBe('continue');
    expect(reasons.map(({ kind }) => kind)).toContain('drift');
  });

  it.each<[string, Partial<CanaryPlan>, PredictionDrift]>([
    ['arms that predict alike', {}, seen([alike, alike, alike, alike])],
    ['what is tolerated', { driftTolerance: 0.9 }, proved],
    ['what is not compared', { drift: 'off' }, proved],
    ['no windows', {}, seen([])],
  ])('is none in %s', (_, change, drift) => {
    expect(driftReason(runOf(change, drift))).toBeUndefined();
  });

  it('is the same from the ledger', () => {
    const run = runOf({}, { ...proved, categories: { kind: 'labels', labels: ['a', 'b'] } });
    expect(runSchema.parse(JSON.parse(JSON.stringify(run)))).toEqual(run);
  });

  it('is not judged again by a replay, which has no predictions', () => {
    const missing = { kind: 'missing' as const, step: 0, index: 0, start: t0 + minute };
    const looks = replay({ ...runOf({ drift: 'hold' }, proved), windows: [missing] });
    expect(looks.map(({ decision }) => decision)).toEqual(['continue']);
  });
});
