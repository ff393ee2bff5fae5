import { describe, expect, it } from '@jest/globals';
import { parseLedger } from '../../../src/canary/ledger.ts';
import { ReleaseError } from '../../../src/errors/error.ts';
import type { MetricDescription } from '../../../src/ports/metrics.ts';
import { runCanaryPromote } from '../../../src/steps/canary-promote/run.ts';
import { onlineMetrics } from '../../../src/vertex/online-metrics.ts';
import {
  canaryInputs,
  type CanaryWorld,
  canaryWorld,
  ledgerObject,
} from '../../support/canary-world.ts';

const count = { kind: 'DELTA', valueType: 'INT64', labels: [] };

const worldOf = (metrics: Record<string, MetricDescription>) =>
  canaryWorld({ events: { metrics } });

function settleOf(world: CanaryWorld): number | undefined {
  const text = world.objects.stored.get(ledgerObject)?.text ?? '';
  return parseLedger(text, ledgerObject).active?.plan.settleMs;
}

/** Opens the canary and takes one turn. */
async function open(world: CanaryWorld, change = {}): Promise<CanaryWorld> {
  await runCanaryPromote(canaryInputs({ wait: false, ...change }), world.context());
  return world;
}

describe('windows are left alone for as long as points may be late', () => {
  it('as Cloud Monitoring states it of the slowest metric that is read', async () => {
    const world = await open(
      worldOf({
        [onlineMetrics.responses]: { ...count, ingestDelayMs: 120_000 },
        [onlineMetrics.latencies]: { ...count, ingestDelayMs: 240_000 },
      }),
    );
    expect(settleOf(world)).toBe(240_000);
    expect(world.host.lines).toContain(
      `points of ${onlineMetrics.latencies} may come 4m late, as Cloud Monitoring states: windows are left alone that long, not 1m`,
    );
  });

  it('of metrics that are not read nothing is asked', async () => {
    const slow = { [onlineMetrics.latencies]: { ...count, ingestDelayMs: 240_000 } };
    expect(settleOf(await open(worldOf(slow), { latency: 'off' }))).toBe(60_000);
  });

  it.each([
    ['a shorter delay', { ...count, ingestDelayMs: 30_000 }],
    ['no delay', count],
  ])('as settle says, where %s is stated', async (_what, description) => {
    const world = await open(worldOf({ [onlineMetrics.responses]: description }));
    expect(settleOf(world)).toBe(60_000);
  });

  it('as settle says, with a warning, where it cannot be read', async () => {
    const world = canaryWorld();
    const context = world.contextOf('one', {
      metrics: {
        ...world.metrics,
        describe: () => Promise.reject(new ReleaseError('PERMISSION_DENIED', 'not for you')),
      },
    });
    await runCanaryPromote(canaryInputs({ wait: false }), context);
    expect(settleOf(world)).toBe(60_000);
    expect(world.host.lines).toContain(
      `! how late points of ${onlineMetrics.responses} may be is not known: not for you`,
    );
  });

  it('but a plan without room for that is refused before anything is deployed', async () => {
    const world = worldOf({ [onlineMetrics.responses]: { ...count, ingestDelayMs: 1_800_000 } });
    await expect(open(world)).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      problems: [{ where: 'max_bake' }],
    });
    expect(world.endpoints.deployments).toEqual([]);
  });
});
