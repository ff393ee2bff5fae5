import { describe, expect, it } from '@jest/globals';
import { ReleaseError } from '../../../src/errors/error.ts';
import type { StepContext } from '../../../src/ports/ports.ts';
import { runCanaryPromote } from '../../../src/steps/canary-promote/run.ts';
import {
  canaryInputs,
  type CanaryWorld,
  canaryWorld,
  championId,
  endpointName,
  model,
  servingEndpoint,
} from '../../support/canary-world.ts';
import { challengerId, deployedNow, splitNow } from './observation.ts';

const rollBack = canaryInputs({ operation: 'roll_back' });

describe('a person who asks for a roll back', () => {
  it('gets it again when somebody gave the challenger traffic after the first', async () => {
    const world = canaryWorld({ challengerErrors: 0.2 });
    const { ports, ...rest } = world.context();
    const models = {
      ...ports.models,
      async changeAliases(...args: Parameters<typeof ports.models.changeAliases>) {
        world.endpoints.meddle(endpointName, { split: { [championId]: 40, [challengerId]: 60 } });
        return await ports.models.changeAliases(...args);
      },
    };
    const held = await runCanaryPromote(canaryInputs(), { ...rest, ports: { ...ports, models } });
    expect(held).toMatchObject({ state: 'held' });
    expect(held.summary).toContain('was given traffic after the roll back');
    expect(await runCanaryPromote(rollBack, world.context())).toMatchObject({
      outcome: 'rolled_back',
    });
    expect(splitNow(world)).toEqual({ [championId]: 100 });
    expect(deployedNow(world)).toEqual([championId]);
  });
});

describe('a runner whose run another one took over', () => {
  it('does not tell of a promotion when the deployment failed', async () => {
    const world = canaryWorld();
    world.endpoints.failDeploymentsOf(`${model}@4`);
    const { ports, ...rest } = world.context();
    const promotion = canaryInputs({ operation: 'promote' });
    let others = 0;
    const endpoints = {
      ...ports.endpoints,
      async awaitChange(...args: Parameters<typeof ports.endpoints.awaitChange>) {
        others += 1;
        const other = runCanaryPromote(promotion, world.contextOf('runner-2'));
        await expect(other).rejects.toMatchObject({ code: 'OPERATION_FAILED' });
        await ports.endpoints.awaitChange(...args);
      },
    };
    const run = runCanaryPromote(canaryInputs(), { ...rest, ports: { ...ports, endpoints } });
    await expect(run).rejects.toMatchObject({ code: 'OPERATION_FAILED' });
    expect(others).toBe(1);
  });
});

describe('a deployment whose answer is lost', () => {
  const silences = ['API_UNAVAILABLE', 'DEADLINE_EXCEEDED', 'HOST_UNREACHABLE'] as const;

  /** The first call to deploy ends in this error, with its effect or without. */
  function silent(world: CanaryWorld, code: (typeof silences)[number], effect: 'begun' | 'none') {
    const { ports, ...rest } = world.context();
    let calls = 0;
    const endpoints = {
      ...ports.endpoints,
      async startDeploy(...args: Parameters<typeof ports.endpoints.startDeploy>) {
        calls += 1;
        if (calls > 1) return await ports.endpoints.startDeploy(...args);
        if (effect === 'begun') await ports.endpoints.startDeploy(...args);
        throw new ReleaseError(code, 'DeployModel: no answer');
      },
    };
    return { ...rest, ports: { ...ports, endpoints } } satisfies StepContext;
  }

  const cases = silences.flatMap((code) => [
    { code, effect: 'begun' as const },
    { code, effect: 'none' as const },
  ]);

  it.each(cases)('$code, $effect, is looked for before the run is given up', async (silence) => {
    const world = canaryWorld();
    const context = silent(world, silence.code, silence.effect);
    expect(await runCanaryPromote(canaryInputs(), context)).toMatchObject({ outcome: 'promoted' });
    expect(world.endpoints.deployments).toEqual([challengerId]);
  });

  it.each(cases)('$code, $effect, of a first model is looked for too', async (silence) => {
    const empty = servingEndpoint({ split: {}, deployed: [] });
    const world = canaryWorld({ endpoints: [empty] });
    const context = silent(world, silence.code, silence.effect);
    expect(await runCanaryPromote(canaryInputs(), context)).toMatchObject({
      outcome: 'bootstrapped',
    });
    expect(world.endpoints.deployments).toEqual([challengerId]);
  });
});

describe('an outage while the challenger is rolled back', () => {
  /** The split cannot be set so many times. */
  function failing(world: CanaryWorld, times: number, code: 'API_FAILED' | 'PERMISSION_DENIED') {
    const { ports, ...rest } = world.context();
    let failures = 0;
    const endpoints = {
      ...ports.endpoints,
      async update(...args: Parameters<typeof ports.endpoints.update>) {
        const isRestored = args[1].split?.[championId] === 100;
        if (isRestored && failures < times) {
          failures += 1;
          throw new ReleaseError(code, 'UpdateEndpoint: it did not work');
        }
        return await ports.endpoints.update(...args);
      },
    };
    return { ...rest, ports: { ...ports, endpoints } } satisfies StepContext;
  }

  it('is borne for a while', async () => {
    const world = canaryWorld({ challengerErrors: 0.2 });
    const result = await runCanaryPromote(canaryInputs(), failing(world, 4, 'API_FAILED'));
    expect(result.outcome).toBe('rolled_back');
    expect(splitNow(world)).toEqual({ [championId]: 100 });
  });

  it.each([
    { code: 'API_FAILED', times: 1_000 },
    { code: 'PERMISSION_DENIED', times: 1 },
  ] as const)('ends the run when it lasts or waiting does not help: $code', async (outage) => {
    const world = canaryWorld({ challengerErrors: 0.2 });
    const run = runCanaryPromote(canaryInputs(), failing(world, outage.times, outage.code));
    await expect(run).rejects.toMatchObject({ code: outage.code });
    expect(await runCanaryPromote(canaryInputs(), world.context())).toMatchObject({
      outcome: 'rolled_back',
    });
  });
});
