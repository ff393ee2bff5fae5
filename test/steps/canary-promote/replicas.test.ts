import { describe, expect, it } from '@jest/globals';
import { runCanaryPromote } from '../../../src/steps/canary-promote/run.ts';
import { canaryInputs, canaryWorld, championId } from '../../support/canary-world.ts';
import { challengerId, duringSleep, splitNow } from './observation.ts';

describe('a challenger that lacks replicas', () => {
  it('is given no more traffic until it has them', async () => {
    const world = canaryWorld();
    world.metrics.setReplicas(challengerId, 1, 3);
    const sharesWhileShort: number[] = [];
    const context = duringSleep(world, 40, () => {
      sharesWhileShort.push(...world.endpoints.splits.map(({ split }) => split[challengerId] ?? 0));
      world.metrics.setReplicas(challengerId, 3, 3);
    });
    const result = await runCanaryPromote(canaryInputs(), context);
    expect(sharesWhileShort).toEqual([0, 10]);
    expect(world.host.lines.join('\n')).toContain('the challenger has 1 of 3 replicas');
    expect(result.outcome).toBe('promoted');
  });

  it('is rolled back at the deadline when it never gets them', async () => {
    const world = canaryWorld();
    world.metrics.setReplicas(challengerId, 0, 1);
    const result = await runCanaryPromote(canaryInputs(), world.context());
    expect(result).toMatchObject({ outcome: 'rolled_back' });
    expect(splitNow(world)).toEqual({ [championId]: 100 });
  });

  it('is rolled back at once when it has none and answers nothing', async () => {
    const world = canaryWorld({ challengerErrors: 1, requestsPerMs: 0.0002 });
    world.metrics.setReplicas(challengerId, 0, 1);
    const result = await runCanaryPromote(canaryInputs(), world.context());
    expect(result.summary).toContain('replica');
    expect(world.clock.now() - Date.UTC(2026, 0, 5, 9)).toBeLessThan(900_000);
  });

  it('is judged as before where no metric tells', async () => {
    const result = await runCanaryPromote(canaryInputs(), canaryWorld().context());
    expect(result.outcome).toBe('promoted');
  });
});
