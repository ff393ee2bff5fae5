import { describe, expect, it } from '@jest/globals';
import { exitCodeOf } from '../../../src/release/step-result.ts';
import { runCanaryPromote } from '../../../src/steps/canary-promote/run.ts';
import {
  canaryInputs,
  canaryWorld,
  championId,
  model,
  releaseId,
  servingEndpoint,
} from '../../support/canary-world.ts';
import { challengerId, deployedNow, ledgerOf, splitNow } from './observation.ts';

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
      'the champion answers 1 200 requests a window, of which 1 % fail',
      expect.stringMatching(/^10 %: 120 requests a window; sees ×2 in \d+m, ×5 in .*, ×10 in /),
      expect.stringMatching(/^50 %: 600 requests a window; sees /),
      `endpoint birds-production: deploy birds@4 as ${challengerId} on 1 to 2 × n1-standard-2, without traffic`,
      `endpoint birds-production: ${challengerId} 0→10, 7001 100→90`,
      expect.stringMatching(
        /^at 10 %: challenger 24\/120 errors \(and 1 client errors\), champion 11\/1 080 errors \(and 11 client errors\); evidence \d+ % of the limit \(p 0.01\); roll back: the challenger fails more often/,
      ),
      expect.stringMatching(
        /^! roll back: the challenger fails more often: 20 % of its requests failed, .* evidence [\d.]+ reached/,
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
      problems: [{ where: 'steps' }, { where: 'alpha' }, { where: 'bucket' }],
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
