import { describe, expect, it } from '@jest/globals';
import { runCanaryPromote } from '../../../src/steps/canary-promote/run.ts';
import {
  canaryInputs,
  canaryWorld,
  championId,
  model,
  type CanaryWorld,
} from '../../support/canary-world.ts';
import { fakeMetrics } from '../../support/fake-metrics.ts';
import { challengerId, deployedNow, splitNow } from './observation.ts';

/** A challenger that fails `errors` of its requests once it has all of them, and few before. */
function contextOf(world: CanaryWorld, errors: number) {
  const { splits } = world.endpoints;
  const hasAll = (at: number) =>
    splits.findLast((one) => one.at <= at)?.split[challengerId] === 100;
  const metrics = fakeMetrics({
    splits,
    requestsPerMs: 0.02,
    errorRate: (id, at) => (id === challengerId && hasAll(at) ? errors : 0.001),
  });
  return world.contextOf('runner-1', { metrics });
}

const inputs = canaryInputs({ sloErrorRate: 0.01, keepStableMs: 1_200_000 });

describe('after a promotion, while the old champion is kept', () => {
  it('a challenger that misses the objective is rolled back by one change of the split', async () => {
    const world = canaryWorld();
    const result = await runCanaryPromote(inputs, contextOf(world, 0.04));
    expect(result).toMatchObject({
      verdict: 'fail',
      outcome: 'rolled_back',
      summary: expect.stringContaining('misses the objective of 1 % errors'),
    });
    expect(world.endpoints.splits.slice(-2).map(({ split }) => split)).toEqual([
      { [challengerId]: 100 },
      { [championId]: 100 },
    ]);
    expect(splitNow(world)).toEqual({ [championId]: 100 });
    expect(deployedNow(world)).toEqual([championId]);
    expect(world.models.aliasesOf(model)).toMatchObject({ champion: '3' });
  });

  it('one that keeps it becomes champion', async () => {
    const world = canaryWorld();
    const result = await runCanaryPromote(inputs, contextOf(world, 0.004));
    expect(result).toMatchObject({ outcome: 'promoted' });
    expect(deployedNow(world)).toEqual([challengerId]);
  });

  it('one whose harm is left to a person stays beside the old champion until that decides', async () => {
    const world = canaryWorld();
    const left = { ...inputs, onFail: 'hold' as const };
    expect(await runCanaryPromote(left, contextOf(world, 0.04))).toMatchObject({ outcome: 'held' });
    expect(deployedNow(world)).toEqual([championId, challengerId]);
    const allowed = { ...left, operation: 'promote' as const };
    const result = await runCanaryPromote(allowed, contextOf(world, 0.04));
    expect(result).toMatchObject({ outcome: 'promoted' });
    expect(deployedNow(world)).toEqual([challengerId]);
  });

  it('nothing is judged without an objective', async () => {
    const world = canaryWorld();
    const unpromised = { ...inputs, sloErrorRate: null };
    const result = await runCanaryPromote(unpromised, contextOf(world, 0.04));
    expect(result).toMatchObject({ outcome: 'promoted' });
  });
});
