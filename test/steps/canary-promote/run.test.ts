import { describe, expect, it } from '@jest/globals';
import { emptyLedger, formatLedger, parseLedger } from '../../../src/canary/ledger.ts';
import { openRun } from '../../../src/canary/canary-run.ts';
import type { StepContext } from '../../../src/ports/ports.ts';
import { exitCodeOf, type StepResult } from '../../../src/release/step-result.ts';
import { planOf } from '../../../src/steps/canary-promote/inputs.ts';
import { runCanaryPromote } from '../../../src/steps/canary-promote/run.ts';
import {
  canaryInputs,
  type CanaryWorld,
  canaryWorld,
  championId,
  endpointName,
  ledgerObject,
  model,
  releaseId,
  servingEndpoint,
} from '../../support/canary-world.ts';
import { deployedModelIdOf } from '../../../src/vertex/deployed-model-id.ts';

const challengerId = deployedModelIdOf(releaseId, 'birds-production');

function splitNow(world: CanaryWorld) {
  return world.endpoints.peek(endpointName)?.split;
}

function deployedNow(world: CanaryWorld) {
  return world.endpoints.peek(endpointName)?.deployed.map(({ id }) => id);
}

function ledgerOf(world: CanaryWorld) {
  return parseLedger(world.objects.stored.get(ledgerObject)?.text ?? '', ledgerObject);
}

/** The context with something that happens once, during the nth sleep. */
function duringSleep(world: CanaryWorld, nth: number, happen: () => unknown): StepContext {
  const context = world.context();
  let sleeps = 0;
  const clock = {
    now: () => world.clock.now(),
    async sleep(ms: number, signal?: AbortSignal) {
      sleeps += 1;
      if (sleeps === nth) await happen();
      await world.clock.sleep(ms, signal);
    },
  };
  return { ...context, ports: { ...context.ports, clock } };
}

describe('a canary', () => {
  it('promotes a healthy challenger', async () => {
    const world = canaryWorld();
    const result = await runCanaryPromote(canaryInputs(), world.context());
    expect(result).toMatchObject({ verdict: 'pass', state: 'done', outcome: 'promoted' });
    expect(exitCodeOf(result)).toBe(0);
    expect(world.endpoints.splits.map(({ split }) => split)).toEqual([
      { [championId]: 100 },
      { [championId]: 90, [challengerId]: 10 },
      { [championId]: 50, [challengerId]: 50 },
      { [challengerId]: 100 },
    ]);
    expect(deployedNow(world)).toEqual([challengerId]);
    expect(world.models.aliasesOf(model)).toEqual({ champion: '4', default: '4' });
    expect(result.outputs).toMatchObject({
      decision: 'advance',
      champion_version: `${model}@4`,
      challenger_version: `${model}@4`,
      traffic_split: JSON.stringify({ [challengerId]: 100 }),
      previous_split: JSON.stringify({ [championId]: 100 }),
      deployed_model_id: challengerId,
    });
    expect(ledgerOf(world).active).toBeUndefined();
  });

  it('tells what it does as an operator would', async () => {
    const world = canaryWorld({ challengerErrors: 0.2, clientErrorRate: 0.01 });
    await runCanaryPromote(canaryInputs(), world.context());
    const told = world.host.lines.filter((line) => !line.startsWith('…'));
    expect(told).toEqual([
      `# Canary of ${releaseId} on birds-production`,
      `champion birds@3 is 7001, challenger birds@4 will be ${challengerId}`,
      '1440 past windows of the champion show no correlation between requests',
      `endpoint birds-production: deploy birds@4 as ${challengerId} on 1 to 2 × n1-standard-2, without traffic`,
      `endpoint birds-production: ${challengerId} 0→10, 7001 100→90`,
      expect.stringMatching(
        /^at 10 %: challenger 24\/120 errors \(and 1 client errors\), champion 11\/1 080 errors \(and 11 client errors\); evidence \d+ % of the limit \(p 0.01\); roll back: the challenger fails more often/,
      ),
      expect.stringMatching(
        /^! roll back: the challenger fails more often: evidence [\d.]+ reached/,
      ),
      `endpoint birds-production: ${challengerId} 10→0, 7001 90→100`,
      'model birds@4: aliases -challenger',
      `endpoint birds-production: undeploy ${challengerId}`,
    ]);
  });

  it('rolls a faulty challenger back to the recorded split', async () => {
    const other = { id: '7009', model, modelVersionId: '1', displayName: 'other' };
    const { deployed } = servingEndpoint();
    const recorded = { [championId]: 60, '7009': 40 };
    const endpoint = servingEndpoint({ split: recorded, deployed: [...deployed, other] });
    const world = canaryWorld({ endpoints: [endpoint], challengerErrors: 0.2 });
    const result = await runCanaryPromote(canaryInputs(), world.context());
    expect(result).toMatchObject({ verdict: 'fail', state: 'done', outcome: 'rolled_back' });
    expect(exitCodeOf(result)).toBe(1);
    expect(splitNow(world)).toEqual(recorded);
    expect(deployedNow(world)).toEqual([championId, '7009']);
    expect(world.models.aliasesOf(model)).toEqual({ champion: '3', default: '3' });
    expect(result.outputs['champion_version']).toBe(`${model}@3`);
    expect(result.outputs['exposed_requests']).toBeGreaterThan(0);
  });

  it('answers the same when it is run again after its end', async () => {
    const world = canaryWorld({ challengerErrors: 0.2 });
    const result = await runCanaryPromote(canaryInputs(), world.context());
    expect(await runCanaryPromote(canaryInputs(), world.context())).toEqual(result);
    expect(world.endpoints.deployments).toHaveLength(1);
  });

  it('leaves `default` where it is when told so', async () => {
    const world = canaryWorld();
    await runCanaryPromote(canaryInputs({ moveDefault: false }), world.context());
    expect(world.models.aliasesOf(model)).toEqual({ champion: '4', default: '3' });
  });
});

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
    expect(ended).toMatchObject({ verdict: 'fail', outcome: 'rolled_back' });
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
      async setSplit(...args: Parameters<typeof endpoints.setSplit>) {
        tries += 1;
        if (tries === 1) world.endpoints.meddle(endpointName, { labels: servingEndpoint().labels });
        return await endpoints.setSplit(...args);
      },
    };
    const ports = { ...context.ports, endpoints: meddled };
    const result = await runCanaryPromote(canaryInputs(), { ...context, ports });
    expect(result.outcome).toBe('promoted');
    expect(tries).toBe(4);
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
      async setSplit(...args: Parameters<typeof endpoints.setSplit>) {
        world.endpoints.meddle(endpointName, { labels: servingEndpoint().labels });
        return await endpoints.setSplit(...args);
      },
    };
    const ports = { ...context.ports, endpoints: meddled };
    const run = runCanaryPromote(canaryInputs(), { ...context, ports });
    await expect(run).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(splitNow(world)).toEqual({ [championId]: 100 });
  });
});

describe('a deployment', () => {
  it('that fails ends the run and frees the endpoint', async () => {
    const world = canaryWorld();
    world.endpoints.failDeploymentsOf(`${model}@4`);
    const run = runCanaryPromote(canaryInputs(), world.context());
    await expect(run).rejects.toMatchObject({ code: 'OPERATION_FAILED' });
    expect(splitNow(world)).toEqual({ [championId]: 100 });
    const ledger = ledgerOf(world);
    expect(ledger.active).toBeUndefined();
    expect(ledger.finished).toMatchObject([{ outcome: 'failed' }]);
  });

  it('that takes too long is picked up by the next run', async () => {
    const world = canaryWorld({ operationMs: 600_000 });
    const hasty = canaryInputs({ deployTimeoutMs: 60_000 });
    const run = runCanaryPromote(hasty, world.context());
    await expect(run).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    const result = await runCanaryPromote(canaryInputs(), world.context());
    expect(result.outcome).toBe('promoted');
    expect(world.endpoints.deployments).toEqual([challengerId]);
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
    expect(result).toMatchObject({ verdict: 'fail', outcome: 'rolled_back' });
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
});

describe('a dry run', () => {
  it('names the release that holds the endpoint', async () => {
    const world = canaryWorld({ requestsPerMs: 0 });
    await runCanaryPromote(canaryInputs(), world.context());
    const other = { ...world.journal.record, releaseId: 'birds-77777777-1' };
    const context = { ...world.context(), journal: { ...world.journal, record: other } };
    await runCanaryPromote(canaryInputs({ dryRun: true }), context);
    expect(world.host.lines.join('\n')).toContain(`release ${releaseId} holds birds-production`);
  });

  it('tells the plan and changes nothing', async () => {
    const world = canaryWorld();
    const result = await runCanaryPromote(canaryInputs({ dryRun: true }), world.context());
    expect(result).toMatchObject({ verdict: 'pass', state: 'planned', outputs: {} });
    expect(result.summary).toBe('would try birds@4 against birds@3 on birds-production');
    expect(world.objects.stored.size).toBe(0);
    expect(world.endpoints.deployments).toEqual([]);
    const told = world.host.lines.join('\n');
    expect(told).toContain(`10 %: endpoint birds-production: ${challengerId} 0→10, 7001 100→90`);
    expect(told).toMatch(/bakes 5m to 30m, 3 windows of 1m; finds an error rate [\d.]+ times/);
    expect(told).toContain('rolled back with probability 0.01 at most');
  });

  it('of a first release names the endpoint it would make', async () => {
    const world = canaryWorld({ endpoints: [] });
    const inputs = canaryInputs({ dryRun: true, createEndpoint: true });
    const result = await runCanaryPromote(inputs, world.context());
    expect(result.summary).toBe('would create birds-production with birds@4 as its first model');
  });
});

describe('inputs', () => {
  it('have no windows under a minute but on the embedded Vertex', async () => {
    const inputs = canaryInputs({ windowMs: 1_000 });
    await expect(runCanaryPromote(inputs, canaryWorld().context())).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      problems: [{ where: 'window' }],
    });
    const emulated = canaryWorld({ emulated: true });
    const result = await runCanaryPromote(inputs, emulated.context());
    expect(result.outcome).toBe('promoted');
  });

  it('are refused with everything that is wrong', async () => {
    const inputs = canaryInputs({ bucket: undefined, steps: [50], alpha: 1 });
    await expect(runCanaryPromote(inputs, canaryWorld().context())).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      problems: [{ where: 'steps' }, { where: 'steps' }, { where: 'alpha' }, { where: 'bucket' }],
    });
  });

  it('need a version that register let through, on the real Vertex AI', async () => {
    const world = canaryWorld();
    const context = world.context();
    const { record } = world.journal;
    const without = { ...context, journal: { ...world.journal, record: { ...record, steps: {} } } };
    await expect(runCanaryPromote(canaryInputs(), without)).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      mend: expect.stringContaining('Run register first'),
    });
    const emulated = { ...world.journal, record: { ...record, emulated: true } };
    await expect(
      runCanaryPromote(canaryInputs(), { ...context, journal: emulated }),
    ).rejects.toMatchObject({ message: `${releaseId} ran on the embedded Vertex` });
  });
});
