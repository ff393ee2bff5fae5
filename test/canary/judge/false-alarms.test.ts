import { describe, expect, it } from '@jest/globals';
import { runCell } from '../../../bench/judge/cell.ts';
import { estimated, ours } from '../../../bench/judge/ours.ts';
import { type Scenario, simulateHistory, times } from '../../../bench/judge/scenario.ts';

// Small: the benchmark `judge` is the large one. Seeds are fixed, so these either hold or do not.
describe('the judge of errors, by simulation', () => {
  const healthy: Scenario = { name: '', traffic: 1_200, rate: 0.01 };

  it('rolls back about one healthy release in a hundred', () => {
    const [outcome] = runCell(healthy, () => [ours], 600, 1).outcomes;
    expect(outcome?.stops.low).toBeLessThanOrEqual(0.01);
  });

  it('finds a fault of five times the rate, in the requests that were measured elsewhere', () => {
    const faulty = { ...healthy, challengerRate: times(5) };
    const [outcome] = runCell(faulty, () => [ours], 300, 1).outcomes;
    expect(outcome?.stops.value).toBe(1);
    // Another simulation of the same judge: 215 ± 8.
    expect(outcome?.exposed).toBeGreaterThan(190);
    expect(outcome?.exposed).toBeLessThan(240);
  });

  it('does not blame a challenger whose requests fail together', () => {
    const together = { ...healthy, correlation: 0.02 };
    const known = (replicate: number) => estimated(simulateHistory(together, 480, 1, replicate));
    const cell = runCell(together, (replicate) => [known(replicate), ours], 60, 1);
    const [aware, unaware] = cell.outcomes;
    expect(aware?.stops.low).toBeLessThanOrEqual(0.02);
    expect(unaware?.stops.value).toBeGreaterThan(0.5);
  });
});
