import { describe, expect, it } from '@jest/globals';
import { alertThresholds } from '../../src/canary/alert-thresholds.ts';
import type { ArmWindow, WindowRecord } from '../../src/canary/window.ts';
import { canaryPlan, canaryRun, minute, t0 } from './canary-runs.ts';

const independent = { kind: 'estimated', value: 0, windows: 400 } as const;

/** A run of ten windows in which the champion did this in each, and the challenger a ninth of it. */
function seen(champion: ArmWindow, plan = canaryPlan()) {
  const requests = Math.round(champion.requests / 9);
  const windows = Array.from({ length: 10 }, (_, index): WindowRecord => ({
    kind: 'counted',
    step: 0,
    index,
    start: t0 + index * minute,
    challenger: { requests, errors: 0, clientErrors: 0 },
    champion,
  }));
  const edges = [80, 200, 900].map((edgeMs) => ({ edgeMs, correlation: independent }));
  return canaryRun({ windows, baseline: { edges, ratios: {}, history: { kind: 'off' } } }, plan);
}

const arm = (requests: number, errors: number, slow?: number[]): ArmWindow => ({
  requests,
  errors,
  clientErrors: 0,
  ...(slow === undefined ? {} : { latency: { requests, slow } }),
});

describe('the error rate that alerts', () => {
  // z of 0.999 is 3.0902, of 0.9999 3.7190 (scipy.stats.norm.ppf); the rest by hand.
  it('is above what the old champion would show by chance', () => {
    // Y = 180, N = 9000: rate (180 + 4.7747 + 3.0902 √(180 + 2.3874)) / 9000 = 0.025167;
    // n = 5000: (125.84 + 6.9155 + 3.7190 √(125.84 + 3.4578)) / 5000 = 0.035008.
    expect(alertThresholds(seen(arm(900, 18))).errorRate).toBe(0.035);
  });

  it('is not below 1 %, or the objective where there is one', () => {
    const steady = arm(90_000, 0);
    expect(alertThresholds(seen(steady)).errorRate).toBe(0.01);
    const promised = canaryPlan({ sloErrorRate: 0.002 });
    expect(alertThresholds(seen(steady, promised)).errorRate).toBe(0.002);
  });

  it('is half of all where there is hardly a request', () => {
    expect(alertThresholds(seen(arm(1, 0))).errorRate).toBe(0.5);
  });

  it('is the floor where the old champion was not measured', () => {
    expect(alertThresholds(canaryRun()).errorRate).toBe(0.01);
  });
});

describe('the latency that alerts', () => {
  it('is the first edge that hardly any request of the old champion took', () => {
    const latency = arm(900, 0, [300, 22, 3]);
    expect(alertThresholds(seen(latency)).latencyP95Ms).toBe(200);
  });

  it('is not below the objective', () => {
    const plan = canaryPlan({ sloLatencyMs: 500 });
    const latency = arm(900, 0, [300, 22, 3]);
    expect(alertThresholds(seen(latency, plan)).latencyP95Ms).toBe(900);
  });

  it('is none where too many are slow at every edge, or nothing is known', () => {
    expect(alertThresholds(seen(arm(900, 0, [300, 200, 100]))).latencyP95Ms).toBeUndefined();
    expect(alertThresholds(seen(arm(900, 0))).latencyP95Ms).toBeUndefined();
  });
});
