import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { leaseMs } from '../../../src/canary/lease.ts';
import type { Ports } from '../../../src/ports/ports.ts';
import { claimEndpoint } from '../../../src/steps/canary-promote/claim.ts';
import { runCanaryPromote } from '../../../src/steps/canary-promote/run.ts';
import {
  canaryInputs,
  type CanaryWorld,
  canaryWorld,
  championId,
  endpointName,
} from '../../support/canary-world.ts';
import { executioner, Killed } from '../../support/killable.ts';
import { sharedClock } from '../../support/shared-clock.ts';
import { challengerId, deployedNow, ledgerOf, splitNow } from './observation.ts';

/** A runner that dies right after this call, having begun the canary. */
async function dieAfter(world: CanaryWorld, call: number): Promise<void> {
  const death = executioner({ call, moment: 'after' });
  await runCanaryPromote(canaryInputs(), world.context(undefined, death)).catch(
    (error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    },
  );
}

describe('runners that come together', () => {
  it('leave the canary to one; the others end as conflicts, and do not write', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 8 }),
        fc.infiniteStream(fc.nat(5)),
        async (count, delays) => {
          const world = canaryWorld();
          const clock = sharedClock(world.clock);
          const runners = Array.from({ length: count }, (_, i) => async () => {
            const context = world.contextOf(`runner-${i}`, {
              ...slowed(world.context().ports, delays),
              clock,
            });
            const settled = await claimEndpoint(canaryInputs(), context);
            return settled ?? (await runCanaryPromote(canaryInputs(), context));
          });
          const results = await clock.together(runners);
          const promoted = results.filter(
            (result) => result.status === 'fulfilled' && result.value.outcome === 'promoted',
          );
          const refused = results.filter((result) => result.status === 'rejected');
          expect(promoted).toHaveLength(1);
          expect(refused.map(({ reason }) => reason)).toEqual(
            refused.map(() => expect.objectContaining({ code: 'CONFLICT' })),
          );
          expect(world.endpoints.deployments).toEqual([challengerId]);
          expect(world.endpoints.splits.map(({ split }) => split[challengerId] ?? 0)).toEqual([
            0, 10, 50, 100,
          ]);
          expect(ledgerOf(world).finished).toHaveLength(1);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('wait for the lease of one that is dead, and go on', async () => {
    const world = canaryWorld();
    await dieAfter(world, 20);
    const diedAt = world.clock.now();
    const context = world.contextOf('runner-2');
    await claimEndpoint(canaryInputs(), context);
    expect(world.clock.now() - diedAt).toBeGreaterThan(leaseMs / 2);
    expect(world.clock.now() - diedAt).toBeLessThanOrEqual(leaseMs + 10_000);
    expect(await runCanaryPromote(canaryInputs(), context)).toMatchObject({ outcome: 'promoted' });
    expect(world.endpoints.deployments).toEqual([challengerId]);
  });

  it('do not wait where it is known that the other is gone', async () => {
    const world = canaryWorld();
    await dieAfter(world, 20);
    const { ports, ...rest } = world.context();
    const host = { ...ports.host, runner: { name: 'runner-2', isGone: () => true } };
    const before = world.clock.now();
    await claimEndpoint(canaryInputs(), { ...rest, ports: { ...ports, host } });
    expect(world.clock.now()).toBe(before);
  });
});

describe('a runner that only slept', () => {
  it('does not move traffic after another has taken over and rolled back', async () => {
    const world = canaryWorld();
    const { ports, ...rest } = world.context();
    let isAsleep = false;
    const endpoints: Ports['endpoints'] = {
      ...ports.endpoints,
      async update(...args) {
        // It falls asleep between its intent and the call, and wakes when all is over.
        if (!isAsleep && args[1].split?.[challengerId] === 10) {
          isAsleep = true;
          world.clock.advance(2 * leaseMs);
          const other = world.contextOf('runner-2');
          await runCanaryPromote(canaryInputs({ operation: 'roll_back' }), other);
        }
        return await ports.endpoints.update(...args);
      },
    };
    const result = await runCanaryPromote(canaryInputs(), {
      ...rest,
      ports: { ...ports, endpoints },
    });
    expect(isAsleep).toBe(true);
    expect(result).toMatchObject({ outcome: 'rolled_back' });
    expect(splitNow(world)).toEqual({ [championId]: 100 });
    expect(world.endpoints.splits.some(({ split }) => (split[challengerId] ?? 0) > 0)).toBe(false);
    expect(deployedNow(world)).toEqual([championId]);
  });
});

describe('ticks', () => {
  async function tickToTheEnd(world: CanaryWorld, operation: 'run' | 'reconcile' = 'run') {
    const decisions: string[] = [];
    for (let ticks = 1; ; ticks += 1) {
      const context = world.contextOf(`tick-${ticks}`);
      const inputs = canaryInputs({ wait: false, operation });
      const result =
        (await claimEndpoint(inputs, context)) ?? (await runCanaryPromote(inputs, context));
      decisions.push(String(result.outputs['decision']));
      if (result.state !== 'in_progress') return { ticks, result, decisions };
      const nextAt = Date.parse(String(result.outputs['next_at']));
      expect(nextAt).toBeGreaterThan(world.clock.now());
      world.clock.advance(nextAt - world.clock.now());
    }
  }

  it.each([
    { name: 'healthy', challengerErrors: 0.01 },
    { name: 'bad', challengerErrors: 0.2 },
    { name: 'dead', challengerErrors: 1 },
  ])('decide as one run does: $name', async ({ challengerErrors }) => {
    const once = canaryWorld({ challengerErrors });
    const expected = await runCanaryPromote(canaryInputs(), once.context());
    const world = canaryWorld({ challengerErrors });
    const { result, ticks } = await tickToTheEnd(world);
    expect(ticks).toBeGreaterThan(3);
    expect(result.outcome).toBe(expected.outcome);
    const judged = (one: CanaryWorld) =>
      ledgerOf(one).finished.map(({ logEvidence, shifts }) => ({
        logEvidence,
        shares: shifts.map(({ percent }) => percent),
      }));
    expect(judged(world)).toEqual(judged(once));
    expect(splitNow(world)).toEqual(splitNow(once));
    expect(world.endpoints.peek(endpointName)?.labels).toEqual(
      once.endpoints.peek(endpointName)?.labels,
    );
  });

  it('finish as reconciliations what a runner left that died', async () => {
    const world = canaryWorld();
    await dieAfter(world, 30);
    world.clock.advance(2 * leaseMs);
    const { result } = await tickToTheEnd(world, 'reconcile');
    expect(result.outcome).toBe('promoted');
    expect(world.endpoints.deployments).toEqual([challengerId]);
  });

  it('roll back as reconciliations what nobody finished by its deadline', async () => {
    const world = canaryWorld();
    await dieAfter(world, 30);
    world.clock.advance(canaryInputs().deadlineMs);
    const { result } = await tickToTheEnd(world, 'reconcile');
    expect(result).toMatchObject({ outcome: 'rolled_back' });
    expect(result.summary).toContain('the deadline of the canary');
    expect(splitNow(world)).toEqual({ [championId]: 100 });
  });
});

describe('a reconciliation', () => {
  const inputs = canaryInputs({ operation: 'reconcile' });

  it('has nothing to do where nothing is under way', async () => {
    const answer = await claimEndpoint(inputs, canaryWorld().context());
    expect(answer).toMatchObject({
      verdict: 'pass',
      summary: 'birds-production: nothing is under way',
    });
  });

  it('leaves a runner that lives alone', async () => {
    const world = canaryWorld();
    await dieAfter(world, 30);
    const generation = world.objects.stored.size;
    const answer = await claimEndpoint(inputs, world.contextOf('runner-2'));
    expect(answer?.summary).toBe('birds-production: runner-1 is at work on it');
    expect(world.objects.stored.size).toBe(generation);
  });
});

describe('a share that a person must approve', () => {
  it('is not given before, while judging goes on', async () => {
    const world = canaryWorld();
    const inputs = canaryInputs({ wait: false, requireApproval: [50, 100] });
    const approval = canaryInputs({ operation: 'approve' });
    const asked: string[] = [];
    let outcome: string | undefined;
    for (let ticks = 0; ticks < 200 && outcome === undefined; ticks += 1) {
      const result = await runCanaryPromote(inputs, world.contextOf(`tick-${ticks}`));
      world.clock.advance(60_000);
      if (result.state === 'done') outcome = result.outcome;
      if (result.state !== 'held') continue;
      asked.push(result.summary);
      // It keeps judging until somebody answers.
      const again = await runCanaryPromote(inputs, world.contextOf(`again-${ticks}`));
      asked.push(again.state);
      await runCanaryPromote(approval, world.contextOf('person'));
    }
    expect(outcome).toBe('promoted');
    expect(asked).toEqual([
      expect.stringContaining('a person must approve 50 %'),
      'held',
      expect.stringContaining('a person must approve 100 %'),
      'held',
    ]);
    expect(splitNow(world)).toEqual({ [challengerId]: 100 });
  });

  it('is waited for by a runner that stays, which rolls back when harm shows meanwhile', async () => {
    let errors = 0.01;
    const world = canaryWorld();
    const metrics = world.metrics;
    const context = world.context();
    const start = world.clock.now();
    const broken: Ports['metrics'] = {
      ...metrics,
      async responses(...args) {
        const counts = await metrics.responses(...args);
        return counts.map((count) => {
          if (count.deployedModelId !== challengerId) return count;
          if (count.start - start < 3_600_000) return count;
          errors = 1;
          return { ...count, responseClass: '5xx' };
        });
      },
    };
    const result = await runCanaryPromote(canaryInputs({ requireApproval: [50] }), {
      ...context,
      ports: { ...context.ports, metrics: broken },
    });
    expect(errors).toBe(1);
    expect(result.outcome).toBe('rolled_back');
    expect(world.host.lines.filter((line) => line.includes('a person must approve'))).toHaveLength(
      1,
    );
  });
});

/** Ports that answer after a few turns of the event loop, so that runners interleave. */
function slowed(ports: Ports, delays: Iterator<number>): Partial<Ports> {
  const slow = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, key) {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]) => {
          for (let turns = Number(delays.next().value); turns > 0; turns -= 1) await undefined;
          return await Reflect.apply(member, target, args);
        };
      },
    });
  return {
    endpoints: slow(ports.endpoints),
    objects: slow(ports.objects),
    models: slow(ports.models),
  };
}
