import { describe, expect, it } from '@jest/globals';
import { runCanaryPromote } from '../../../src/steps/canary-promote/run.ts';
import { predictionsIn } from '../../../src/steps/canary-promote/watch-predictions.ts';
import { canaryInputs, canaryWorld, championId } from '../../support/canary-world.ts';
import { fakeWarehouse } from '../../support/fake-warehouse.ts';
import { ledgerOf } from './observation.ts';

const table = 'acme-ml.logs.request_response_logging';
const usual = { none: 0.7, minor: 0.2, severe: 0.1 };
const shifted = { none: 0.1, minor: 0.2, severe: 0.7 };

function worldOf(challenger: Record<string, number>) {
  const world = canaryWorld();
  const warehouse = fakeWarehouse({
    splits: world.endpoints.splits,
    requestsPerMs: 0.02,
    predicts: (id) => (id === championId ? usual : challenger),
  });
  const context = () => {
    const { ports, ...rest } = world.context();
    return { ...rest, ports: { ...ports, warehouse } };
  };
  return { ...world, warehouse, context };
}

const reporting = canaryInputs({ drift: 'report', driftTable: table });
const holding = canaryInputs({ drift: 'hold', driftTable: table });

const outages = (lines: readonly string[]) =>
  lines.filter((line) => line.includes('predictions could not be read'));

describe('a canary whose predictions are compared', () => {
  it('is promoted without a remark when the arms predict alike', async () => {
    const world = worldOf(usual);
    const result = await runCanaryPromote(holding, world.context());
    expect(result.outcome).toBe('promoted');
    expect(JSON.stringify(result.evidence)).not.toContain('predicts otherwise');
    expect(world.host.lines).toContain('predictions are compared by 3 labels');
  });

  it('tells a difference and goes on', async () => {
    const world = worldOf(shifted);
    const result = await runCanaryPromote(reporting, world.context());
    expect(result.outcome).toBe('promoted');
    expect(JSON.stringify(result.evidence)).toContain('the challenger predicts otherwise');
  });

  it('is held by a difference where it should be, until a person goes on', async () => {
    const world = worldOf(shifted);
    const held = await runCanaryPromote(holding, world.context());
    expect(held).toMatchObject({
      outcome: 'held',
      verdict: 'inconclusive',
      summary: expect.stringMatching(/predicts otherwise .* operation: resume accepts that/),
    });
    expect(await runCanaryPromote(holding, world.context())).toMatchObject({ outcome: 'held' });
    const resumed = { ...holding, operation: 'resume' as const };
    const result = await runCanaryPromote(resumed, world.context());
    expect(result.outcome).toBe('promoted');
    expect(world.host.lines).toContain('that the challenger predicts otherwise is accepted');
  });

  it('counts both arms in windows of the log, by what the champion predicted before them', async () => {
    const world = worldOf(shifted);
    await runCanaryPromote(holding, world.context());
    const { drift, windows } = ledgerOf(world).active ?? {};
    expect(drift?.categories).toEqual({ kind: 'labels', labels: ['none', 'minor', 'severe'] });
    const sum = (counts: readonly number[] = []) => counts.reduce((a, b) => a + b, 0);
    // 0.02 requests a ms, 10 % of them the challenger's.
    expect(sum(drift?.state.challenger)).toBe(120 * (windows?.length ?? 0));
    expect(sum(drift?.state.champion)).toBe(1080 * (windows?.length ?? 0));
    const [past, first] = world.warehouse.queries.map(({ parameters }) => parameters);
    expect(past?.['to_ms']).toEqual({ type: 'INT64', value: windows?.[0]?.start });
    expect(past?.['models']).toMatchObject({ values: [championId] });
    expect(first?.['from_ms']).toEqual({ type: 'INT64', value: windows?.[0]?.start });
  });

  it('learns nothing from windows without rows', async () => {
    const world = worldOf(shifted);
    world.warehouse.stopLogging(world.clock.now());
    const result = await runCanaryPromote(holding, world.context());
    expect(result.outcome).toBe('promoted');
    expect(JSON.stringify(result.evidence)).not.toContain('predicts otherwise');
    expect(outages(world.host.lines)).toEqual([]);
  });

  it('goes on when the table cannot be read, and tells it once', async () => {
    const world = worldOf(shifted);
    world.warehouse.setUnreadable(true);
    const result = await runCanaryPromote(holding, world.context());
    expect(result.outcome).toBe('promoted');
    expect(outages(world.host.lines)).toHaveLength(1);
  });

  it('does not ask the table once harm is proved', async () => {
    const broken = canaryWorld({ challengerErrors: 0.9 });
    const warehouse = fakeWarehouse({
      splits: broken.endpoints.splits,
      requestsPerMs: 0.02,
      predicts: () => usual,
    });
    const context = broken.contextOf('runner-1', { warehouse });
    const result = await runCanaryPromote(holding, context);
    expect(result.outcome).toBe('rolled_back');
    expect(warehouse.queries).toEqual([]);
  });

  it('never asks the table where predictions are not compared', async () => {
    const world = worldOf(shifted);
    const result = await runCanaryPromote(canaryInputs(), world.context());
    expect(result.outcome).toBe('promoted');
    expect(world.warehouse.queries).toEqual([]);
  });
});

describe('a dry run', () => {
  const dryRun = { ...reporting, dryRun: true };

  it('says what predictions would be compared by', async () => {
    const world = worldOf(usual);
    await runCanaryPromote(dryRun, world.context());
    expect(world.host.lines).toContain('predictions would be compared by 3 labels');
  });

  it('refuses a table that cannot be read', async () => {
    const world = worldOf(usual);
    world.warehouse.setUnreadable(true);
    await expect(runCanaryPromote(dryRun, world.context())).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      problems: [{ where: 'drift_table', found: 'no such table' }],
    });
  });

  it('warns of a log that has too little to compare by', async () => {
    const world = worldOf(usual);
    world.warehouse.stopLogging(0);
    await runCanaryPromote(dryRun, world.context());
    expect(world.host.lines).toContainEqual(
      expect.stringContaining('0 of the champion are logged'),
    );
  });
});

describe('predictionsIn', () => {
  const arms = {
    champion: { deployedModelId: '71', model: 'm', versionId: '3' },
    challenger: { deployedModelId: '72', model: 'm', versionId: '4' },
  };
  const windows = [0, 60].map((start, index) => ({ step: 0, index, start }));
  const categories = { kind: 'numbers' as const, edges: [1] };

  it('has every category of every window, and nothing of others', () => {
    const counts = [
      { deployedModelId: '71', start: 0, category: 0, count: 9 },
      { deployedModelId: '72', start: 0, category: 2, count: 1 },
      { deployedModelId: '70', start: 0, category: 1, count: 5 },
      { deployedModelId: '72', start: 120, category: 1, count: 5 },
    ];
    expect(predictionsIn(arms, windows, categories, counts)).toEqual([
      { challenger: [0, 0, 1], champion: [9, 0, 0] },
      { challenger: [0, 0, 0], champion: [0, 0, 0] },
    ]);
  });
});
