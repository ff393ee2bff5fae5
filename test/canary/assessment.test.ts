import { describe, expect, it } from '@jest/globals';
import { assess, confidenceOf, harmIn } from '../../src/canary/assessment.ts';
import type { CanaryRun } from '../../src/canary/canary-run.ts';
import { recordWindows } from '../../src/canary/due-windows.ts';
import type { Baseline } from '../../src/canary/judge/baseline.ts';
import type { CanaryPlan } from '../../src/canary/plan.ts';
import { describeReasons } from '../../src/canary/reason.ts';
import type { ArmWindow, WindowRecord } from '../../src/canary/window.ts';
import { canaryPlan, canaryRun, minute, shifted, t0 } from './canary-runs.ts';

const independent = { kind: 'estimated', value: 0, windows: 400 } as const;
const edges = [
  { edgeMs: 250, correlation: independent },
  { edgeMs: 1_000, correlation: independent },
];
const noBaseline: Baseline = { edges: [], ratios: {}, history: { kind: 'off' } };

function open(plan: Partial<CanaryPlan> = {}, baseline: Baseline = noBaseline): CanaryRun {
  return shifted(canaryRun({ correlation: independent, baseline }, canaryPlan(plan)), 0, t0);
}

function arm(requests: number, errors: number, slow?: number[]): ArmWindow {
  const counts = { requests, errors, clientErrors: 0 };
  return slow === undefined ? counts : { ...counts, latency: { requests, slow } };
}

/** Windows of the first step, all alike. */
function seen(
  run: CanaryRun,
  count: number,
  challenger: ArmWindow,
  champion: ArmWindow,
  change: { replicas?: number } = {},
): CanaryRun {
  const windows = Array.from({ length: count }, (_, index): WindowRecord => ({
    kind: 'counted',
    step: 0,
    index,
    start: t0 + (index + 1) * minute,
    challenger,
    champion,
    ...change,
  }));
  return recordWindows(run, windows);
}

function look(run: CanaryRun, afterMinutes: number) {
  const shift = run.shifts.at(-1);
  if (shift === undefined) throw new Error('nothing was shifted');
  return assess(run, shift, 'readable', t0 + afterMinutes * minute);
}

const kindsOf = (run: CanaryRun, afterMinutes: number) =>
  look(run, afterMinutes).reasons.map(({ kind }) => kind);

describe('assess', () => {
  it('tells where errors were found, in words', () => {
    const found = look(seen(open(), 1, arm(60, 12), arm(540, 5)), 3);
    expect(found.decision).toBe('roll_back');
    expect(found.reasons[0]).toMatchObject({ kind: 'harm', figures: { percent: 10 } });
    expect(describeReasons(found.reasons)).toMatch(
      /^the challenger fails more often: 20 % of its requests failed, 0\.926 % of the champion's; evidence \d+\.\d\d reached the limit 4\.61 in the windows at 10 %$/,
    );
  });

  it('still says where harm was found when it is looked at in a later step', () => {
    const run = shifted(seen(open(), 1, arm(60, 12), arm(540, 5)), 1, t0 + 5 * minute);
    const found = look(run, 6);
    expect(found.percent).toBe(50);
    expect(found.reasons[0]?.text).toContain('in the windows at 10 %');
  });

  it('rolls back a slow challenger and names the edge', () => {
    const run = seen(
      open({}, { ...noBaseline, edges }),
      2,
      arm(100, 0, [40, 20]),
      arm(900, 0, [360, 9]),
    );
    const found = look(run, 4);
    expect(found.decision).toBe('roll_back');
    expect(found.reasons[0]).toMatchObject({
      kind: 'latency_harm',
      figures: { edgeMs: 1_000 },
      text: expect.stringContaining('more of its requests take 1s and longer'),
    });
    expect(found.evidence.processes.map(({ name, isJudged }) => [name, isJudged])).toEqual([
      ['errors', true],
      ['latency', true],
    ]);
  });

  it('tells a slow challenger, without rolling back, where correlation is not known', () => {
    const unknown = edges.map(({ edgeMs }) => ({
      edgeMs,
      correlation: { kind: 'unknown' as const, windows: 7 },
    }));
    const run = seen(
      open({}, { ...noBaseline, edges: unknown }),
      3,
      arm(100, 0, [40, 20]),
      arm(900, 0, [360, 9]),
    );
    expect(look(run, 6).decision).toBe('advance');
    expect(kindsOf(run, 6)).toContain('latency_reported');
    const told = look(run, 6).evidence.processes.find(({ name }) => name === 'latency');
    expect(told).toMatchObject({ isJudged: false });
    expect(told?.logEvidence).toBeGreaterThan(told?.logLimit ?? Infinity);
  });

  it('rolls back a challenger that misses the objective, though the champion does too', () => {
    const run = seen(open({ sloErrorRate: 0.05 }), 1, arm(100, 30), arm(900, 270));
    expect(look(run, 3)).toMatchObject({ decision: 'roll_back', reasons: [{ kind: 'slo_harm' }] });
  });

  it('holds where the split is not honoured, or tells it', () => {
    const run = (onSampleRatio: 'hold' | 'report') =>
      seen(open({ onSampleRatio }), 4, arm(0, 0), arm(600, 6));
    const held = look(run('hold'), 5);
    expect(held.decision).toBe('hold');
    expect(held.reasons[0]?.text).toBe(
      'split not honoured: the challenger got 0 % of 2400 requests and should get 10 %; the two are not comparable',
    );
    expect(look(run('report'), 5).decision).toBe('continue');
    expect(kindsOf(run('report'), 5)).toContain('sample_ratio');
  });

  it('waits for proof by `gate: evidence`', () => {
    const few = seen(open({ gate: 'evidence' }), 3, arm(60, 0), arm(540, 2));
    expect(look(few, 6).decision).toBe('continue');
    expect(kindsOf(few, 6)).toEqual(['not_cleared']);
    const many = seen(open({ gate: 'evidence' }), 20, arm(60, 0), arm(540, 6));
    expect(look(many, 22).decision).toBe('advance');
    expect(kindsOf(many, 22)).toEqual(['cleared', 'no_harm']);
  });

  it('clears a service without errors by its rate alone', () => {
    const quiet = (plan: Partial<CanaryPlan>) =>
      seen(open({ gate: 'evidence', ...plan }), 10, arm(60, 0), arm(540, 0));
    expect(look(quiet({}), 12).decision).toBe('continue');
    expect(look(quiet({ maxErrorRate: 0.02 }), 12).decision).toBe('advance');
  });

  it('goes on beyond the longest bake when told to extend', () => {
    const run = open({ onInconclusive: 'extend' });
    expect(look(run, 31)).toMatchObject({
      decision: 'continue',
      reasons: [{ kind: 'bake_extended' }, { kind: 'few_windows' }],
    });
    expect(look(run, 360)).toMatchObject({
      decision: 'roll_back',
      reasons: [{ kind: 'deadline' }],
    });
  });

  it('holds on harm when told to', () => {
    const run = seen(open({ onFail: 'hold' }), 1, arm(60, 12), arm(540, 5));
    expect(look(run, 3)).toMatchObject({ decision: 'hold', reasons: [{ kind: 'harm' }] });
    expect(harmIn(run)).toBeUndefined();
  });

  it('takes a challenger without replicas for lost, if it answers nobody', () => {
    const gone = seen(open(), 1, arm(0, 0), arm(60, 0), { replicas: 0 });
    expect(look(gone, 3)).toMatchObject({
      decision: 'roll_back',
      reasons: [{ kind: 'no_replicas' }],
    });
    const answering = seen(open(), 1, arm(7, 0), arm(60, 0), { replicas: 0 });
    expect(look(answering, 3).decision).toBe('continue');
  });

  it('says that nothing is compared, and judges the rate alone', () => {
    const plan = { steps: [100], sloErrorRate: 0.02 };
    const bad = seen(open(plan), 2, arm(600, 40), arm(0, 0));
    expect(look(bad, 3)).toMatchObject({ decision: 'roll_back', reasons: [{ kind: 'slo_harm' }] });
    const good = seen(open(plan), 3, arm(600, 1), arm(0, 0));
    expect(look(good, 6)).toMatchObject({
      decision: 'advance',
      reasons: [{ kind: 'no_harm' }, { kind: 'nothing_compared' }],
    });
  });

  it('says why the champion’s day is not used', () => {
    const baseline: Baseline = { ...noBaseline, history: { kind: 'refused', why: 'too short' } };
    expect(kindsOf(open({}, baseline), 3)).toContain('history_refused');
  });

  it('tells what each step could have shown', () => {
    const [reason] = look(seen(open(), 4, arm(60, 0), arm(540, 5)), 6).reasons;
    expect(reason).toMatchObject({ kind: 'no_harm' });
    expect(reason?.figures['detectableRatio']).toBeGreaterThan(1);
    expect(reason?.figures['detectableRateInStep']).toBeCloseTo(
      reason?.figures['detectableRate'] ?? 0,
      12,
    );
  });
});

describe('confidenceOf', () => {
  it('holds the ratio of what was counted', () => {
    const { rateRatio, oddsRatio } = confidenceOf(seen(open(), 6, arm(60, 6), arm(540, 10)));
    const ratio = 6 / 60 / (10 / 540);
    expect(rateRatio.low).toBeGreaterThan(1);
    expect(rateRatio.low).toBeLessThan(ratio);
    expect(rateRatio.high).toBeGreaterThan(ratio);
    expect(oddsRatio.high).toBeGreaterThan(oddsRatio.low);
  });
});
