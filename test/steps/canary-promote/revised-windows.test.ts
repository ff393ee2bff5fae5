import { describe, expect, it } from '@jest/globals';
import type { Ports } from '../../../src/ports/ports.ts';
import { runCanaryPromote } from '../../../src/steps/canary-promote/run.ts';
import { canaryInputs, canaryWorld, championId } from '../../support/canary-world.ts';
import { challengerId, ledgerOf, splitNow } from './observation.ts';

/** A world whose metrics change what they said of a minute once `changesAt` has come. */
function revising(factor: number) {
  const world = canaryWorld();
  const start = world.clock.now();
  const minute = Math.ceil(start / 60_000) * 60_000 + 120_000;
  const metrics: Ports['metrics'] = {
    ...world.metrics,
    async responses(...args) {
      const counts = await world.metrics.responses(...args);
      const isChanged = world.clock.now() > minute + 180_000;
      return counts.map((count) =>
        isChanged && count.start === minute
          ? { ...count, count: Math.round(count.count * factor) }
          : count,
      );
    },
  };
  const context = (runner: string) => world.contextOf(runner, { metrics });
  return { world, context };
}

describe('windows that change after they were judged', () => {
  it.each([
    ['shrink', 0.5],
    ['grow', 2],
    ['vanish', 0],
  ])('hold the canary: they %s', async (_, factor) => {
    const { world, context } = revising(factor);
    const held = await runCanaryPromote(canaryInputs(), context('one'));
    expect(held).toMatchObject({ state: 'held', verdict: 'inconclusive' });
    expect(held.summary).toContain('changed after it was judged');
    expect(splitNow(world)?.[challengerId]).toBeLessThan(100);
    const again = await runCanaryPromote(canaryInputs(), context('two'));
    expect(again.state).toBe('held');
  });

  it('are judged as they are now when a person goes on', async () => {
    const { world, context } = revising(2);
    await runCanaryPromote(canaryInputs(), context('one'));
    const before = ledgerOf(world).active;
    const resumed = await runCanaryPromote(canaryInputs({ operation: 'resume' }), context('two'));
    expect(resumed.outcome).toBe('promoted');
    expect(before?.revised).toBeDefined();
  });

  it('are rolled back at the deadline when nobody goes on', async () => {
    const { world, context } = revising(0.5);
    await runCanaryPromote(canaryInputs(), context('one'));
    world.clock.advance(canaryInputs().deadlineMs);
    const ended = await runCanaryPromote(canaryInputs(), context('two'));
    expect(ended).toMatchObject({ outcome: 'rolled_back' });
  });
});

describe('a canary that is not over by its deadline', () => {
  it('is held where the plan says so', async () => {
    const world = canaryWorld({ requestsPerMs: 0 });
    const inputs = canaryInputs({ onInconclusive: 'extend', onExpiry: 'hold' });
    const held = await runCanaryPromote(inputs, world.context());
    expect(held).toMatchObject({ state: 'held' });
    expect(held.summary).toContain('the deadline of the canary');
    expect(splitNow(world)).toEqual({ [championId]: 90, [challengerId]: 10 });
  });
});

describe('a clock that goes back', () => {
  it('promotes nothing earlier', async () => {
    const world = canaryWorld();
    const start = world.clock.now();
    let isBack = false;
    const clock = {
      now: () => world.clock.now() - (isBack ? 600_000 : 0),
      async sleep(ms: number, signal?: AbortSignal) {
        await world.clock.sleep(ms, signal);
        isBack = world.clock.now() - start > 240_000;
      },
    };
    const result = await runCanaryPromote(canaryInputs(), world.contextOf('one', { clock }));
    // Of the time that comes twice the metrics have nothing new: it waits, then leaves it to a person.
    expect(result.state).toBe('held');
    const [first, second] = ledgerOf(world).active?.shifts ?? [];
    expect(first?.percent).toBe(10);
    expect((second?.at ?? Infinity) - (first?.at ?? 0)).toBeGreaterThanOrEqual(300_000);
  });
});
