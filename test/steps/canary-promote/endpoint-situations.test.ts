import { describe, expect, it } from '@jest/globals';
import { openRun } from '../../../src/canary/canary-run.ts';
import { emptyLedger, formatLedger } from '../../../src/canary/ledger.ts';
import { planOf } from '../../../src/steps/canary-promote/inputs.ts';
import { runCanaryPromote } from '../../../src/steps/canary-promote/run.ts';
import {
  canaryInputs,
  canaryWorld,
  championId,
  endpointName,
  ledgerObject,
  model,
  releaseId,
  servingEndpoint,
} from '../../support/canary-world.ts';
import { challengerId, deployedNow, duringSleep, splitNow } from './observation.ts';

describe('an endpoint', () => {
  it('gets its first model with all traffic', async () => {
    const world = canaryWorld({ endpoints: [] });
    const result = await runCanaryPromote(canaryInputs({ createEndpoint: true }), world.context());
    expect(result).toMatchObject({ verdict: 'pass', outcome: 'bootstrapped' });
    expect(splitNow(world)).toEqual({ [challengerId]: 100 });
    expect(world.endpoints.peek(endpointName)?.labels).toMatchObject({
      'managed-by': 'vertex-release',
    });
    expect(world.models.aliasesOf(model)).toEqual({ champion: '4', default: '4' });
    const again = await runCanaryPromote(canaryInputs(), world.context());
    expect(again).toEqual(result);
  });

  it('is not created unless asked for', async () => {
    const world = canaryWorld({ endpoints: [] });
    await expect(runCanaryPromote(canaryInputs(), world.context())).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      mend: expect.stringContaining('create_endpoint: true'),
    });
  });

  it('that serves and is not ours is left alone unless adopted', async () => {
    const world = canaryWorld({ endpoints: [servingEndpoint({ labels: { team: 'birds' } })] });
    await expect(runCanaryPromote(canaryInputs(), world.context())).rejects.toMatchObject({
      code: 'CONFLICT',
      mend: expect.stringContaining('adopt: true'),
    });
    const result = await runCanaryPromote(canaryInputs({ adopt: true }), world.context());
    expect(result.outcome).toBe('promoted');
    expect(world.endpoints.peek(endpointName)?.labels).toEqual({
      team: 'birds',
      'managed-by': 'vertex-release',
      'vertex-release-id': releaseId,
    });
  });

  it('that another release holds is not touched', async () => {
    const world = canaryWorld();
    const { deployed, split } = servingEndpoint();
    const arm = { deployedModelId: championId, model, versionId: '3' };
    const active = openRun({
      releaseId: 'birds-99999999-1',
      champion: arm,
      challenger: { ...arm, deployedModelId: '7002', versionId: '5' },
      recordedSplit: { ...split },
      recordedModels: deployed.map(({ id }) => id),
      plan: planOf(canaryInputs()),
      correlation: { kind: 'unknown', windows: 0 },
      requireApproval: [],
      startedAt: world.clock.now(),
    });
    const ledger = { ...emptyLedger(endpointName), active };
    await world.objects.write(ledgerObject, formatLedger(ledger), 'if_absent');
    await expect(runCanaryPromote(canaryInputs(), world.context())).rejects.toMatchObject({
      code: 'CONFLICT',
      exitCode: 5,
      message: 'release birds-99999999-1 holds endpoint birds-production',
    });
    expect(world.endpoints.deployments).toEqual([]);
  });

  it('that already serves the version needs nothing', async () => {
    const { deployed } = servingEndpoint();
    const served = deployed.map((one) => ({ ...one, modelVersionId: '4' }));
    const world = canaryWorld({ endpoints: [servingEndpoint({ deployed: served })] });
    const result = await runCanaryPromote(canaryInputs(), world.context());
    expect(result).toMatchObject({ verdict: 'pass', outcome: 'promoted' });
    expect(result.summary).toBe('birds-production already serves birds@4');
    expect(world.endpoints.splits).toHaveLength(1);
  });

  it('whose champion has too little to share is refused', async () => {
    const other = { id: '7009', model, modelVersionId: '1', displayName: 'other' };
    const { deployed } = servingEndpoint();
    const split = { [championId]: 1, '7009': 1, '7010': 98 };
    const endpoint = servingEndpoint({ split, deployed: [...deployed, other] });
    const world = canaryWorld({ endpoints: [{ ...endpoint, split: { [championId]: 100 } }] });
    world.endpoints.meddle(endpointName, { split: { '7009': 100 } });
    // 7009 is champion now, with everything: no refusal; with 1 % there is nothing to compare.
    world.endpoints.meddle(endpointName, {
      split: Object.fromEntries(Array.from({ length: 100 }, (_, i) => [String(8000 + i), 1])),
      deployed: Array.from({ length: 100 }, (_, i) => ({ ...other, id: String(8000 + i) })),
    });
    await expect(runCanaryPromote(canaryInputs(), world.context())).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringContaining('nothing would be left to compare with'),
    });
    expect(world.endpoints.deployments).toEqual([]);
  });
});

describe('an endpoint that somebody else changes', () => {
  it('holds the canary until it is as it was', async () => {
    const world = canaryWorld();
    const foreign = { [championId]: 95, [challengerId]: 5 };
    const context = duringSleep(world, 4, () =>
      world.endpoints.meddle(endpointName, { split: foreign }),
    );
    const held = await runCanaryPromote(canaryInputs(), context);
    expect(held).toMatchObject({ state: 'held', outcome: 'held' });
    expect(held.summary).toContain(
      `somebody else changed the endpoint: its traffic split went ${challengerId} 10→5, 7001 90→95`,
    );
    expect(splitNow(world)).toEqual(foreign);

    world.endpoints.meddle(endpointName, { split: { [championId]: 90, [challengerId]: 10 } });
    const result = await runCanaryPromote(canaryInputs(), world.context());
    expect(result.outcome).toBe('promoted');
  });

  it('is given back as recorded when a person rolls back', async () => {
    const world = canaryWorld();
    const context = duringSleep(world, 4, () =>
      world.endpoints.meddle(endpointName, { split: { [challengerId]: 100 } }),
    );
    await runCanaryPromote(canaryInputs(), context);
    await runCanaryPromote(canaryInputs({ operation: 'roll_back' }), world.context());
    expect(splitNow(world)).toEqual({ [championId]: 100 });
    expect(deployedNow(world)).toEqual([championId]);
  });

  it('is read again when its etag is stale', async () => {
    const world = canaryWorld();
    const context = world.context();
    const { endpoints } = context.ports;
    let tries = 0;
    const meddled = {
      ...endpoints,
      async update(...args: Parameters<typeof endpoints.update>) {
        tries += 1;
        if (tries === 1) world.endpoints.meddle(endpointName, { labels: servingEndpoint().labels });
        return await endpoints.update(...args);
      },
    };
    const ports = { ...context.ports, endpoints: meddled };
    const result = await runCanaryPromote(canaryInputs(), { ...context, ports });
    expect(result.outcome).toBe('promoted');
    // Three shifts, the first of them twice, and the labels of the canary at the end.
    expect(tries).toBe(5);
    expect(world.host.lines).toContain(
      '! endpoint birds-production was changed meanwhile: reading it again',
    );
  });

  it('is called a conflict when it never stays still', async () => {
    const world = canaryWorld();
    const context = world.context();
    const { endpoints } = context.ports;
    const meddled = {
      ...endpoints,
      async update(...args: Parameters<typeof endpoints.update>) {
        world.endpoints.meddle(endpointName, { labels: servingEndpoint().labels });
        return await endpoints.update(...args);
      },
    };
    const ports = { ...context.ports, endpoints: meddled };
    const run = runCanaryPromote(canaryInputs(), { ...context, ports });
    await expect(run).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(splitNow(world)).toEqual({ [championId]: 100 });
  });
});
