import { describe, expect, it } from '@jest/globals';
import { exitCodeOf, type StepResult } from '../../../src/release/step-result.ts';
import { runCanaryPromote } from '../../../src/steps/canary-promote/run.ts';
import {
  canaryInputs,
  canaryWorld,
  championId,
  endpointName,
  model,
  releaseId,
  servingEndpoint,
} from '../../support/canary-world.ts';
import { challengerId, deployedNow, duringSleep, ledgerOf, splitNow } from './observation.ts';

describe('a canary that lacks evidence', () => {
  it('is held, and rolled back or promoted when a person says so', async () => {
    const world = canaryWorld({ requestsPerMs: 0 });
    const held = await runCanaryPromote(canaryInputs(), world.context());
    expect(held).toMatchObject({ verdict: 'inconclusive', state: 'held', outcome: 'held' });
    expect(exitCodeOf(held)).toBe(6);
    expect(held.summary).toContain('the challenger served requests in 0 of 3 windows needed');
    expect(held.summary).toContain('windows have no metrics, which is no evidence');
    expect(splitNow(world)).toEqual({ [championId]: 90, [challengerId]: 10 });

    const rollBack = canaryInputs({ operation: 'roll_back' });
    const ended = await runCanaryPromote(rollBack, world.context());
    expect(ended).toMatchObject({ verdict: 'pass', outcome: 'rolled_back' });
    expect(ended.summary).toContain('a person asked to roll back');
    expect(splitNow(world)).toEqual({ [championId]: 100 });
  });

  it('follows the policy', async () => {
    const inputs = canaryInputs({ onInconclusive: 'roll_back' });
    const world = canaryWorld({ requestsPerMs: 0 });
    const result = await runCanaryPromote(inputs, world.context());
    expect(result).toMatchObject({ verdict: 'fail', outcome: 'rolled_back' });
    expect(result.summary).toContain('the longest bake, 30m, is over');
  });

  it('waits for metrics that cannot be read, and says so once', async () => {
    const world = canaryWorld();
    world.metrics.setUnreadable(true);
    const context = duringSleep(world, 12, () => world.metrics.setUnreadable(false));
    const result = await runCanaryPromote(canaryInputs(), context);
    expect(result.outcome).toBe('promoted');
    const warnings = world.host.lines.filter((line) => line.startsWith('! metrics'));
    expect(warnings).toHaveLength(1);
    expect(result.evidence?.['correlation']).toEqual({ kind: 'unknown', windows: 0 });
  });

  it('takes lost windows for no evidence', async () => {
    const world = canaryWorld();
    const start = world.clock.now();
    world.metrics.loseData(start, start + 5 * 60_000);
    const result = await runCanaryPromote(canaryInputs(), world.context());
    expect(result.outcome).toBe('promoted');
    expect(result.evidence?.['final']).toMatchObject({ missingWindows: 4 });
  });
});

describe('a person', () => {
  it('promotes without waiting', async () => {
    const world = canaryWorld();
    let promoted: StepResult | undefined;
    const context = duringSleep(world, 3, async () => {
      promoted = await runCanaryPromote(canaryInputs({ operation: 'promote' }), world.context());
    });
    const result = await runCanaryPromote(canaryInputs(), context);
    expect(promoted).toMatchObject({ outcome: 'promoted' });
    expect(promoted?.summary).toContain('a person asked to promote');
    expect(result).toEqual(promoted);
    expect(world.endpoints.splits.map(({ split }) => split[challengerId] ?? 0)).toEqual([
      0, 10, 100,
    ]);
  });

  it('rolls back beside a runner that waits, and that runner tells so', async () => {
    const world = canaryWorld();
    const context = duringSleep(world, 3, () =>
      runCanaryPromote(canaryInputs({ operation: 'roll_back' }), world.context()),
    );
    const result = await runCanaryPromote(canaryInputs(), context);
    expect(result).toMatchObject({ verdict: 'fail', outcome: 'rolled_back' });
    expect(splitNow(world)).toEqual({ [championId]: 100 });
  });

  it('rolls back while the other runner reads metrics, and both agree', async () => {
    const world = canaryWorld();
    const context = world.context();
    let reads = 0;
    const metrics = {
      ...world.metrics,
      async responses(...args: Parameters<typeof world.metrics.responses>) {
        reads += 1;
        if (reads === 3) {
          await runCanaryPromote(canaryInputs({ operation: 'roll_back' }), world.context());
        }
        return await world.metrics.responses(...args);
      },
    };
    const ports = { ...context.ports, metrics };
    const result = await runCanaryPromote(canaryInputs(), { ...context, ports });
    expect(result).toMatchObject({ verdict: 'fail', outcome: 'rolled_back' });
    expect(splitNow(world)).toEqual({ [championId]: 100 });
  });

  it('rolls back a promotion while the old champion is kept', async () => {
    const world = canaryWorld();
    let atAll = 0;
    const context = world.context();
    const clock = {
      now: () => world.clock.now(),
      async sleep(ms: number, signal?: AbortSignal) {
        if (splitNow(world)?.[challengerId] === 100) atAll += 1;
        if (atAll === 1) {
          atAll += 1;
          await runCanaryPromote(canaryInputs({ operation: 'roll_back' }), world.context());
        }
        await world.clock.sleep(ms, signal);
      },
    };
    const ports = { ...context.ports, clock };
    const result = await runCanaryPromote(canaryInputs(), { ...context, ports });
    expect(result.outcome).toBe('rolled_back');
    expect(splitNow(world)).toEqual({ [championId]: 100 });
    expect(world.models.aliasesOf(model)).toEqual({ champion: '3', default: '3' });
  });

  it('rolls back to a former champion that is still deployed', async () => {
    const world = canaryWorld();
    await runCanaryPromote(canaryInputs(), world.context());
    const { deployed } = servingEndpoint();
    const now = world.endpoints.peek(endpointName)?.deployed ?? [];
    world.endpoints.meddle(endpointName, { deployed: [...now, ...deployed] });
    const rollBack = canaryInputs({ operation: 'roll_back' });
    const result = await runCanaryPromote(rollBack, world.context());
    expect(result).toMatchObject({ verdict: 'pass', outcome: 'rolled_back' });
    expect(splitNow(world)).toEqual({ [championId]: 100 });
    expect(deployedNow(world)).toEqual([championId]);
    expect(world.models.aliasesOf(model)).toEqual({ champion: '3', default: '3' });
  });

  it('is told when there is no way back', async () => {
    const world = canaryWorld();
    await runCanaryPromote(canaryInputs(), world.context());
    const run = runCanaryPromote(canaryInputs({ operation: 'roll_back' }), world.context());
    await expect(run).rejects.toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
      message: expect.stringContaining('birds@3, is not deployed on birds-production any more'),
    });
  });

  it('cannot promote what was not begun', async () => {
    const world = canaryWorld();
    const run = runCanaryPromote(canaryInputs({ operation: 'promote' }), world.context());
    await expect(run).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('who cancels leaves a declared split and is told how to go on', async () => {
    const world = canaryWorld();
    const controller = new AbortController();
    const context = {
      ...duringSleep(world, 4, () => controller.abort()),
      signal: controller.signal,
    };
    await expect(runCanaryPromote(canaryInputs(), context)).rejects.toMatchObject({
      code: 'CANCELLED',
      exitCode: 130,
      message: `cancelled: birds-production stays at ${challengerId} 10 %, 7001 90 %, release ${releaseId} holds it`,
    });
    const result = await runCanaryPromote(canaryInputs(), world.context());
    expect(result.outcome).toBe('promoted');
  });

  it('who cancels when harm was just found does not leave the challenger serving', async () => {
    const world = canaryWorld({ challengerErrors: 0.2 });
    const controller = new AbortController();
    const context = world.context(controller.signal);
    const metrics = {
      ...world.metrics,
      async responses(...args: Parameters<typeof world.metrics.responses>) {
        if (splitNow(world)?.[challengerId] !== undefined) controller.abort();
        return await world.metrics.responses(...args);
      },
    };
    const ports = { ...context.ports, metrics };
    const run = runCanaryPromote(canaryInputs(), { ...context, ports });
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(splitNow(world)).toEqual({ [championId]: 100 });
    const result = await runCanaryPromote(canaryInputs(), world.context());
    expect(result.outcome).toBe('rolled_back');
    expect(deployedNow(world)).toEqual([championId]);
  });
});

describe('a canary whose split is not honoured', () => {
  it('is held, and goes on when a person accepts that', async () => {
    const world = canaryWorld();
    let mendedAt = Infinity;
    // Until it is mended a caller keeps to the champion: the challenger gets a tenth of its share.
    const metrics = {
      ...world.metrics,
      async responses(...args: Parameters<typeof world.metrics.responses>) {
        const counts = await world.metrics.responses(...args);
        return counts.map((count) =>
          count.deployedModelId === challengerId && count.start < mendedAt
            ? { ...count, count: Math.ceil(count.count / 10) }
            : count,
        );
      },
    };
    const held = await runCanaryPromote(canaryInputs(), world.contextOf('one', { metrics }));
    expect(held).toMatchObject({ state: 'held' });
    expect(held.summary).toContain('split');
    mendedAt = (ledgerOf(world).active?.windows.at(-1)?.start ?? 0) + 60_000;
    const resume = canaryInputs({ operation: 'resume' });
    const resumed = await runCanaryPromote(resume, world.contextOf('two', { metrics }));
    expect(resumed.outcome).toBe('promoted');
  });
});
